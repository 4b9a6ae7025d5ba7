"""Remote audio as a file, of which only what is needed is fetched."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import RawIOBase

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import UnreadableAudio

Fetch = Callable[[int, int], bytes]
"""Bytes start … stop (exclusive) of the object."""

BLOCK = 32 * 1024
"""As much as FFmpeg asks for at once."""

_KEPT = 128  # blocks: 4 MiB a file
_MOST_AHEAD = 8  # blocks: 256 KiB, fetched in vain at worst behind each of a dozen stretches


class RemoteFile(RawIOBase):
    """A seekable file over `fetch`, which is called for whole blocks.

    What was read lately is kept, for demuxers go to and fro. Read on from where the last fetch ended, and the next one
    is for twice as much: a jump costs one small block, a long stretch few round trips.

    A fetch that failed is final, and `fault` says why: decoders take bytes that don't come for the file's end.
    """

    name = "audio"  # PyAV asks for it

    def __init__(self, size: int, fetch: Fetch) -> None:
        self._size, self._fetch = size, fetch
        self._at = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self._continued, self._ahead = -1, 1
        self.fault: Unavailable | UnreadableAudio | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """As files do; nothing is fetched."""
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        """As files do."""
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer will do
        """As files do: at most to the end of a block."""
        if self._at >= self._size:
            return 0
        number, skipped = divmod(self._at, BLOCK)
        piece = self._block(number)[skipped : skipped + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _block(self, number: int) -> bytes:
        if number not in self._blocks:
            self._load(number)
        self._blocks.move_to_end(number)
        return self._blocks[number]

    def _load(self, first: int) -> None:
        self._ahead = min(2 * self._ahead, _MOST_AHEAD) if first == self._continued else 1
        wanted = range(first, first + self._ahead)
        self._continued = next((number for number in wanted if number in self._blocks), wanted.stop)
        start = first * BLOCK
        data = self._fetched(start, min(self._continued * BLOCK, self._size))
        for offset in range(0, len(data), BLOCK):
            self._blocks[(start + offset) // BLOCK] = data[offset : offset + BLOCK]
        while len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)

    def _fetched(self, start: int, stop: int) -> bytes:
        if self.fault is not None:
            raise self.fault
        try:
            return self._fetch(start, stop)
        except (Unavailable, UnreadableAudio) as fault:
            self.fault = fault
            raise


@contextmanager
def blaming(file: RemoteFile) -> Iterator[None]:
    """Raise the file's fault, if it has one, whatever those who read it made of that."""
    try:
        yield
    except Exception as error:
        if file.fault is not None and error is not file.fault:
            raise file.fault from error
        raise
    if file.fault is not None:
        raise file.fault
