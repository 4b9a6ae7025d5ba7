"""ID3 tags that were made safe for players of 1995, and what they were before."""

from typing import BinaryIO

_HEADER = 10
_LARGEST = 32 << 20
_UNSYNCHRONISED = 0x80


class Overlaid:
    """A file whose beginning reads as other bytes; to be read from, not to be written to."""

    def __init__(self, file: BinaryIO, beginning: bytes) -> None:
        self._file = file
        self._beginning = beginning
        self._end = file.seek(0, 2)
        self._at = 0

    def read(self, size: int) -> bytes:
        """As files do, but `size` is needed."""
        data = self._beginning[self._at : self._at + size]
        if len(data) < size:
            self._file.seek(self._at + len(data))
            data += self._file.read(size - len(data))
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """As files do."""
        self._at = max(0, offset + (0, self._at, self._end)[whence])
        return self._at

    def tell(self) -> int:
        """As files do."""
        return self._at


def synchronised(file: BinaryIO, head: bytes, size: int) -> Overlaid | None:
    """The file with the zero bytes behind each FF taken out of its tag (ID3v2.3 §5); padding fills the gap.

    `head` is the tag's header, `size` that of the tag behind it. None when the tag needs no such thing, or is of
    version 2.4, where each frame has its own mark, or is too large to be believed.
    """
    if not head[5] & _UNSYNCHRONISED or head[3] > 3 or size > _LARGEST:
        return None
    file.seek(_HEADER)
    tag = file.read(size)
    plain = tag.replace(b"\xff\x00", b"\xff").ljust(len(tag), b"\0")
    return Overlaid(file, head[:5] + bytes([head[5] & ~_UNSYNCHRONISED]) + head[6:] + plain)
