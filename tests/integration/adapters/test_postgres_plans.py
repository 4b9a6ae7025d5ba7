"""No query reads a table of 100,000 rows from end to end: each finds its index, PostgreSQL's planner says."""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.groups import AlbumOrder, AlbumQuery, GroupOrder, GroupQuery
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId, TrackId, UserId
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.cursors import encode_cursor
from musicsim.domain.rules.listing import list_name
from tests.support.databases import database_at, stores_on
from tests.support.plans import Statement, nodes, overheard, plan_of, read_through
from tests.support.postgres import migrated
from tests.support.samples import DAY, a_track, a_waveform, an_analysis, track_id
from tests.support.servers.postgres import Postgres
from tests.support.stores import Stores

pytestmark = pytest.mark.slow

COUNT = 100_000
LARGE = {"tracks", "analyses", "embeddings", "waveforms", "track_facets", "facets", "albums", "favourites"}

FILL = f"""
INSERT INTO tracks (
    id, key, folder, size, modified_ns, content_hash, title, artist, album, album_artist, genre, year, track_number,
    disc_number, duration, sample_rate, channels, bitrate, codec, status, failure_reason, failure_detail, added_at,
    missing_since, finished_at, title_sort, artist_sort, recency, search, revision, indexed_revision, has_waveform,
    album_id, album_sort, shuffle, bpm, camelot
)
SELECT
    't' || lpad(n::text, 5, '0') AS id, folder || '/' || n || '.mp3' AS key, folder, n AS size, n AS modified_ns,
    lpad(to_hex(n), 64, '0') AS content_hash, 'Song ' || n AS title, artist, album, '' AS album_artist, '' AS genre,
    CASE WHEN n % 10 > 0 THEN 1960 + n / 50 % 60 END AS year, NULL AS track_number, NULL AS disc_number,
    100 + n % 4001 / 10.0 AS duration, 44100 AS sample_rate, 2 AS channels,
    NULL AS bitrate, 'mp3' AS codec, status, CASE status WHEN 'failed' THEN 'damaged' ELSE '' END AS failure_reason,
    '' AS failure_detail, moment AS added_at, CASE WHEN n % 50 = 7 THEN moment END AS missing_since,
    moment AS finished_at, 'song ' || md5(n::text) AS title_sort, lower(artist) AS artist_sort, -n AS recency,
    concat_ws(E'\\n', 'song ' || left(md5(n::text), 8), lower(artist), lower(album), lower(folder)) AS search,
    2 AS revision, CASE WHEN n % 200 = 0 THEN 1 ELSE 2 END AS indexed_revision, n % 150 <> 0 AS has_waveform,
    md5(album) AS album_id, lower(album) AS album_sort, ('x' || left(md5(n::text), 15))::bit(60)::bigint AS shuffle,
    CASE WHEN n % 7 > 0 THEN 60 + n % 9001 / 100.0 END AS bpm, n % 24 AS camelot
FROM generate_series(0, {COUNT - 1}) AS n,
    LATERAL (SELECT 'Artist ' || n / 40 AS artist, 'Album ' || n / 10 AS album) AS names,
    LATERAL (SELECT artist || '/' || album AS folder, timestamptz '2026-01-01' + n * interval '1 second' AS moment,
        CASE WHEN n % 100 = 0 THEN 'pending' WHEN n % 101 = 0 THEN 'failed' WHEN n % 103 = 0 THEN 'silent'
        ELSE 'analysed' END AS status) AS rest
"""  # noqa: S608
# rows first and their indexes after: that is quicker
DROP_INDEXES = """
CREATE TEMPORARY TABLE dropped AS SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix_%';
DO $$ DECLARE dropping text; BEGIN
    FOR dropping IN SELECT indexname FROM dropped LOOP EXECUTE 'DROP INDEX ' || dropping; END LOOP;
END $$
"""
MAKE_INDEXES = """
DO $$ DECLARE making text; BEGIN
    FOR making IN SELECT indexdef FROM dropped LOOP EXECUTE making; END LOOP;
END $$
"""
FINDINGS = [
    "SET session_replication_role = replica",  # references need no check here
    "INSERT INTO analyses (track_id, duration) SELECT id, 200 FROM tracks WHERE status IN ('analysed', 'silent')",
    "INSERT INTO embeddings SELECT id, 'test@1', 0, '' FROM tracks WHERE status = 'analysed'",
    "INSERT INTO waveforms SELECT id, '', 'waveform@1' FROM tracks WHERE has_waveform",
    """INSERT INTO folders SELECT folder, split_part(folder, '/', 1), split_part(folder, '/', 2), count(*)
    FROM tracks GROUP BY folder""",
    """INSERT INTO track_facets SELECT kind, facet, id, facet, weight FROM tracks, LATERAL (VALUES
        ('artist', artist_sort, 1.0), ('genre', 'genre ' || revision % 20 + camelot, 1.0),
        ('mood', 'mood ' || camelot, (size % 100) / 100.0)) AS shared (kind, facet, weight)
    WHERE kind = 'artist' OR size % 2 = 0 ORDER BY kind, facet, id""",
    """INSERT INTO facets SELECT kind, facet, facet, facet, count(*) FROM track_facets GROUP BY kind, facet""",
    """INSERT INTO albums SELECT album_id, album, artist, md5(artist), min(year), count(*), 0, min(added_at),
        album_sort, artist_sort || E'\\n' || album_sort, min(recency), album_sort || E'\\n' || artist_sort
    FROM tracks GROUP BY album_id, album, artist, album_sort, artist_sort""",
    """INSERT INTO users (id, name, name_key, role, password, one_time, created_at)
    SELECT 'user' || n, 'user', 'user' || n, 'listener', '', false, now() FROM generate_series(0, 99) AS n""",
    """INSERT INTO favourites SELECT 'user' || size % 100, id, added_at, recency FROM tracks WHERE size % 3 = 0""",
]

Asking = Callable[[Stores], Awaitable[object]]

ONE, SOME = track_id(500), [track_id(number) for number in range(500, 540)]
HEARD = a_track(500)
LATELY = datetime(2026, 1, 2, 3, 46, tzinfo=UTC)  # of which the last minutes are
VALUES = {
    TrackOrder.PATH: "Artist 15",
    TrackOrder.TITLE: "song 8",
    TrackOrder.ARTIST: "artist 15",
    TrackOrder.ALBUM: "album 5",
    TrackOrder.YEAR: 1990,
    TrackOrder.DURATION: 300.0,
    TrackOrder.BPM: 100.0,
    TrackOrder.CAMELOT: 12,
    TrackOrder.ADDED: -50_000,
}
"""Somewhere in the middle of each order."""

ASKED: dict[str, Asking] = {
    "save known tracks": lambda s: s.catalogue.save([a_track(n) for n in range(500, 540)]),
    "save new tracks": lambda s: s.catalogue.save([a_track(n) for n in range(200_000, 200_040)]),
    "mark_missing": lambda s: s.catalogue.mark_missing(SOME, DAY),
    "restore": lambda s: s.catalogue.restore(SOME),
    "get": lambda s: s.catalogue.get(ONE),
    "get_many": lambda s: s.catalogue.get_many(SOME),
    "get_many, hundreds": lambda s: s.catalogue.get_many([track_id(number) for number in range(500, 1500)]),
    "with_content": lambda s: s.catalogue.with_content([f"{number:064x}" for number in range(500, 532)]),
    "at_key": lambda s: s.catalogue.at_key("Artist 12/Album 50/500.mp3"),
    "folder, the root": lambda s: s.catalogue.folder(""),
    "folder": lambda s: s.catalogue.folder("Artist 12"),
    "folder, a leaf": lambda s: s.catalogue.folder("Artist 12/Album 50"),
    "counts": lambda s: s.catalogue.counts(),
    "requeue_failed": lambda s: s.catalogue.requeue_failed(),
    "pending": lambda s: s.analyses.pending(10),
    "pending, excluding": lambda s: s.analyses.pending(10, SOME),
    "analyses.save": lambda s: s.analyses.save(HEARD, an_analysis(), DAY),
    "analyses.fail": lambda s: s.analyses.fail(HEARD, Failure(FailureReason.DAMAGED), DAY),
    "analyses.get": lambda s: s.analyses.get(ONE),
    "analyses.get_many": lambda s: s.analyses.get_many(SOME),
    "of_content": lambda s: s.analyses.of_content(f"{499:064x}"),
    "stale": lambda s: s.analyses.stale(100),
    "mark_indexed": lambda s: s.analyses.mark_indexed(dict.fromkeys(SOME, 5)),
    "mark_stale": lambda s: s.analyses.mark_stale(SOME),
    "indexable_count": lambda s: s.analyses.indexable_count(),
    "save_waveform": lambda s: s.analyses.save_waveform(HEARD, a_waveform()),
    "waveform": lambda s: s.analyses.waveform(TrackId("t00499")),
    "without_waveform": lambda s: s.analyses.without_waveform(10),
    "without_waveform, excluding": lambda s: s.analyses.without_waveform(10, SOME),
    "finished_since": lambda s: s.analyses.finished_since(LATELY),
}
"""Every method that asks once; what asks page by page follows."""

PLAIN: dict[str, dict[str, Any]] = {
    "a rare word": {"text": "c4ca4238"},
    "words": {"text": "artist song"},
    "a short word": {"text": "s"},
    "a folder": {"folder": "Artist 12/Album 50"},
    "failed ones": {"statuses": frozenset({TrackStatus.FAILED})},
    "a word in a folder": {"folder": "Artist 12/Album 50", "text": "song", "statuses": frozenset({TrackStatus.FAILED})},
}
ORDERS = [TrackOrder.PATH, TrackOrder.BPM]  # two kinds: what need not be known is a list of two parts


def continued(query: TrackQuery) -> TrackQuery:
    """The same list from somewhere in its middle on."""
    return replace(query, cursor=encode_cursor(list_name(query), (VALUES[query.order], "t")))


NARROW = {
    "starts": {"starts": "song c4c"},
    "within": {"within": "Artist 12"},
    "artist": {"artist": ArtistId("artist 12")},
    "album": {"album": AlbumId(hashlib.md5(b"Album 50", usedforsecurity=False).hexdigest())},
    "a genre": {"genres": frozenset({"genre 14"})},
    "genres": {"genres": frozenset({"genre 14", "genre 16"})},
    "mood": {"moods": frozenset({"mood 8"}), "mood_at_least": 0.5},
    "moods": {"moods": frozenset({"mood 8", "mood 10"})},
    "year": {"year": Span(1990, 1992)},
    "years": {"year": Span(None, 2010)},
    "duration": {"duration": Span(100, 110)},
    "bpm": {"bpm": Span(120, 122)},
    "keys": {"keys": frozenset({"8A", "8B", "7A", "9A"})},
    "favourite": {"favourite_of": UserId("user3")},
    "much": {"bpm": Span(100, 130), "year": Span(1980, 1999), "keys": frozenset({"8A"}), "text": "artist"},
}


def narrowed() -> list[Any]:
    """Every condition, from somewhere in the list's middle on; its beginning asks less."""
    return [
        pytest.param(continued(TrackQuery(order=order, **conditions)), id=f"{label} {order}")
        for (label, conditions), order in product((PLAIN | NARROW).items(), ORDERS)
    ]


USER = UserId("user3")
GROUPED: dict[str, Asking] = {
    "artists": lambda s: s.groups.artists(GroupQuery()),
    "artists by tracks": lambda s: s.groups.artists(GroupQuery(order=GroupOrder.TRACKS)),
    "artists, a word": lambda s: s.groups.artists(GroupQuery(text="tist 123")),
    "artists, begun": lambda s: s.groups.artists(GroupQuery(starts="artist 12")),
    "artist": lambda s: s.groups.artist(ArtistId("artist 12")),
    "genres": lambda s: s.groups.genres(GroupQuery()),
    "moods": lambda s: s.groups.moods(),
    "years": lambda s: s.groups.years(),
    "album": lambda s: s.groups.album(AlbumId("a")),
    "albums, a word": lambda s: s.groups.albums(AlbumQuery(text="lbum 123")),
    "albums of an artist": lambda s: s.groups.albums(AlbumQuery(artist=ArtistId("a"), order=AlbumOrder.ARTIST)),
    "albums of a genre": lambda s: s.groups.albums(AlbumQuery(genre=GenreId("genre 12"))),
    "albums of years": lambda s: s.groups.albums(AlbumQuery(year=Span(1990, 1990), order=AlbumOrder.YEAR)),
    **{
        f"albums by {order}": partial(lambda s, order: s.groups.albums(AlbumQuery(order=order)), order=order)
        for order in AlbumOrder
    },
    "favourite, added": lambda s: s.favourites.add(USER, ONE, DAY),
    "favourite, removed": lambda s: s.favourites.remove(USER, ONE),
    "favourite": lambda s: s.favourites.get(USER, ONE),
    "favourites among": lambda s: s.favourites.among(USER, SOME),
    "favourites": lambda s: s.favourites.page(USER, 50),
    "favourites, exported": lambda s: s.favourites.export(USER),
    "random": lambda s: s.catalogue.sample(TrackQuery()),
    "random of a genre": lambda s: s.catalogue.sample(TrackQuery(**NARROW["a genre"])),
    "random of a tempo": lambda s: s.catalogue.sample(TrackQuery(**NARROW["bpm"])),
}
"""Every method of the explorer's ports."""


@pytest.fixture(scope="module")
def address(postgres: Postgres) -> str:
    url = migrated(postgres)
    name = url.rpartition("/")[2]
    postgres.run(";".join([DROP_INDEXES, FILL, *FINDINGS, MAKE_INDEXES]), name)
    postgres.run("VACUUM ANALYZE", name)
    return url


@pytest.fixture(scope="module")
async def database(anyio_backend: str, address: str) -> AsyncIterator[Database]:
    async with database_at(address) as made:
        yield made


@pytest.fixture
def check(database: Database) -> Callable[[list[Statement]], Awaitable[None]]:
    """Looks at what was overheard, as it is planned."""

    async def look(statements: list[Statement]) -> None:
        assert statements
        for statement in statements:
            plan = await plan_of(database, statement)
            assert not read_through(plan) & LARGE, f"{statement.text}\n{nodes(plan)}"

    return look


Check = Callable[[list[Statement]], Awaitable[None]]


@pytest.mark.parametrize("question", ASKED)
async def test_no_table_is_read_through_for(database: Database, check: Check, question: str):
    with overheard(database) as statements:
        await ASKED[question](stores_on(database))
    await check(statements)


@pytest.mark.parametrize("question", GROUPED)
async def test_nor_to_explore(database: Database, check: Check, question: str):
    with overheard(database) as statements:
        await GROUPED[question](stores_on(database))
    await check(statements)


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("order", TrackOrder)
async def test_lists_come_sorted_out_of_their_index(database: Database, check: Check, order: TrackOrder, reverse: bool):
    query = TrackQuery(order=order, reverse=reverse)
    with overheard(database) as statements:
        for page in (query, continued(query)):
            await stores_on(database).catalogue.search(page)
    await check(statements)
    assert not [plan for plan in [nodes(await plan_of(database, each)) for each in statements] if "Sort" in plan]


@pytest.mark.parametrize("query", narrowed())
async def test_no_table_is_read_through_to_list_by(database: Database, check: Check, query: TrackQuery):
    with overheard(database) as statements:
        await stores_on(database).catalogue.search(query)
    await check(statements)


async def beyond_the_first_page(walk: AsyncIterator[object]) -> None:
    for _ in range(5001):
        await anext(walk)


async def test_nor_to_walk_through_it_in_order(database: Database, check: Check):
    with overheard(database) as statements:
        for walk in (stores_on(database).catalogue.known_objects(), stores_on(database).analyses.embeddings("test@1")):
            async with aclosing(walk):
                await beyond_the_first_page(walk)
    assert len(statements) == 3  # the first objects, the next ones, embeddings
    await check(statements)


async def test_nor_to_forget_what_an_index_shows_of_some(database: Database, check: Check):
    with overheard(database) as statements:
        await stores_on(database).analyses.mark_stale([track_id(2000), track_id(3000)])
    assert len(statements) == 2
    await check(statements)


async def test_a_rare_word_too_short_for_trigrams_is_the_exception(database: Database, check: Check):
    """No index of letters helps; one that occurs often enough to fill a page is found in the list's order."""
    with overheard(database) as statements:
        await stores_on(database).catalogue.search(TrackQuery(text="zq"))
    with pytest.raises(AssertionError, match="Seq Scan tracks"):
        await check(statements)


async def test_a_scan_would_be_noticed(database: Database, check: Check):
    with overheard(database) as statements:
        await database.rows(select(tracks.c.id).where(tracks.c.album == "Album 7"))
    with pytest.raises(AssertionError, match="Seq Scan tracks"):
        await check(statements)
