"""How a blob lies on disk: its bytes, and behind them a trailer with what is known of them.

One file and not two: a rename puts bytes and trailer there at once. Programs that show pictures or play audio pass over
what lies behind their end.
"""

import json
import os
import struct
from pathlib import Path

from musicsim.adapters.filesystem.opening import OpenFile
from musicsim.domain.model.blob import Blob
from musicsim.domain.rules.streams import Checksum

_END = struct.Struct("<Q8s")  # the length of the JSON before it, and a mark
_MARK = b"msblob1\n"
_LONGEST = 4096

_FOLDER, _FILE = ".d", ".blob"  # with these no key's file is where another key has a folder


class DamagedBlob(Exception):  # noqa: N818
    """The file is not one that was written here, or was cut."""


def path_of(root: Path, key: str) -> Path:
    """The file of the blob `key`."""
    *folders, name = key.split("/")
    return root.joinpath(*(folder + _FOLDER for folder in folders), name + _FILE)


def parts_in(folder: Path) -> list[tuple[str, str]]:
    """Parts of keys, folders with a trailing "/", and their names on disk, by part; none where there is no folder."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are all that is wanted
    except (FileNotFoundError, NotADirectoryError):
        return []
    folders = [(name.removesuffix(_FOLDER) + "/", name) for name in names if name.endswith(_FOLDER)]
    return sorted(folders + [(name.removesuffix(_FILE), name) for name in names if name.endswith(_FILE)])


def created(path: Path) -> OpenFile:
    """A new file, open for writing."""
    return OpenFile(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644))


def append(file: OpenFile, checksum: Checksum, piece: bytes) -> None:
    """Write some of a blob's bytes, and count them in."""
    checksum.add(piece)
    file.use(lambda descriptor: _write(descriptor, piece))


def finish(file: OpenFile, media_type: str, sha256: str) -> None:
    """Write what follows the bytes, and force all of it to the disk."""
    known = json.dumps({"media_type": media_type, "sha256": sha256}).encode()
    file.use(lambda descriptor: _write(descriptor, known + _END.pack(len(known), _MARK)))
    file.use(os.fsync)


def blob_in(file: OpenFile, key: str) -> Blob:
    """What is known of a blob, by the end of its file. DamagedBlob, ValueError or KeyError when that isn't right."""
    end = file.use(os.fstat).st_size - _END.size
    length, mark = _END.unpack(file.read(_END.size, max(0, end)).ljust(_END.size))
    if mark != _MARK or not 0 < length <= min(_LONGEST, end):
        raise DamagedBlob
    known = json.loads(file.read(length, end - length))
    return Blob(key, end - length, known["sha256"][:32], known["media_type"], known["sha256"])


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
