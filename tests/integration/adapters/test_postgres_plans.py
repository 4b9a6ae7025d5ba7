"""No query reads a table of 100,000 rows from end to end: each finds its index, PostgreSQL's planner says."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.cursors import encode_cursor
from tests.support.databases import database_at, stores_on
from tests.support.plans import GENERIC, Statement, generic_plan_of, nodes, overheard, plan_of, read_through
from tests.support.postgres import migrated
from tests.support.samples import DAY, a_track, a_waveform, an_analysis, track_id
from tests.support.servers.postgres import Postgres
from tests.support.stores import Stores

pytestmark = pytest.mark.slow

COUNT = 100_000
LARGE = {"tracks", "analyses", "embeddings", "waveforms"}

FILL = f"""
INSERT INTO tracks
SELECT
    't' || lpad(n::text, 5, '0') AS id, folder || '/' || n || '.mp3' AS key, folder, n AS size, n AS modified_ns,
    lpad(to_hex(n), 64, '0') AS content_hash, 'Song ' || n AS title, artist, album, '' AS album_artist, '' AS genre,
    2000 AS year, NULL AS track_number, NULL AS disc_number, 200 AS duration, 44100 AS sample_rate, 2 AS channels,
    NULL AS bitrate, 'mp3' AS codec, status, CASE status WHEN 'failed' THEN 'damaged' ELSE '' END AS failure_reason,
    '' AS failure_detail, moment AS added_at, CASE WHEN n % 50 = 7 THEN moment END AS missing_since,
    moment AS finished_at, 'song ' || md5(n::text) AS title_sort, lower(artist) AS artist_sort, -n AS recency,
    concat_ws(E'\\n', 'song ' || left(md5(n::text), 8), lower(artist), lower(album), lower(folder)) AS search,
    2 AS revision, CASE WHEN n % 200 = 0 THEN 1 ELSE 2 END AS indexed_revision, n % 150 <> 0 AS has_waveform
FROM generate_series(0, {COUNT - 1}) AS n,
    LATERAL (SELECT 'Artist ' || n / 40 AS artist, 'Album ' || n / 10 AS album) AS names,
    LATERAL (SELECT artist || '/' || album AS folder, timestamptz '2026-01-01' + n * interval '1 second' AS moment,
        CASE WHEN n % 100 = 0 THEN 'pending' WHEN n % 101 = 0 THEN 'failed' WHEN n % 103 = 0 THEN 'silent'
        ELSE 'analysed' END AS status) AS rest
"""  # noqa: S608
# rows first and their indexes after: that is quicker
DROP_INDEXES = """
CREATE TEMPORARY TABLE dropped AS SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix_tracks_%';
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
]

Asking = Callable[[Stores], Awaitable[object]]

ONE, SOME = track_id(500), [track_id(number) for number in range(500, 540)]
HEARD = a_track(500)
LATELY = datetime(2026, 1, 2, 3, 46, tzinfo=UTC)  # of which the last minutes are
AFTER = {order: encode_cursor(order, -500 if order is TrackOrder.ADDED else "m", "t") for order in TrackOrder}

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

WORDS = ["", "c4ca4238", "artist song", "s"]
FOLDERS = [None, "Artist 12/Album 50"]
STATUSES = [frozenset(), frozenset({TrackStatus.FAILED})]


def lists() -> Iterator[Any]:
    """Every kind of list, from its beginning and from a cursor on."""
    for order, words, folder, statuses, cursor in product(TrackOrder, WORDS, FOLDERS, STATUSES, [False, True]):
        query = TrackQuery(
            order=order, text=words, folder=folder, statuses=statuses, cursor=AFTER[order] if cursor else None
        )
        yield pytest.param(query, id=" ".join(filter(None, [order, words, folder, *statuses, "on" * cursor])))


@pytest.fixture(scope="module")
def address(postgres: Postgres) -> str:
    url = migrated(postgres)
    name = url.rpartition("/")[2]
    postgres.run(";".join([DROP_INDEXES, FILL, MAKE_INDEXES, *FINDINGS, GENERIC]), name)
    postgres.run("VACUUM ANALYZE", name)
    return url


@pytest.fixture(scope="module")
async def database(anyio_backend: str, address: str) -> AsyncIterator[Database]:
    async with database_at(address) as made:
        yield made


@pytest.fixture
def check(database: Database) -> Callable[[list[Statement]], Awaitable[None]]:
    """Looks at what was overheard, as it is planned for its parameters and for any."""

    async def look(statements: list[Statement]) -> None:
        assert statements
        for statement in statements:
            for plan in (await plan_of(database, statement), await generic_plan_of(database, statement)):
                assert not read_through(plan) & LARGE, f"{statement.text}\n{nodes(plan)}"

    return look


Check = Callable[[list[Statement]], Awaitable[None]]


@pytest.mark.parametrize("question", ASKED)
async def test_no_table_is_read_through_for(database: Database, check: Check, question: str):
    with overheard(database) as statements:
        await ASKED[question](stores_on(database))
    await check(statements)


@pytest.mark.parametrize("query", [*lists()])
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
