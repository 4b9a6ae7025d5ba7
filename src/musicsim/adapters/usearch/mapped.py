"""Read-only maps of files whose memory can be given back."""

import mmap
from pathlib import Path

import numpy as np
import numpy.typing as npt


class MappedFile:
    """A file as an array of bytes, uint8, shape (size,). The map goes when nobody refers to it any more."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            # an empty file cannot be mapped
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else None
        self.bytes: npt.NDArray[np.uint8] = np.frombuffer(self._map or b"", np.uint8)

    def view(self) -> memoryview:
        """The same bytes, for those who want a buffer; valid as long as this object lives."""
        return memoryview(self._map or b"")

    def release_pages(self) -> None:
        """Let go of the pages that this process touched. The system keeps them cached as long as it has room."""
        if self._map is not None:
            self._map.madvise(mmap.MADV_DONTNEED)
