"""Plays and looks for pictures in memory keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.adapters.memory.artworks import MemoryArtworks
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.plays import MemoryPlays
from tests.contracts.artworks_contract import ArtworksContract
from tests.contracts.plays_contract import Ear, OpenEar, PlaysContract


def ear_on(database: MemoryDatabase) -> Ear:
    return Ear(MemoryPlays(database), MemoryArtworks(database), MemoryCatalogue(database))


class InMemory:
    @pytest.fixture
    async def ear(self) -> Ear:
        return await ear_on(MemoryDatabase()).fill()

    @pytest.fixture
    def open_ear(self) -> OpenEar:
        @asynccontextmanager
        async def opened() -> AsyncIterator[Ear]:
            yield await ear_on(MemoryDatabase()).fill()

        return opened

    @pytest.fixture
    def broken(self) -> Ear:
        return ear_on(MemoryDatabase(reachable=False))


class TestMemoryPlays(InMemory, PlaysContract):
    pass


class TestMemoryArtworks(InMemory, ArtworksContract):
    pass
