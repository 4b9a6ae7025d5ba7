"""The first bytes of a file, as if there were no others."""

import os
from io import FileIO, RawIOBase
from typing import Any


class Beginning(RawIOBase):
    """The first `size` bytes of an open file, which it closes in the end."""

    def __init__(self, file: FileIO, size: int) -> None:
        self._file, self._size = file, size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_END:
            offset, whence = offset + self._size, os.SEEK_SET
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:  # anything that bytes can be written to, which Python 3.11 has no name for
        room = memoryview(buffer).cast("B")
        left = max(0, self._size - self._file.tell())
        return self._file.readinto(room[:left]) or 0

    def close(self) -> None:
        self._file.close()
        super().close()
