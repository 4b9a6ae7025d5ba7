"""What was made out of the whole library, in memory."""

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.derived import Making
from musicsim.ports.derived import Derived


class MemoryDerived(Derived):
    """Keeps things in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def making(self, name: str) -> Making | None:
        found = await self.get(name)
        return found[0] if found else None

    async def get(self, name: str) -> tuple[Making, bytes] | None:
        self._database.check()
        return self._database.derived.get(name)

    async def put(self, name: str, making: Making, content: bytes) -> None:
        self._database.check()
        self._database.derived[name] = making, content

    async def drop(self, name: str) -> None:
        self._database.check()
        self._database.derived.pop(name, None)
