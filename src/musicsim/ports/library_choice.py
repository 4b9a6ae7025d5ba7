"""Which folder an admin chose for the library."""

from abc import abstractmethod
from typing import Protocol


class LibraryChoice(Protocol):
    """Remembers one folder of the server, for all processes of one database.

    Durable when `choose` returns. Other processes may see the one before for a second. Unavailable when what keeps it
    does not answer.
    """

    @abstractmethod
    async def folder(self, *, afresh: bool = False) -> str | None:
        """The chosen one's path; None before anybody chose. Asked `afresh`, it is what any process chose last."""

    @abstractmethod
    async def choose(self, folder: str) -> None:
        """Have it be this one from now on."""
