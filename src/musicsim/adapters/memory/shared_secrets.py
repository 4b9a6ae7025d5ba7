"""Shared secrets, in memory."""

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.ports.shared_secrets import SharedSecrets


class MemorySharedSecrets(SharedSecrets):
    """Keeps secrets in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def settle(self, name: str, proposed: bytes) -> bytes:
        self._database.check()
        return self._database.people.secrets.setdefault(name, proposed)
