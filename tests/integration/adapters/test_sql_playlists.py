"""Playlists in SQLite and on PostgreSQL, and finding tracks for them, keep their promises."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.contracts.playlists_contract import OpenShelf, PlaylistsContract, Shelf
from tests.contracts.track_finder_contract import Finding, TrackFinderContract
from tests.support.shelves import finding_on, shelf_anew, shelf_on
from tests.support.sql_stores import OnPostgres, OnSqlite


class _Shelves(PlaylistsContract):
    @pytest.fixture
    async def shelf(self, database: Database) -> Shelf:
        return await shelf_anew(database)

    @pytest.fixture
    def open_shelf(self, database: Database) -> OpenShelf:
        @asynccontextmanager
        async def once_more() -> AsyncIterator[Shelf]:
            yield await shelf_anew(database)

        return once_more

    @pytest.fixture
    def broken(self, nowhere: Database) -> Shelf:
        return shelf_on(nowhere)


class _Findings(TrackFinderContract):
    @pytest.fixture
    def finding(self, database: Database) -> Finding:
        return finding_on(database)

    @pytest.fixture
    def cut_off(self, nowhere: Database) -> Finding:
        return finding_on(nowhere)


class TestSqlitePlaylists(OnSqlite, _Shelves):
    pass


class TestSqliteTrackFinder(OnSqlite, _Findings):
    pass


class TestPostgresPlaylists(OnPostgres, _Shelves):
    pass


class TestPostgresTrackFinder(OnPostgres, _Findings):
    pass
