"""Where files that people brought lie among the library's keys: "uploads/<user>/<name>"."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from musicsim.domain.model.identity import UserId
from musicsim.domain.rules.audio_keys import has_audio_ending
from musicsim.domain.rules.blob_keys import LONGEST_NAME
from musicsim.domain.rules.naming import UNTITLED
from musicsim.domain.rules.tag_text import clean

FOLDER = "uploads"
PREFIX = f"{FOLDER}/"

_SEPARATORS = re.compile(r"[/\\]")
_AWKWARD = re.compile('[<>:"|?*]')  # what some file systems refuse: people take their files along
_LONGEST_STEM = LONGEST_NAME - 40  # bytes, so that there is room for a number and an ending
_NUMBERS = 20
_PARTS = 3


def shown_name(name: str) -> str:
    """What a file was called, without the folders that some programs put before it; "Untitled" for nothing."""
    return clean(_SEPARATORS.split(name)[-1]) or UNTITLED


def upload_key(user: UserId, name: str, endings: Sequence[str], mark: str = "") -> str:
    """The key of a file called `name` whose format has these endings: its own is kept where it is one of them.

    With a `mark` it is another one, for when there is a file at that key.
    """
    stem, ending = _parted(shown_name(name))
    kept = ending if ending.lower() in endings else endings[0]
    marked = f" ({mark})" if mark else ""
    return f"{folder_of(user)}{_safe(stem)}{marked}.{kept}"


def marks(last: str) -> Iterator[str]:
    """What to tell a file from others of its name by: nothing, some numbers, and what nobody else has."""
    yield ""
    yield from map(str, range(2, _NUMBERS + 2))
    yield last


def folder_of(user: UserId) -> str:
    """The prefix of the keys of what a person brought."""
    return f"{PREFIX}{user}/"


def is_upload(key: str) -> bool:
    """Whether a key lies where people's files do."""
    return key.startswith(PREFIX)


def owner_of(key: str) -> UserId | None:
    """Whose file lies at a key; None for one that is no upload's."""
    parts = key.split("/")
    return UserId(parts[1]) if len(parts) == _PARTS and parts[0] == FOLDER and all(parts) else None


def _parted(name: str) -> tuple[str, str]:
    stem, _, ending = name.rpartition(".")
    return (stem, ending) if has_audio_ending(name) else (name, "")


def _safe(stem: str) -> str:
    """What every store can hold and `is_audio_key` takes: neither hidden nor too long, cut between characters."""
    plain = _AWKWARD.sub("_", unicodedata.normalize("NFC", stem)).strip()
    if plain.startswith(".") and not plain.startswith(".."):
        plain = plain[1:].lstrip()
    return plain.encode()[:_LONGEST_STEM].decode(errors="ignore").rstrip(" ") or UNTITLED
