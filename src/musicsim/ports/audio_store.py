"""The library's audio."""

from abc import abstractmethod
from collections.abc import AsyncIterator
from typing import Protocol

from musicsim.domain.model.audio import AudioObject, AudioSource, Unlisted


class AudioStore(Protocol):
    """Reads the audio objects below the library's root. Writes nothing.

    Raises Unavailable from any method when the root itself cannot be reached.
    """

    @abstractmethod
    def walk(self) -> AsyncIterator[AudioObject | Unlisted]:
        """Every audio object, judged by its name's ending, in ascending order of key (by code point).

        What is listed while the store changes may or may not hold the change, but no key comes twice. Other files
        and hidden ones are passed over. What cannot be listed comes as Unlisted, at its own place in the order; a
        folder that cannot be opened comes once, with a trailing "/", in place of all that it may hold.
        """

    @abstractmethod
    async def stat(self, key: str) -> AudioObject | None:
        """The object as it is now, or None when there is none, or when `key` leads out of the library."""

    @abstractmethod
    async def content_hash(self, key: str) -> str:
        """A name for the bytes, at most 64 printable ASCII characters: the same name, the same bytes.

        The reverse need not hold. Where the bytes are read, or their SHA-256 is stored with them, it is that, in 64
        lower-case hex digits; else whatever the store keeps to tell versions apart, behind its kind and a colon.
        UnreadableAudio when there is no such object, or it cannot be read to its end where it has to be.
        """

    @abstractmethod
    async def source(self, key: str) -> AudioSource:
        """Where an analyser can find the bytes. UnreadableAudio when there is no such object."""

    @abstractmethod
    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        """An HTTP address from which anybody may read the bytes for so long, and a little less or longer.

        Whoever asks there is told that they are of `media_type`; with "", or of what musicsim keeps itself, what they
        were put there as. None when the store has no address, or `key` leads out of the library. Whether there is
        such an object shows when the address is used.
        """

    @abstractmethod
    def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """Bytes start … stop (exclusive; None: to the end) in chunks of at most 256 KiB.

        UnreadableAudio, before the first chunk, when there is no such object or it cannot be opened. A range past
        the end yields what there is.
        """
