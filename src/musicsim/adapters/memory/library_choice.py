"""Which folder an admin chose for the library, in memory."""

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.ports.library_choice import LibraryChoice


class MemoryLibraryChoice(LibraryChoice):
    """Keeps it in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def folder(self, *, afresh: bool = False) -> str | None:
        self._database.check()
        return self._database.choices.get("library")

    async def choose(self, folder: str) -> None:
        self._database.check()
        self._database.choices["library"] = folder
