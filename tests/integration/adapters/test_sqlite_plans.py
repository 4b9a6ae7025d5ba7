"""Every frequent query goes by an index, whatever the library's size: SQLite plans without looking at the rows."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.synthetic import SPACE, synthetic_tracks
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from musicsim.adapters.sqlalchemy import analysis_queries, catalogue, folder_counts, searching
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.tables import PENDING, UNDRAWN
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.track import TrackStatus
from tests.support.databases import stores_on
from tests.support.sqlite import opened

COUNT = 6_000  # more than are read at once
FAILED = frozenset({TrackStatus.FAILED})
AFTER = {order: (0 if order is TrackOrder.ADDED else "m", "t") for order in TrackOrder}

BY_ID = "sqlite_autoindex_tracks_1"
BY_KEY = "uq_tracks_key_present"
LISTS = {
    TrackOrder.PATH: "ix_tracks_key",
    TrackOrder.TITLE: "ix_tracks_title",
    TrackOrder.ARTIST: "ix_tracks_artist",
    TrackOrder.ADDED: "ix_tracks_recency",
}

LOOKUPS: dict[str, tuple[Select, str]] = {
    "get_many": (catalogue.MANY.params(names=["a", "b"]), BY_ID),
    "at_key": (catalogue.key_statement("a/b.mp3"), BY_KEY),
    "with_content": (catalogue.WITH_CONTENT.params(names=["a", "b"]), "ix_tracks_content_hash"),
    "of_content": (analysis_queries.twin_statement("a"), "ix_tracks_content_hash"),
    "folder": (folder_counts.inside_statement("a"), "ix_folders_parent"),
    "finished_since": (analysis_queries.finished_statement(datetime(2026, 1, 1, tzinfo=UTC)), "ix_tracks_finished_at"),
    "embeddings": (analysis_queries.embeddings_statement(SPACE, "a"), "sqlite_autoindex_embeddings_1"),
    "known_objects, continued": (catalogue.known_statement(("a", "b")), "ix_tracks_key"),
    "pending": (analysis_queries.first_statement(PENDING, 10), "ix_tracks_pending"),
    "heard_otherwise": (
        analysis_queries.first_statement(analysis_queries.heard_otherwise(SPACE), 10, "a"),
        "sqlite_autoindex_embeddings_1",
    ),
    "without_waveform": (analysis_queries.first_statement(UNDRAWN, 10, "a"), "ix_tracks_undrawn"),
    "pending, the rows": (analysis_queries.THOSE.params(names=["a", "b"]), BY_ID),
    "tracks of a folder": (searching.page_statement(TrackQuery(folder="a/b"), None), BY_KEY),
}
"""Statements that look up what they need: SEARCH in SQLite's plans."""

WALKS: dict[str, tuple[Select, str]] = {
    "stale": (analysis_queries.stale_statement(10), "ix_tracks_stale"),
    "known_objects": (catalogue.known_statement(None), "ix_tracks_key"),
}
"""Statements that read the beginning of an index, or all of a partial one: SCAN … USING INDEX in SQLite's plans."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("plans") / "large.db"

    async def fill() -> None:
        async with opened(made) as database:
            await database.migrate()
            await stores_on(database).catalogue.save([track for track, _ in synthetic_tracks(COUNT, 1)])

    asyncio.run(fill())
    return made


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as made:
        yield made


async def plan(database: Database, statement: Select) -> str:
    """What SQLite would do, its steps joined by "; "."""
    sql = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    rows = await database.read(lambda connection: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all())
    return "; ".join(row[3] for row in rows)


@pytest.mark.parametrize("query", LOOKUPS)
async def test_lookups_read_only_what_they_need(database: Database, query: str):
    statement, index = LOOKUPS[query]
    steps = await plan(database, statement)
    assert f"INDEX {index} (" in steps
    assert "SCAN" not in steps.replace("SCAN json_each", "")  # the list that was asked for


@pytest.mark.parametrize("query", WALKS)
async def test_walks_begin_in_their_index(database: Database, query: str):
    statement, index = WALKS[query]
    assert await plan(database, statement) == f"SCAN tracks USING INDEX {index}"


@pytest.mark.parametrize("statuses", [frozenset(), FAILED])
@pytest.mark.parametrize("order", TrackOrder)
async def test_lists_come_sorted_out_of_their_index(database: Database, order: TrackOrder, statuses: frozenset):
    query = TrackQuery(order=order, statuses=statuses)
    assert await plan(database, searching.page_statement(query, None)) == f"SCAN tracks USING INDEX {LISTS[order]}"
    later = await plan(database, searching.page_statement(query, AFTER[order]))
    assert later.startswith(f"SEARCH tracks USING INDEX {LISTS[order]} ((")
    assert later.endswith(",id)>(?,?))")


@pytest.mark.parametrize("order", TrackOrder)
async def test_text_is_looked_for_in_the_order_of_the_list(database: Database, order: TrackOrder):
    statement = searching.page_statement(TrackQuery(order=order, text="moon river"), None)
    assert await plan(database, statement) == f"SCAN tracks USING INDEX {LISTS[order]}"


async def test_counting_what_the_index_is_behind_of_touches_no_rows(database: Database):
    steps = await plan(database, analysis_queries.behind_statement())
    assert steps == "SCAN tracks USING COVERING INDEX ix_tracks_stale"


async def test_large_libraries_are_counted_right(database: Database):
    stores = stores_on(database)
    assert (await stores.catalogue.counts()).pending == COUNT
    root = await stores.catalogue.folder("")
    assert sum(folder.tracks for folder in root.folders) == COUNT
    assert len([each async for each in stores.catalogue.known_objects()]) == COUNT
