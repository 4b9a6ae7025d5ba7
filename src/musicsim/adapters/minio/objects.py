"""What is known of an object, and why it may not be had; without the packages of the extra "s3"."""

from dataclasses import dataclass
from hashlib import sha256

from musicsim.domain.model.blob import Blob


class Missing(Exception):  # noqa: N818
    """There is no such object."""


class Denied(Exception):  # noqa: N818
    """The object, though not the bucket, is closed to us."""


@dataclass(frozen=True, slots=True)
class Head:
    """An object's size, version and type; `sha256` in hex, or "" where none of all its bytes is kept with it.

    `hashed` when the etag is the MD5 of its bytes.
    """

    size: int
    etag: str
    media_type: str
    sha256: str
    hashed: bool

    def blob(self, key: str) -> Blob:
        """The same as blob stores say it."""
        return Blob(key, self.size, self.etag, self.media_type, self.sha256)

    @property
    def content_hash(self) -> str:
        """A name for the bytes, without reading them: see AudioStore.content_hash."""
        if self.sha256:
            return self.sha256
        if self.hashed:
            return f"md5:{self.etag}"
        name = f"etag:{self.etag}-{self.size}"
        return name if len(name) <= 64 and name.isprintable() else f"etag:{sha256(name.encode()).hexdigest()[:56]}"
