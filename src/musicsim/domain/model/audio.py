"""Audio objects as the library's store lists and hands them out."""

from dataclasses import dataclass
from pathlib import Path

from musicsim.domain.model.failure import Failure


@dataclass(frozen=True, slots=True)
class AudioObject:
    """One file or bucket object.

    `key` is its path below the library's root with "/" between folders, `size` in bytes, `modified_ns` in
    nanoseconds since 1970 (or any number that changes when the content does).
    """

    key: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A file or, with a trailing "/", a whole folder that the store could not list."""

    key: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class LocalAudio:
    """Audio that can be opened by path on this machine."""

    path: Path


@dataclass(frozen=True, slots=True)
class InlineAudio:
    """Audio that is already in memory."""

    data: bytes


AudioSource = LocalAudio | InlineAudio
"""Where an analyser, perhaps in another process, finds the bytes; always picklable."""
