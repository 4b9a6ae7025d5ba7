"""Every frequent query goes by an index, whatever the library's size: SQLite plans without looking at the rows."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.synthetic import SPACE, synthetic_tracks
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from musicsim.adapters.sqlalchemy import (
    analysis_queries,
    catalogue,
    folder_counts,
    sampling,
    searching,
    sqlite_words,
)
from musicsim.adapters.sqlalchemy.conditions import conditions
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.group_lists import album_keyset, album_statement, group_keyset, group_statement
from musicsim.adapters.sqlalchemy.tables import PENDING, UNDRAWN
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.groups import AlbumOrder, AlbumQuery, GroupOrder, GroupQuery
from musicsim.domain.model.identity import AlbumId, ArtistId, UserId
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.cursors import Position
from musicsim.domain.rules.groups import is_downwards
from musicsim.domain.rules.listing import KINDS, UNKNOWN_LAST
from tests.support.databases import stores_on
from tests.support.sqlite import opened

COUNT = 6_000  # more than are read at once
FAILED = frozenset({TrackStatus.FAILED})
AFTER = {order: ("m" if KINDS[order] is str else 0, "t") for order in TrackOrder}

BY_ID = "sqlite_autoindex_tracks_1"
BY_KEY = "uq_tracks_key_present"
LISTS = {
    TrackOrder.PATH: "ix_tracks_key",
    TrackOrder.TITLE: "ix_tracks_title",
    TrackOrder.ARTIST: "ix_tracks_artist",
    TrackOrder.ALBUM: "ix_tracks_album",
    TrackOrder.YEAR: "ix_tracks_year",
    TrackOrder.DURATION: "ix_tracks_duration",
    TrackOrder.BPM: "ix_tracks_bpm",
    TrackOrder.CAMELOT: "ix_tracks_camelot",
    TrackOrder.ADDED: "ix_tracks_recency",
}


def parts(query: TrackQuery, after: Position | None) -> list[Select]:
    """The statements of a page, where many tracks fit."""
    return [
        part.limit(11)
        for part in searching.keyset(query).parts(searching.statement(query), after, reverse=query.reverse)
    ]


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
    "tracks of a folder": (parts(TrackQuery(folder="a/b"), None)[0], BY_KEY),
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
    sql = f"EXPLAIN QUERY PLAN {sql}".replace("-inf", "-9e999")  # which SQLite reads as that
    rows = await database.read(lambda connection: connection.exec_driver_sql(sql).all())
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
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("order", TrackOrder)
async def test_lists_come_sorted_out_of_their_index(
    database: Database, order: TrackOrder, statuses: frozenset, reverse: bool
):
    query = TrackQuery(order=order, statuses=statuses, reverse=reverse)
    for begun in parts(query, None):
        assert re.fullmatch(rf"(SCAN|SEARCH) tracks USING INDEX {LISTS[order]}( .*)?", await plan(database, begun))
    for later in parts(query, AFTER[order]):
        assert f"SEARCH tracks USING INDEX {LISTS[order]} (" in await plan(database, later)
        assert "TEMP B-TREE" not in await plan(database, later)


@pytest.mark.parametrize("order", sorted(UNKNOWN_LAST))
async def test_what_is_not_known_comes_out_of_the_same_index(database: Database, order: TrackOrder):
    [last] = parts(TrackQuery(order=order), (None, "t"))
    assert re.fullmatch(
        rf"SEARCH tracks USING INDEX {LISTS[order]} \({LISTS[order].removeprefix('ix_tracks_')}=\? AND id>\?\)",
        await plan(database, last),
    )


BROAD = {
    "text": {"text": "moon"},
    "starts": {"starts": "a"},
    "within": {"within": "a"},
    "folder": {"folder": "a/b"},
    "artist": {"artist": ArtistId("a")},
    "album": {"album": AlbumId("a")},
    "genre": {"genres": frozenset({"rock", "jazz"})},
    "mood": {"moods": frozenset({"calm", "dark"})},
    "year": {"year": Span(1990, None)},
    "duration": {"duration": Span(100, 200)},
    "bpm": {"bpm": Span(100, 200)},
    "key": {"keys": frozenset({"8A", "8B"})},
    "favourite": {"favourite_of": UserId("ann")},
    "not listened to": {"statuses": frozenset({TrackStatus.FAILED, TrackStatus.PENDING})},
}


@pytest.mark.parametrize("order", [TrackOrder.PATH, TrackOrder.TITLE, TrackOrder.BPM])  # one of each kind
@pytest.mark.parametrize("condition", BROAD)
async def test_where_many_fit_the_list_is_walked_through(database: Database, condition: str, order: TrackOrder):
    """In its order, looking each track up in what else there is: never sorting."""
    index = BY_KEY if (condition, order) == ("folder", TrackOrder.PATH) else LISTS[order]  # which has both
    for later in parts(TrackQuery(order=order, **BROAD[condition]), AFTER[order]):
        steps = await plan(database, later)
        assert steps.startswith(f"SEARCH tracks USING INDEX {index} (")
        assert "TEMP B-TREE" not in steps
        assert "SCAN" not in steps


@pytest.mark.parametrize("condition", BROAD)
async def test_where_few_fit_these_are_looked_up(database: Database, condition: str):
    query = TrackQuery(order=TrackOrder.ARTIST, **BROAD[condition])
    looked_up = [each.ids for each in conditions(query) if each.ids is not None]
    if condition == "text":
        looked_up = [await database.read(lambda connection: sqlite_words.found_by(connection, "moon"))]
    for ids in looked_up:
        assert "SCAN tracks" not in await plan(database, ids)
        for picked in searching.keyset(query, picked=True).parts(
            searching.statement(query, ids), ("m", "t"), reverse=False
        ):
            assert f"INDEX {BY_ID} (id=?" in await plan(database, picked)


async def test_the_text_index_finds_what_the_text_has(database: Database):
    ids = await database.read(lambda connection: sqlite_words.found_by(connection, "moon a falcon"))
    rows = await database.rows(ids)
    page = await stores_on(database).catalogue.search(TrackQuery(text="moon falcon", limit=500))
    assert {track.id for track in page.items} <= {row.track_id for row in rows}
    assert 0 < len(rows) < COUNT / 10


@pytest.mark.parametrize("conditions", [{"bpm": Span(100, 200)}, {"folder": "a/b"}, {"within": "a"}])
async def test_tracks_are_drawn_from_a_place_of_the_shuffled_order(database: Database, conditions: dict):
    steps = await plan(database, sampling.stretch(TrackQuery(**conditions), 12345, 50))
    assert steps == "SEARCH tracks USING INDEX ix_tracks_shuffle (shuffle>?)"


@pytest.mark.parametrize("conditions", [{}, {"year": Span(1980, 2000)}, {"genres": frozenset({"rock", "jazz", "pop"})}])
async def test_from_among_many_as_many_are_drawn_as_fit(database: Database, conditions: dict):
    query = TrackQuery(limit=100, **conditions)
    drawn = [await stores_on(database).catalogue.sample(query) for _ in range(3)]
    assert [len({track.id for track in tracks}) for tracks in drawn] == [100, 100, 100]
    assert len({track.id for tracks in drawn for track in tracks}) > 200


@pytest.mark.parametrize("order", AlbumOrder)
async def test_albums_come_sorted_out_of_their_index(database: Database, order: AlbumOrder):
    query = AlbumQuery(order=order)
    after = (0 if order in (AlbumOrder.YEAR, AlbumOrder.ADDED) else "m", "t")
    for later in album_keyset(query).parts(album_statement(query), after, reverse=False):
        assert re.match(r"SEARCH albums USING INDEX ix_albums_", await plan(database, later))
        assert "TEMP B-TREE" not in await plan(database, later)


@pytest.mark.parametrize("order", GroupOrder)
async def test_so_do_artists(database: Database, order: GroupOrder):
    query = GroupQuery(order=order)
    after = ("m" if order is GroupOrder.NAME else 5, "t")
    [later] = group_keyset(query).parts(group_statement("artist", query), after, reverse=is_downwards(query))
    assert re.match(r"SEARCH facets USING INDEX ix_facets_\w+ \(kind=\? AND", await plan(database, later))
    assert "TEMP B-TREE" not in await plan(database, later)


async def test_counting_what_the_index_is_behind_of_touches_no_rows(database: Database):
    steps = await plan(database, analysis_queries.behind_statement())
    assert steps == "SCAN tracks USING COVERING INDEX ix_tracks_stale"


async def test_large_libraries_are_counted_right(database: Database):
    stores = stores_on(database)
    assert (await stores.catalogue.counts()).pending == COUNT
    root = await stores.catalogue.folder("")
    assert sum(folder.tracks for folder in root.folders) == COUNT
    assert len([each async for each in stores.catalogue.known_objects()]) == COUNT
