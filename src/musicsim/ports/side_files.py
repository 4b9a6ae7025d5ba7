"""What lies beside the library's audio."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from musicsim.domain.model.side_file import SideFile


class SideFiles(Protocol):
    """Finds and reads words and pictures in the library (see rules.side_keys), and nothing else; writes nothing.

    Raises Unavailable when the library cannot be reached.
    """

    @abstractmethod
    async def starting_with(self, prefix: str) -> Sequence[SideFile]:
        """Those whose keys begin with `prefix` and have no "/" behind it, ascending by key.

        So "A/B/" lists a folder, and "A/B/song." what belongs to one song. Nothing where there is no such folder, or
        it cannot be looked into. Of very large folders perhaps not all.
        """

    @abstractmethod
    async def read(self, key: str, most: int) -> bytes | None:
        """The bytes; None when there is no such file, it cannot be read, or it has more than `most`."""
