"""A file that a parser can't be made to read without end."""

from typing import BinaryIO


class TooMuch(Exception):  # noqa: N818
    """The parser asked for more than any honest file needs."""


class BoundedFile:
    """Hands out at most `block` bytes at once, silently skipping the rest of a larger request, and counts.

    A tag of 50 MB is so cut to its beginning while the parser's position stays right. TooMuch is raised after
    `total` bytes or `calls` requests: that ends the search for a frame header in gigabytes that hold none.
    """

    def __init__(self, file: BinaryIO, *, block: int, total: int, calls: int = 300_000) -> None:
        self._file = file
        self._block = block
        self._total = total
        self._calls = calls

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer than the file has when that is more than a block."""
        data = self._file.read(min(max(size, 0), self._block))
        if size > self._block:
            self._file.seek(size - self._block, 1)
        self._total -= len(data)
        self._calls -= 1
        if self._total < 0 or self._calls < 0:
            raise TooMuch
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """As files do."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As files do."""
        return self._file.tell()
