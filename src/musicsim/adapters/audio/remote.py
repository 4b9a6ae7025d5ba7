"""Remote audio as a file, of which only what is needed is fetched."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import RawIOBase

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import UnreadableAudio

Fetch = Callable[[int, int], bytes]
"""Bytes start … stop (exclusive) of the object."""

BLOCK = 16 * 1024

_KEPT = 256  # blocks: 4 MiB a file
_LEAST, _MOST = 2, 16  # blocks fetched at once: FFmpeg asks for 32 KiB; 256 KiB are in vain at worst
_GROWTH = 0.75  # of what was read on so far: a good compromise between requests and bytes (benchmarks.ranges)


class RemoteFile(RawIOBase):
    """A seekable file over `fetch`, which is called for whole blocks.

    What was read lately is kept, for demuxers go to and fro. The further it is read on without a jump, the more is
    fetched at once: a jump costs little, a long stretch few round trips.

    When a fetch fails the file seems to end there, for good, and `fault` says why. An exception would not do: what is
    raised inside of FFmpeg's callbacks may come to light with the next file, and in libsndfile's it is lost.
    """

    name = "audio"  # PyAV asks for it

    def __init__(self, size: int, fetch: Fetch) -> None:
        self._size, self._fetch = size, fetch
        self._at = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self._continued, self._run = -1, 0
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
        """As files do: at most to the end of a block; nothing where that can't be had."""
        if self._at >= self._size or not self._reached(self._at // BLOCK):
            return 0
        number, skipped = divmod(self._at, BLOCK)
        piece = self._blocks[number][skipped : skipped + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _reached(self, number: int) -> bool:
        """Whether the block is at hand now."""
        if self.fault is not None:
            return False
        if number not in self._blocks:
            try:
                self._load(number)
            except (Unavailable, UnreadableAudio) as fault:
                self.fault = fault
                return False
        self._blocks.move_to_end(number)
        return True

    def _load(self, first: int) -> None:
        self._run = self._run if first == self._continued else 0
        wanted = range(first, first + min(max(_LEAST, int(_GROWTH * self._run)), _MOST))
        self._continued = next((number for number in wanted if number in self._blocks), wanted.stop)
        self._run += self._continued - first
        start = first * BLOCK
        data = self._fetch(start, min(self._continued * BLOCK, self._size))
        for offset in range(0, len(data), BLOCK):
            self._blocks[(start + offset) // BLOCK] = data[offset : offset + BLOCK]
        while len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)


@contextmanager
def blaming(file: RemoteFile) -> Iterator[None]:
    """Raise the file's fault, if it has one, whatever those who read it made of that."""
    try:
        yield
    except Exception as error:
        if file.fault is not None:
            raise file.fault from error
        raise
    if file.fault is not None:
        raise file.fault
