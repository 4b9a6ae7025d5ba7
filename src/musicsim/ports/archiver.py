"""Many files as one."""

from abc import abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Protocol

from musicsim.domain.model.archive import Member


class Archiver(Protocol):
    """Makes archives while they are read: neither a file of them nor the whole is ever in memory, or on a disk."""

    @abstractmethod
    def archive(self, members: AsyncIterator[Member]) -> AsyncGenerator[bytes, None]:
        """The bytes of an archive of the members, in their order, in chunks of at most 256 KiB, not compressed.

        A member is asked for, and its chunks read, when those before it are done. What either raises is raised, and
        leaves an archive without an end. Closing the generator closes the member that was being read.
        """

    @property
    @abstractmethod
    def media_type(self) -> str:
        """What such an archive is called in HTTP."""

    @property
    @abstractmethod
    def ending(self) -> str:
        """How its file's name ends, without the dot."""
