"""Playlists in memory keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.playlists import MemoryPlaylists
from tests.contracts.playlists_contract import OpenShelf, PlaylistsContract, Shelf


def shelf_on(database: MemoryDatabase) -> Shelf:
    return Shelf(MemoryPlaylists(database), MemoryCatalogue(database))


class TestMemoryPlaylists(PlaylistsContract):
    @pytest.fixture
    def shelf(self) -> Shelf:
        return shelf_on(MemoryDatabase())

    @pytest.fixture
    def open_shelf(self) -> OpenShelf:
        @asynccontextmanager
        async def opened() -> AsyncIterator[Shelf]:
            yield shelf_on(MemoryDatabase())

        return opened

    @pytest.fixture
    def broken(self) -> Shelf:
        return shelf_on(MemoryDatabase(reachable=False))
