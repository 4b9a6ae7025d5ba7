"""What people brought, in memory."""

import pytest

from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.uploads import MemoryUploads
from musicsim.domain.model.account import Account
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Role
from musicsim.ports.uploads import Uploads
from tests.contracts.uploads_contract import ANN, BEN, Brought, UploadsContract
from tests.support.samples import DAY


class TestMemoryUploads(UploadsContract):
    @pytest.fixture
    async def brought(self) -> Brought:
        database = MemoryDatabase()

        async def arrive(user: UserId) -> None:
            account = Account(id=user, name=user, role=Role.LISTENER, password="", created_at=DAY)
            database.people.accounts[user] = account

        async def leave(user: UserId) -> None:
            del database.people.accounts[user]

        made = Brought(MemoryUploads(database), MemoryCatalogue(database), arrive, leave)
        await arrive(ANN)
        await arrive(BEN)
        return made

    @pytest.fixture
    def broken(self) -> Uploads:
        return MemoryUploads(MemoryDatabase(reachable=False))
