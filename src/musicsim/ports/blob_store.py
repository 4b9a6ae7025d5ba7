"""Where musicsim keeps files of its own: artwork, uploads."""

from abc import abstractmethod
from collections.abc import AsyncIterable, AsyncIterator
from typing import Protocol

from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.blob import Blob, BlobEntry


class BlobStore(Protocol):
    """Keeps bytes under keys, with their media type and SHA-256.

    A key is a relative path with "/" between its parts (see rules.blob_keys); every method raises Invalid for
    anything else. A blob is replaced or removed as a whole: whoever reads sees the old bytes, the new ones or none,
    never a mixture. All methods raise Unavailable when the store cannot be reached or is full.
    """

    @abstractmethod
    async def put(
        self, key: str, chunks: AsyncIterable[bytes], media_type: str, *, sha256: str = "", only_new: bool = False
    ) -> Blob:
        """Keep what `chunks` yield, durably, in place of what was there before; any length, in little memory.

        With `sha256` (hex) nothing is kept, and Invalid raised, unless the bytes have it; and what an earlier call
        for the same bytes sent before it broke off need not be sent again. With `only_new` Conflict is raised when
        there is a blob already, were it put in this very moment; nothing is changed then. What `chunks` raise is
        raised, and nothing kept.
        """

    @abstractmethod
    async def stat(self, key: str) -> Blob | None:
        """What is known of the blob, or None when there is none."""

    @abstractmethod
    def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """Bytes start … stop (exclusive; None: to the end) of one version, in chunks of at most 256 KiB.

        NotFound, before the first chunk, when there is no such blob. A range past the end yields what there is.
        Unavailable when the blob is replaced or removed meanwhile and the rest of it is no longer to be had.
        """

    @abstractmethod
    async def delete(self, key: str) -> None:
        """Remove the blob; nothing happens when there is none."""

    @abstractmethod
    def walk(self, prefix: str = "") -> AsyncIterator[BlobEntry]:
        """Every blob whose key begins with `prefix` (any text), ascending by key (code point).

        What is put or deleted meanwhile may or may not show.
        """

    @abstractmethod
    async def url(self, key: str, seconds: float) -> str | None:
        """An HTTP address from which anybody may read the blob for so long; None when the store has none.

        Whether there is such a blob shows when the address is used.
        """

    @abstractmethod
    async def source(self, key: str) -> AudioSource:
        """Where a decoder, perhaps in another process, finds the bytes of a blob that is audio; NotFound as `read`."""
