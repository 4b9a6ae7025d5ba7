"""Walking through a folder tree in the order of keys. Everything here blocks: it runs in a thread."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from musicsim.adapters.filesystem.opening import failure_of
from musicsim.domain.model.audio import AudioObject, Unlisted
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.rules.audio_keys import LONGEST_KEY, has_audio_ending, is_passed_over, is_too_long, is_unicode

_OTHER_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}\Z")
_BAD_NAME = Failure(FailureReason.BAD_NAME, "The name is not valid UTF-8: rename it.")
_TOO_LONG = Failure(FailureReason.BAD_NAME, f"The path is longer than {LONGEST_KEY} bytes: shorten it.")
_ROUND = Failure(FailureReason.LOOP, "The link leads to a folder that it lies in: remove it.")
_DANGLING = Failure(FailureReason.LOOP, "The link leads nowhere: remove it, or mount what it points to.")

_LATEST = 2**63 - 1

Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SubFolder:
    """A folder to walk; `key` ends in "/" ("" for the root), `line` are the folders down to it, itself included."""

    key: str
    path: str
    line: frozenset[Identity]


Found = AudioObject | Unlisted


def identity_of(path: str) -> Identity:
    """Which folder lies at `path`, whatever its name; OSError when it can't be told."""
    status = os.stat(path)  # noqa: PTH116 - paths are text here: a Path for each of 100,000 files would cost a second
    return status.st_dev, status.st_ino


def walk(root: str) -> Iterator[Found]:
    """Every audio file below `root` and what can't be listed, ascending by key. OSError for the root only.

    A folder sorts as its name with "/" appended: then all that it holds lies between its neighbours, and only the
    folders on the way down are held in memory.
    """
    ahead: list[Found | SubFolder] = _listed(SubFolder("", root, frozenset({identity_of(root)})))
    while ahead:
        found = ahead.pop()
        if isinstance(found, SubFolder):
            ahead += _opened(found)
        else:
            yield found


def _opened(folder: SubFolder) -> Sequence[Found | SubFolder]:
    try:
        return _listed(folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()  # removed while the walk was elsewhere
    except OSError as error:
        return (Unlisted(folder.key, failure_of(error)),)


def _listed(folder: SubFolder) -> list[Found | SubFolder]:
    """What the folder holds, last key first: the walk takes from the end."""
    with os.scandir(folder.path) as entries:
        found = [item for entry in entries if (item := _examined(folder, entry)) is not None]
    found = _told_apart(found)
    found.sort(key=lambda item: item.key, reverse=True)
    return found


def _examined(folder: SubFolder, entry: os.DirEntry[str]) -> Found | SubFolder | None:
    """What an entry is to the library; None for what is passed over, or was removed since."""
    if is_passed_over(entry.name):
        return None
    try:
        if entry.is_dir():
            return _folder_at(folder, entry)
        if entry.is_file():
            return _file_at(folder, entry) if has_audio_ending(entry.name) else None
        return _unlisted(folder, entry, _DANGLING) if entry.is_symlink() and not _leads_somewhere(entry) else None
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unlisted(folder, entry, failure_of(error))


def _folder_at(folder: SubFolder, entry: os.DirEntry[str]) -> Unlisted | SubFolder | None:
    key = folder.key + _printable(entry.name) + "/"
    if not is_unicode(entry.name):
        return Unlisted(key, _BAD_NAME)
    try:
        identity = identity_of(entry.path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Unlisted(key, failure_of(error))
    return Unlisted(key, _ROUND) if identity in folder.line else SubFolder(key, entry.path, folder.line | {identity})


def _file_at(folder: SubFolder, entry: os.DirEntry[str]) -> Found:
    if not is_unicode(entry.name):
        return Unlisted(folder.key + _printable(entry.name), _BAD_NAME)
    key = folder.key + entry.name
    if is_too_long(key):
        return Unlisted(key, _TOO_LONG)
    status = entry.stat()
    return AudioObject(key, status.st_size, modified_ns(status))


def modified_ns(status: os.stat_result) -> int:
    """When it was changed: file systems keep dates beyond the year 2262, where 64 bits of nanoseconds end."""
    return min(status.st_mtime_ns, _LATEST)


def _leads_somewhere(link: os.DirEntry[str]) -> bool:
    try:
        link.stat()
    except FileNotFoundError:
        return False
    return True


def _unlisted(folder: SubFolder, entry: os.DirEntry[str], failure: Failure) -> Unlisted | None:
    """For what doesn't say whether it is file or folder, by its ending: audio, no concern here, else a folder.

    As a folder it counts because that is the safer guess: whatever lay below it was not seen.
    """
    key = folder.key + _printable(entry.name)
    if has_audio_ending(entry.name):
        return Unlisted(key, failure)
    return None if _OTHER_ENDING.search(entry.name) else Unlisted(key + "/", failure)


def _printable(name: str) -> str:
    return name if is_unicode(name) else os.fsencode(name).decode("utf-8", "backslashreplace")


def _told_apart(found: list[Found | SubFolder]) -> list[Found | SubFolder]:
    r"""Once printable, the byte FF equals a name with "\xff" written out: what can't be listed then steps aside."""
    taken = {item.key for item in found}
    if len(taken) == len(found):
        return found
    taken = {item.key for item in found if not isinstance(item, Unlisted)}
    return [_aside(item, taken) if isinstance(item, Unlisted) else item for item in found]


def _aside(item: Unlisted, taken: set[str]) -> Unlisted:
    slash = "/" if item.key.endswith("/") else ""
    key = item.key
    while key in taken:
        key = key.removesuffix("/") + "~" + slash
    taken.add(key)
    return replace(item, key=key)
