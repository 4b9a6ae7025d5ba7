"""Audio objects as the library's store lists and hands them out."""

from dataclasses import dataclass, field
from pathlib import Path

from musicsim.domain.model.failure import Failure


@dataclass(frozen=True, slots=True)
class AudioObject:
    """One file or bucket object.

    `key` is its path below the library's root with "/" between folders, `size` in bytes, `modified_ns` in
    nanoseconds since 1970, or any number of 63 bits that changes when the content does.
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
    """Audio that can be opened by path on this machine: the file's first `size` bytes, None: all of it."""

    path: Path
    size: int | None = None


@dataclass(frozen=True, slots=True)
class InlineAudio:
    """Audio that is already in memory."""

    data: bytes


@dataclass(frozen=True, slots=True)
class RemoteAudio:
    """Audio at an HTTP address that answers ranges of bytes; `size` in bytes.

    `url` is a secret for as long as it holds: whoever knows it can read the audio. `etag` is the version that is
    meant, with its quotes; with "" any will do.
    """

    url: str = field(repr=False)
    size: int
    etag: str = ""


AudioSource = LocalAudio | InlineAudio | RemoteAudio
"""Where an analyser, perhaps in another process, finds the bytes; always picklable."""
