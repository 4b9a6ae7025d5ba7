"""Blobs: bytes that musicsim keeps under a key."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlobEntry:
    """A blob as a listing shows it: `size` in bytes; `etag` is another one when the bytes are."""

    key: str
    size: int
    etag: str


@dataclass(frozen=True, slots=True)
class Blob:
    """All that is kept of a blob besides its bytes.

    `sha256` in 64 lower-case hex digits, or "" where somebody else put it there and did not say.
    """

    key: str
    size: int
    etag: str
    media_type: str
    sha256: str
