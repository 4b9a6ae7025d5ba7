"""The folders of the server's own disks."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from musicsim.domain.model.library_place import ServerFolder


class ServerFolders(Protocol):
    """Looks into folders, as far as the process may; writes nothing and reads no file."""

    @abstractmethod
    async def look(self, path: str) -> ServerFolder:
        """The folder at an absolute path, its folders by name, hidden ones and devices' own left out.

        Invalid, of the field "path", for a path that is not absolute, NotFound where there is no such folder or the
        process may not look into it.
        """

    @abstractmethod
    async def usual(self) -> Sequence[str]:
        """Paths of folders that are there and in which people keep music, the likeliest first."""
