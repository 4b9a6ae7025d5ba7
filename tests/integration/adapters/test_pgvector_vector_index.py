"""The vector index in PostgreSQL keeps the promises, on a real server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import asyncpg
import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from musicsim.adapters.pgvector import rows
from musicsim.adapters.pgvector.pool import Pool
from musicsim.adapters.pgvector.preparing import SCHEMA
from musicsim.adapters.pgvector.space_table import SpaceTable
from musicsim.adapters.pgvector.tuning import Tuning
from musicsim.adapters.pgvector.vector_index import PgvectorVectorIndex
from musicsim.bootstrap import open_vector_index
from musicsim.config import Settings
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.vectors import EVERYTHING, LIBRARY, Attributes, Filter, Space, VectorEntry
from tests.contracts.vector_index_contract import PersistentVectorIndexContract, VectorIndexContract
from tests.contracts.vector_outage_contract import Outage, VectorOutageContract
from tests.support.reopening import reopening
from tests.support.servers.postgres import PASSWORD, Postgres
from tests.support.vectors import ATTRIBUTES, FILTERS, FLAT, MANY, WIDE, at, crowd, entries_of

GRAPHS = Tuning(exact=30, answering=100, filling=200)


@asynccontextmanager
async def opened(url: str, **options) -> AsyncIterator[PgvectorVectorIndex]:
    index = PgvectorVectorIndex(url, **options)
    try:
        yield index
    finally:
        await index.close()


async def run(url: str, statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return await connection.fetch(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def database(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.fixture
async def url(database) -> str:
    """Of a database without vectors. To drop a schema is quicker than to make a database."""
    await run(database, f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    return database


class TestPgvector(PersistentVectorIndexContract):
    """With graphs from a size on that tests reach; what is smaller is searched exactly, as it is with any tuning."""

    @pytest.fixture
    async def reopen(self, url):
        async with reopening(lambda: PgvectorVectorIndex(url, tuning=GRAPHS)) as reopen:
            yield reopen

    @pytest.fixture
    async def index(self, reopen):
        return await reopen()

    @pytest.fixture
    async def reader(self, url):
        async with opened(url, tuning=GRAPHS) as index:
            yield index

    @effort(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(attributes=st.lists(ATTRIBUTES, min_size=4, max_size=8), wheres=st.lists(FILTERS, min_size=6, max_size=8))
    async def test_filters_as_the_reference_does(self, index, attributes, wheres):
        """Fewer and larger examples: making a table takes long."""
        await self.check_filters(index, attributes, wheres)


class TestPgvectorAsItComes:
    many = MANY

    @pytest.fixture
    async def index(self, url):
        async with opened(url) as index:
            yield index

    test_ten_thousand_entries_are_found = VectorIndexContract.test_ten_thousand_entries_are_found_filtered_or_not


class TestPgvectorOutage(VectorOutageContract):
    @pytest.fixture
    async def outage(self, postgres, url):
        async def stop():
            postgres.stop()

        async def start():
            postgres.start()

        async with opened(url) as index:
            yield Outage(index, stop, start)

    async def test_a_server_that_hangs_is_an_outage(self, postgres, url):
        async with opened(url, timeout=0.5) as index:
            await index.upsert(FLAT, [VectorEntry("a", at(0))])
            with postgres.frozen(), pytest.raises(Unavailable, match="in time"), anyio.fail_after(5):
                await index.count(FLAT)
            assert await index.count(FLAT) == 1

    async def test_whoever_waits_for_others_to_connect_waits_no_longer(self, postgres, url):
        async with opened(url, timeout=0.5) as index:
            with postgres.frozen(), anyio.fail_after(10):
                async with anyio.create_task_group() as tasks:
                    for _ in range(40):
                        tasks.start_soon(self.fails, index)
            assert await index.count(FLAT) == 0

    async def fails(self, index):
        with pytest.raises(Unavailable, match="in time"):
            await index.count(FLAT)


class TestGraph:
    async def test_a_space_that_answers_gets_one_when_it_has_grown(self, url):
        async with opened(url, tuning=GRAPHS) as index:
            await index.upsert(WIDE, entries_of(crowd(90)))
            await index.switch(LIBRARY, WIDE)
            assert await graphs(url) == []
            await index.upsert(WIDE, entries_of(crowd(101)))
            assert await graphs(url) == ["entries_1_graph"]

    async def test_one_that_is_being_filled_gets_it_when_it_takes_over(self, url):
        async with opened(url, tuning=GRAPHS) as index:
            await index.upsert(WIDE, entries_of(crowd(150)))
            assert await graphs(url) == []
            await index.switch(LIBRARY, WIDE)
            assert await graphs(url) == ["entries_1_graph"]

    async def test_it_is_what_large_spaces_are_searched_by(self, url):
        vectors = crowd(3_000)
        async with opened(url, tuning=GRAPHS) as index:
            await index.upsert(WIDE, entries_of(vectors, [Attributes(genres=frozenset({"jazz"}))] * len(vectors)))
        pool = Pool(url, connections=1, timeout=10.0)

        async def scans(connection: asyncpg.Connection) -> int:
            async with connection.transaction():
                for where in (EVERYTHING, Filter(genres=frozenset({"jazz"}))):
                    await SpaceTable(connection, 1, GRAPHS, set()).nearest(vectors[0], 10, where)
                return await connection.fetchval("SELECT pg_stat_get_xact_numscans('entries_1_graph'::regclass)")

        assert await pool.run(scans) == 2
        await pool.close()

    async def test_two_that_make_it_at_once_make_one(self, url):
        async with opened(url, tuning=GRAPHS) as one, opened(url, tuning=GRAPHS) as other:
            await one.upsert(WIDE, entries_of(crowd(150)))
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(one.switch, LIBRARY, WIDE)
                tasks.start_soon(other.switch, LIBRARY, WIDE)
            assert await graphs(url) == ["entries_1_graph"]

    async def test_vectors_with_too_many_dimensions_for_one_are_searched_exactly(self, url):
        long = Space("long@1", 2_001)
        vectors = crowd(120, long.dimension)
        async with opened(url, tuning=GRAPHS) as index:
            await index.upsert(long, entries_of(vectors))
            await index.switch(LIBRARY, long)
            found = await index.nearest(long, vectors[7], 3)
        assert [one.id for one in found] == [f"e{row}" for row in np.argsort(-(vectors @ vectors[7]))[:3]]
        assert await graphs(url) == []


class TestManyProcesses:
    async def test_may_begin_at_once(self, url):
        async with anyio.create_task_group() as tasks:
            for number in range(8):
                tasks.start_soon(write_one, url, number)
        async with opened(url) as index:
            assert await index.count(FLAT) == 8

    async def test_may_fill_the_same_space_with_the_same(self, url):
        entries = entries_of(crowd(500))
        async with opened(url) as one, opened(url) as other, anyio.create_task_group() as tasks:
            for index in (one, other, one, other):
                tasks.start_soon(index.upsert, WIDE, entries)
        async with opened(url) as index:
            assert await index.count(WIDE) == 500

    async def test_see_that_a_space_was_dropped_and_made_anew(self, url):
        solid = Space(FLAT.name, 3)
        async with opened(url) as one, opened(url) as other:
            await one.upsert(FLAT, [VectorEntry("a", at(0))])
            assert await other.count(FLAT) == 1
            await one.drop(FLAT)
            assert await other.nearest(FLAT, at(0), 5) == []
            await one.upsert(FLAT, [VectorEntry("a", at(0))])
            assert await other.count(FLAT) == 1
            await one.drop(FLAT)
            await one.create(solid)
            await other.upsert(solid, [VectorEntry("b", np.ones(3, np.float32))])
            assert await one.count(solid) == 1

    async def test_go_on_when_everything_was_taken_away(self, url):
        async with opened(url) as index:
            await index.upsert(FLAT, [VectorEntry("a", at(0))])
            await run(url, f"DROP SCHEMA {SCHEMA} CASCADE")
            assert await index.count(FLAT) == 0
            await index.upsert(FLAT, [VectorEntry("a", at(0))])
            assert await index.count(FLAT) == 1


class TestRights:
    @pytest.fixture
    def plain(self, postgres) -> str:
        """The URL of a new database for a user without any rights."""
        postgres.run("DROP ROLE IF EXISTS plain")
        postgres.run(f"CREATE ROLE plain LOGIN PASSWORD '{PASSWORD}'")
        database = postgres.new_database().rpartition("/")[2]
        yield postgres.url(database, "plain")
        postgres.run(f"DROP DATABASE {database} WITH (FORCE)")
        postgres.run("DROP ROLE plain")

    async def test_who_may_not_prepare_is_told_what_to_ask_for(self, plain):
        async with opened(plain) as index:
            with pytest.raises(Unavailable, match="CREATE EXTENSION vector"):
                await index.spaces()

    async def test_an_administrator_may_prepare(self, postgres, plain):
        database = plain.rpartition("/")[2]
        postgres.run("CREATE EXTENSION vector", database)
        postgres.run(f"CREATE SCHEMA {SCHEMA} AUTHORIZATION plain", database)
        async with opened(plain) as index:
            await index.upsert(FLAT, [VectorEntry("a", at(0))])
            assert await index.count(FLAT) == 1

    async def test_a_wrong_password_is_told(self, postgres):
        async with opened(postgres.url("postgres", password="wrong")) as index:
            with pytest.raises(Unavailable, match="password"):
                await index.spaces()


async def graphs(url: str) -> list[str]:
    found = await run(url, "SELECT schemaname, indexname FROM pg_indexes WHERE indexdef ~ 'hnsw'")
    return [row["indexname"] for row in found if row["schemaname"] == SCHEMA]


async def write_one(url: str, number: int) -> None:
    async with opened(url) as index:
        await index.upsert(FLAT, [VectorEntry(f"{number}", at(number))])


async def test_names_with_what_postgresql_cannot_hold_are_kept(url):
    odd = Attributes(artist="a\0b", album="back\\0slash")
    async with opened(url) as index:
        await index.upsert(FLAT, [VectorEntry("a", at(0), odd), VectorEntry("b", at(1), Attributes(artist="a\\0b"))])
        assert [entry.attributes for entry in await index.page(FLAT, 1)] == [odd]
        left = await index.nearest(FLAT, at(0), 5, Filter(exclude_artists=frozenset({"a\0b", "\ud800"})))
    assert [one.id for one in left] == ["b"]


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\0\\0")))
def test_every_text_is_kept_without_u0000_and_read_back(text):
    assert "\0" not in rows.kept(text)
    assert rows.read(rows.kept(text)) == text


async def test_settings_choose_it(url, tmp_path):
    settings = Settings(data=tmp_path, vector_index="pgvector", pgvector_url=url, database_connections=2)
    async with open_vector_index(settings, "pgvector") as index:
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
    assert [row["name"] for row in await run(url, "SELECT name FROM musicsim_vectors.spaces")] == [FLAT.name]


async def test_tables_that_were_arranged_otherwise_are_made_anew(url):
    """As they were before they knew of moods and folders; what is somebody else's is left alone."""
    async with opened(url) as index:
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
        await index.switch(LIBRARY, FLAT)
    await run(url, f"ALTER TABLE {SCHEMA}.spaces DROP COLUMN layout")
    await run(url, f"CREATE TABLE {SCHEMA}.guest (id integer)")
    async with opened(url) as index:
        assert (await index.count(FLAT), await index.spaces(), await index.aliases()) == (0, [], {})
        await index.upsert(FLAT, [VectorEntry("b", at(0), Attributes(moods=frozenset({"calm"}), folder="a/b"))])
        await index.switch(LIBRARY, FLAT)
    async with opened(url) as index:
        assert await index.answering(LIBRARY) == FLAT
        assert len(await index.nearest(FLAT, at(0), 5, Filter(moods=frozenset({"calm"}), within="a"))) == 1
    assert await run(url, "SELECT * FROM musicsim_vectors.guest") == []
