"""Radio sessions in SQLite and on PostgreSQL keep their promises."""

import shutil
from pathlib import Path

import pytest

from musicsim.adapters.memory.radio_sessions import MemoryRadioSessions
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.radio_sessions import SqlRadioSessions
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.radio import RadioOptions, Verdict
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter
from tests.contracts.radio_sessions_contract import RadioSessionsContract
from tests.support.radio import sessions_on
from tests.support.sql_stores import OnPostgres, OnSqlite
from tests.support.sqlite import opened
from tests.support.station import Station


class _OnDatabase(RadioSessionsContract):
    @pytest.fixture
    async def sessions(self, database: Database) -> SqlRadioSessions:
        return await sessions_on(database)

    @pytest.fixture
    def broken(self, nowhere: Database) -> SqlRadioSessions:
        return SqlRadioSessions(nowhere)


class TestSqliteRadioSessions(OnSqlite, _OnDatabase):
    pass


class TestPostgresRadioSessions(OnPostgres, _OnDatabase):
    pass


async def test_a_session_goes_on_after_a_restart_as_it_would_have(template: Path, tmp_path: Path):
    station = Station()
    await station.fill()
    shutil.copyfile(template, tmp_path / "musicsim.db")
    async with opened(tmp_path / "musicsim.db") as first:
        station.sessions = await sessions_on(first)
        session = await station.start(RadioOptions(where=Filter(bpm=Span(60, 90))))
        before = [await station.next(session) for _ in range(4)]
        await station.judge(session, before[0] or TrackId(""), Verdict.SKIPPED)
        kept = await station.kept(session)
    async with opened(tmp_path / "musicsim.db") as second:
        station.sessions = SqlRadioSessions(second)
        after = [await station.next(session) for _ in range(6)]
    station.sessions = MemoryRadioSessions(kept={kept.id: kept})
    assert [await station.next(session) for _ in range(6)] == after
    assert len({*before, *after}) == 10
