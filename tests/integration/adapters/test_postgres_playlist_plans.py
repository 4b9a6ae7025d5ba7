"""No question about playlists reads a table from end to end: each finds its index, PostgreSQL's planner says."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.playlists import SqlPlaylists
from musicsim.adapters.sqlalchemy.track_finder import SqlTrackFinder
from musicsim.domain.model.identity import ItemId, PlaylistId, ShareId, UserId
from musicsim.domain.model.playlist import PlaylistItem
from tests.contracts.playlists_contract import MANY, a_playlist, a_share, an_item
from tests.integration.adapters.test_postgres_plans import COUNT, FILL
from tests.support.databases import database_at
from tests.support.plans import nodes, overheard, plan_of, read_through
from tests.support.postgres import migrated
from tests.support.samples import DAY, track_id
from tests.support.servers.postgres import Postgres

pytestmark = pytest.mark.slow

TABLES = {"tracks", "playlists", "playlist_items", "playlist_shares"}
FILLED = [
    FILL.replace(f"(0, {COUNT - 1})", "(0, 9999)"),
    """INSERT INTO users (id, name, name_key, role, password, one_time, created_at)
    SELECT 'user' || n, 'user', 'user' || n, 'listener', '', false, now() FROM generate_series(0, 99) AS n""",
    """INSERT INTO playlists (id, user_id, name, description, rule, version, items, created_at, changed_at)
    SELECT 'p' || n, 'user' || n % 100, 'List', '', NULL, 1, 20, now(), now() FROM generate_series(0, 1999) AS n""",
    """INSERT INTO playlist_items (playlist_id, id, position, track_id, added_at)
    SELECT 'p' || n / 20, 'i' || n, n % 20 * 1048576, 't' || lpad((n * 7 % 10000)::text, 5, '0'), now()
    FROM generate_series(0, 39999) AS n""",
    """INSERT INTO playlist_shares (id, playlist_id, token_hash, created_at, expires_at)
    SELECT 's' || n, 'p' || n % 2000, 'hash ' || n, now(), NULL FROM generate_series(0, 3999) AS n""",
]

ONE, ANOTHER, USER = PlaylistId("p500"), PlaylistId("p501"), UserId("user3")
SOME = [PlaylistItem(ItemId(f"i{10_000 + number}"), track_id(0), DAY) for number in (7, 3, 11)]

ASKED: dict[str, Callable[[SqlPlaylists], Awaitable[object]]] = {
    "get": lambda p: p.get(ONE),
    "contents": lambda p: p.contents(ONE),
    "page": lambda p: p.page(ONE, 10, 5),
    "of_owner": lambda p: p.of_owner(USER),
    "create": lambda p: p.create(
        replace(a_playlist(9999), owner=USER), [an_item(number) for number in range(40)], MANY
    ),
    "describe": lambda p: p.describe(replace(a_playlist(501), id=ANOTHER, name="New")),
    "arrange": lambda p: p.arrange(ONE, 1, [*SOME, an_item(5)], DAY),
    "holds": lambda p: p.holds(ONE, [track_id(number) for number in range(40)]),
    "share": lambda p: p.share(a_share(5000, 500), 20),
    "shares": lambda p: p.shares(ONE),
    "shared": lambda p: p.shared("hash 77"),
    "revoke": lambda p: p.revoke(PlaylistId("p502"), ShareId("s502")),
    "revoke all": lambda p: p.revoke(PlaylistId("p503")),
    "delete": lambda p: p.delete(PlaylistId("p504"), None),
    "export": lambda p: p.export(USER),
    "forget": lambda p: p.forget(UserId("user7")),
}


@pytest.fixture(scope="module")
def address(postgres: Postgres) -> str:
    url = migrated(postgres)
    name = url.rpartition("/")[2]
    postgres.run(";".join(FILLED), name)
    postgres.run("VACUUM ANALYZE", name)
    return url


@pytest.fixture(scope="module")
async def database(anyio_backend: str, address: str) -> AsyncIterator[Database]:
    async with database_at(address) as made:
        yield made


async def look(database: Database, question: Awaitable[object]) -> None:
    with overheard(database) as statements:
        await question
    assert statements
    for statement in statements:
        plan = await plan_of(database, statement)
        assert not read_through(plan) & TABLES, f"{statement.text}\n{nodes(plan)}"


@pytest.mark.parametrize("question", ASKED)
async def test_no_table_is_read_through_for(database: Database, question: str):
    await look(database, ASKED[question](SqlPlaylists(database)))


async def test_nor_to_find_the_tracks_of_a_file(database: Database):
    finder = SqlTrackFinder(database)
    await look(database, finder.at_keys([f"Artist {n // 40}/Album {n // 10}/{n}.mp3" for n in range(20)]))
    await look(database, finder.titled([f"song {n}" for n in range(20)]))
    await look(database, finder.titled([f"song {n}" for n in range(20)], 5))
