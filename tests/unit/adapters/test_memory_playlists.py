"""Playlists in memory, and finding tracks for them, keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.playlists import MemoryPlaylists
from musicsim.adapters.memory.track_finder import MemoryTrackFinder
from tests.contracts.playlists_contract import OpenShelf, PlaylistsContract, Shelf
from tests.contracts.track_finder_contract import Finding, TrackFinderContract


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


class TestMemoryTrackFinder(TrackFinderContract):
    @pytest.fixture
    def finding(self) -> Finding:
        return finding_on(MemoryDatabase())

    @pytest.fixture
    def cut_off(self) -> Finding:
        return finding_on(MemoryDatabase(reachable=False))


def finding_on(database: MemoryDatabase) -> Finding:
    return Finding(MemoryTrackFinder(database), MemoryCatalogue(database))
