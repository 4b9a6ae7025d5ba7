"""The database server: what can be wrong with it, what passes by itself, what survives."""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, suppress
from itertools import count
from random import Random

import pytest
from sqlalchemy import Connection, event, text, update
from sqlalchemy.util import await_only

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.domain.errors import Conflict, Invalid, Unavailable
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import ScanId
from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import TrackStatus
from tests.support.databases import database_at, emptied, stores_on
from tests.support.postgres import migrated
from tests.support.samples import DAY, a_track, an_analysis, track_id
from tests.support.servers.postgres import Postgres
from tests.support.stores import Stores

AT_ONCE = 5.0  # seconds, on the slowest machine
ENDS_US = text("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture(scope="module")
def template(postgres: Postgres) -> str:
    return migrated(postgres).rpartition("/")[2]


@pytest.fixture(scope="module")
def shared(postgres: Postgres, template: str) -> str:
    return postgres.new_database(template)


@pytest.fixture
async def address(shared: str) -> str:
    """A database with empty tables; making one for each test would take longer than most tests do."""
    async with database_at(shared) as made:
        await emptied(made)
    return shared


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    async with database_at(address) as made:
        yield made


def one(connection: Connection) -> int:
    return connection.scalar(text("SELECT 1"))


# stopped and started


async def test_an_outage_is_noticed_at_once_and_over_when_it_is(database: Database, postgres: Postgres):
    stores = stores_on(database)
    await stores.save(a_track(1))
    postgres.stop()
    try:
        began = time.monotonic()
        for call in (stores.catalogue.get(track_id(1)), stores.save(a_track(2)), stores.catalogue.counts()):
            with pytest.raises(Unavailable, match=r"127\.0\.0\.1:.* can't be reached") as raised:
                await call
            assert raised.value.service == "database"
            assert "secret" not in str(raised.value)
        assert time.monotonic() - began < AT_ONCE
    finally:
        postgres.start()
    assert await stores.catalogue.get(track_id(1)) == a_track(1)
    await stores.save(a_track(2))
    assert (await stores.catalogue.counts()).pending == 2


async def test_the_first_call_after_a_restart_works(database: Database, postgres: Postgres):
    stores = stores_on(database)
    await asyncio.gather(*(stores.save(a_track(number)) for number in range(8)))  # every connection is open
    for call in (lambda: stores.catalogue.get(track_id(1)), lambda: stores.save(a_track(1)), stores.catalogue.counts):
        postgres.stop()
        postgres.start()
        await asyncio.gather(*(call() for _ in range(8)))


async def test_starting_while_it_is_down(postgres: Postgres, address: str):
    postgres.stop()
    try:
        began = time.monotonic()
        async with database_at(address) as database:
            with pytest.raises(Unavailable, match="can't be reached"):
                await database.migrate()
        assert time.monotonic() - began < AT_ONCE
    finally:
        postgres.start()


async def test_a_server_that_hangs(postgres: Postgres, address: str):
    async with database_at(address, patience=0.3) as database:
        await asyncio.gather(database.read(one), database.read(one))  # two connections are open
        hangs = asyncio.Event()
        with ExitStack() as until_now:

            def work(connection: Connection) -> None:
                one(connection)
                until_now.enter_context(postgres.frozen())
                hangs.set()

            writing = asyncio.create_task(database.write(work))
            await hangs.wait()
            calls = writing, database.read(one), database.read(one)  # the last one on a new connection
            written, *read = await asyncio.gather(*calls, return_exceptions=True)
        assert [type(each) for each in (written, *read)] == [Unavailable] * 3
        assert "may or may not be done" in str(written)
        assert all("gives no answer" in str(each) for each in read)
        assert await database.read(one) == 1


async def test_closing_while_the_server_hangs(postgres: Postgres, address: str):
    database = Database(address)
    await asyncio.gather(*(database.read(lambda c: c.execute(text("SELECT pg_sleep(0.1)"))) for _ in range(4)))
    with postgres.frozen():
        began = time.monotonic()
        await database.close()
        assert time.monotonic() - began < AT_ONCE


# connections that break


async def test_a_read_whose_connection_breaks_is_done_again(database: Database):
    attempts = count()

    def work(connection: Connection) -> int:
        if next(attempts) < 2:
            connection.execute(ENDS_US)
        return one(connection)

    assert await database.read(work) == 1
    assert next(attempts) == 3


async def test_a_write_whose_connection_breaks_is_done_again_as_a_whole(database: Database):
    attempts = count()

    def work(connection: Connection) -> None:
        connection.execute(text("INSERT INTO folders VALUES ('a', '', 'a', 1)"))
        if next(attempts) == 0:
            connection.execute(ENDS_US)

    await database.write(work)
    assert await database.read(lambda c: c.scalar(text("SELECT count(*) FROM folders"))) == 1


async def test_a_write_that_breaks_while_it_is_made_durable_is_in_doubt(database: Database, postgres: Postgres):
    attempts = count()

    def work(connection: Connection) -> None:
        next(attempts)
        connection.execute(text("INSERT INTO folders VALUES ('a', '', 'a', 1)"))
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
        postgres.run(f"SELECT pg_terminate_backend({pid}, 1000)")

    with pytest.raises(Unavailable, match="may or may not be done"):
        await database.write(work)
    assert next(attempts) == 1


async def test_what_goes_on_breaking_is_given_up(database: Database):
    with pytest.raises(Unavailable, match="broke off the connection"):
        await database.read(lambda connection: connection.execute(ENDS_US))


@pytest.mark.parametrize("way", ["read", "snapshot", "write"])
@pytest.mark.parametrize(("code", "attempts"), [("40001", 3), ("40P01", 3), ("22012", 1)])
async def test_what_the_server_says_passes_is_done_again(database: Database, way: str, code: str, attempts: int):
    begun = count()

    def work(connection: Connection) -> int:
        if next(begun) < 2:
            connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"))
        return one(connection)

    with suppress(Unavailable):
        assert await getattr(database, way)(work) == 1
    assert next(begun) == attempts


# other writers


async def test_a_deadlock_is_done_again(database: Database):
    stores = stores_on(database)
    await stores.save(a_track(1), a_track(2))
    locked = {1: asyncio.Event(), 2: asyncio.Event()}

    def touch(connection: Connection, number: int) -> None:
        connection.execute(update(tracks).where(tracks.c.id == track_id(number)).values(size=tracks.c.size + 1))

    async def crossing(mine: int, other: int) -> None:
        def work(connection: Connection) -> None:
            touch(connection, mine)
            locked[mine].set()
            await_only(locked[other].wait())
            touch(connection, other)

        await database.write(work)

    await asyncio.gather(crossing(1, 2), crossing(2, 1))
    sizes = [track.size for track in await stores.catalogue.get_many([track_id(1), track_id(2)])]
    assert sizes == [a_track(1).size + 2, a_track(2).size + 2]


async def test_of_two_that_bring_one_id_at_one_moment_the_counts_stay_right(address: str):
    async with database_at(address) as one_host, database_at(address) as another:
        stores = [stores_on(one_host), stores_on(another)]
        for number in range(10):
            await asyncio.gather(*(each.save(a_track(number), a_track(number + 100)) for each in stores))
        counts = await stores[0].catalogue.counts()
        assert (counts.pending, counts.present) == (20, 20)
        assert [folder.tracks for folder in (await stores[0].catalogue.folder("")).folders] == [20]


async def test_the_counts_stay_right_whatever_many_hosts_write(postgres: Postgres, template: str):
    address = postgres.new_database(template)  # where nobody else's deadlocks are counted
    async with AsyncExitStack() as stack:
        hosts = [await stack.enter_async_context(database_at(address)) for _ in range(4)]
        await stores_on(hosts[0]).save(*map(a_track, range(20)))
        await asyncio.gather(*(busy(stores_on(host), Random(seed)) for seed, host in enumerate(hosts * 2)))
        stores = stores_on(hosts[0])
        known = [each async for each in stores.catalogue.known_objects()]
        all_tracks = await stores.catalogue.get_many([each.id for each in known])
        present = [track for track in all_tracks if track.missing_since is None]
        statuses = Counter(track.status for track in present)
        counts = await stores.catalogue.counts()
        assert counts.missing == len(all_tracks) - len(present)
        assert counts.present == len(present)
        assert (counts.pending, counts.analysed) == (statuses[TrackStatus.PENDING], statuses[TrackStatus.ANALYSED])
        assert sum(counts.failed.values()) == statuses[TrackStatus.FAILED]
        folders = (await stores.catalogue.folder("")).folders
        assert {each.name: each.tracks for each in folders} == Counter(track.folder for track in present)
    told = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert postgres.run(told, address.rpartition("/")[2]) == "0"  # they would be done again, but each costs a second


async def busy(stores: Stores, random: Random) -> None:
    """Write this and that about twenty tracks that all others write about, too."""
    for _ in range(12):
        numbers = random.sample(range(20), 5)
        ids = [track_id(number) for number in numbers]
        some = [a_track(number, key=f"{random.choice('abc')}/{number}.mp3") for number in numbers]
        steps = [
            lambda some=some: stores.catalogue.save(some),
            lambda ids=ids: stores.catalogue.mark_missing(ids, DAY),
            lambda ids=ids: stores.catalogue.restore(ids),
            lambda one=some[0]: stores.analyses.save(one, an_analysis(), DAY),
            lambda one=some[0]: stores.analyses.fail(one, Failure(FailureReason.DAMAGED), DAY),
            stores.catalogue.requeue_failed,
            lambda ids=ids: stores.analyses.mark_stale(ids),
            lambda ids=ids: stores.analyses.mark_indexed(dict.fromkeys(ids, 3)),
        ]
        await random.choice(steps)()


async def test_a_row_that_another_writer_keeps(address: str, database: Database):
    await stores_on(database).save(a_track(1))
    async with database_at(address, patience=0.2) as hasty:

        def work(connection: Connection) -> None:
            connection.execute(update(tracks).values(size=1))
            await_only(refused())

        async def refused() -> None:
            with pytest.raises(Unavailable, match="kept busy by other writers"):
                await stores_on(hasty).save(a_track(1))

        await database.write(work)


async def test_a_statement_that_takes_too_long(address: str):
    async with database_at(address, patience=0.1) as hasty:
        with pytest.raises(Unavailable, match="longer than MUSICSIM_DATABASE_TIMEOUT"):
            await hasty.read(lambda connection: connection.execute(text("SELECT pg_sleep(10)")))


async def test_more_work_than_connections(address: str):
    async with database_at(address, patience=0.3, connections=1) as small:

        def work(connection: Connection) -> None:
            await_only(refused())

        async def refused() -> None:
            with pytest.raises(Unavailable, match="has too much to do"):
                await small.read(one)

        await small.read(work)
        assert await small.read(one) == 1


async def test_nothing_written_is_lost_when_the_server_fails(database: Database, postgres: Postgres):
    stores = stores_on(database)
    told: list[int] = []

    async def write() -> None:
        for number in count():
            await stores.analysed(a_track(number, key=f"{number % 3}/{number}.mp3"))
            told.append(number)

    writing = asyncio.create_task(write())
    while len(told) < 10:
        await asyncio.sleep(0)
    try:
        postgres.stop()
        with pytest.raises(Unavailable):
            await writing
    finally:
        postgres.start()
    counts = await stores.catalogue.counts()
    assert counts.analysed in (len(told), len(told) + 1)
    assert counts.pending in (0, 1)  # saved, but cut off before its analysis was
    assert sum(each.tracks for each in (await stores.catalogue.folder("")).folders) == counts.present


async def test_a_call_that_is_cancelled_leaves_its_connection_usable(address: str):
    async with database_at(address, patience=5.0, connections=1) as small:
        for work in (small.read, small.snapshot, small.write):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await work(lambda connection: connection.execute(text("SELECT pg_sleep(100)")))
            assert await small.read(one) == 1


# what is refused


async def test_constraints_are_conflicts(database: Database):
    stores = stores_on(database)
    with pytest.raises(Conflict, match="ck_tracks_failure"):
        await stores.save(a_track(1, status=TrackStatus.FAILED))
    with pytest.raises(Conflict, match="fk_waveforms_track_id"):
        await database.write(lambda c: c.execute(text("INSERT INTO waveforms VALUES ('nobody', '', 'm')")))
    await stores.save(a_track(1, key="x"))
    with pytest.raises(Conflict, match="already holds that key"):
        await stores.save(a_track(2, key="x"))


@pytest.mark.parametrize("bad", ["\udcff", "a\0b"])
async def test_text_that_no_database_keeps(database: Database, bad: str):
    stores = stores_on(database)
    with pytest.raises(Invalid, match="no database can keep"):
        await stores.save(a_track(1), a_track(2, title=bad))
    with pytest.raises(Invalid, match="no database can keep"):
        await stores.scans.save(Scan(id=ScanId("s"), status=ScanStatus.FAILED, started_at=DAY, error=bad))
    assert await stores.catalogue.get(track_id(1)) is None


async def test_an_error_half_way_undoes_the_transaction(database: Database):
    def work(connection: Connection) -> None:
        connection.execute(text("INSERT INTO folders VALUES ('a', '', 'a', 1)"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(work)
    assert await database.read(lambda c: c.scalar(text("SELECT count(*) FROM folders"))) == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"password": "wrong"}, "refuses this user or password"),
        ({"user": "nobody"}, "refuses this user or password"),
        ({"database": "nothere"}, "does not exist; let an administrator create it"),
    ],
)
async def test_settings_that_are_wrong(postgres: Postgres, change: dict[str, str], message: str):
    async with database_at(postgres.url(**({"database": "postgres"} | change))) as database:
        with pytest.raises(Unavailable, match=message):
            await database.migrate()


@pytest.mark.parametrize("encryption", ["sslmode=require", "ssl=require"])
async def test_encryption_that_the_server_does_not_offer(address: str, encryption: str):
    async with database_at(f"{address}?{encryption}") as database:
        with pytest.raises(Unavailable, match="rejected SSL upgrade"):
            await database.read(one)


async def test_what_else_an_address_may_say(address: str):
    async with database_at(f"{address}?sslmode=disable&application_name=somebody&search_path=elsewhere") as database:
        told = text("SELECT current_setting('search_path') || ' ' || current_setting('application_name')")
        assert await database.read(lambda connection: connection.scalar(told)) == "elsewhere somebody"


async def test_a_host_that_is_unknown():
    async with database_at("postgresql+asyncpg://nowhere.invalid/musicsim") as database:
        with pytest.raises(Unavailable, match=r"nowhere\.invalid:5432/musicsim can't be reached"):
            await database.migrate()


async def test_tables_that_were_never_made(postgres: Postgres):
    async with database_at(postgres.new_database()) as database:
        with pytest.raises(Unavailable, match='"states" does not exist'):
            await stores_on(database).catalogue.counts()


async def test_it_names_itself(database: Database):
    assert (await database.product()).startswith("PostgreSQL 18")


def test_a_driver_that_is_not_installed():
    script = """
import sys
sys.modules["asyncpg"] = None
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.domain.errors import Unavailable
try:
    Database("postgresql+asyncpg://host/name")
except Unavailable as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pip install 'musicsim[postgres]'" in done.stdout


# plans


async def test_every_statement_is_planned_for_what_it_asks(address: str):
    """A plan that is kept for any conditions fits those that little fulfils, and sorts a library for others."""
    lists = "FROM pg_prepared_statements WHERE statement LIKE 'SELECT tracks.id%'"
    kept = text(f"SELECT sum(custom_plans), sum(generic_plans) {lists}")
    query = TrackQuery(text="artist", year=Span(1990, 1999), bpm=Span(90, 120))
    async with database_at(address, connections=1) as database:
        for _ in range(8):
            await stores_on(database).catalogue.search(query)
        custom, generic = await database.read(lambda connection: connection.execute(kept).one())
    assert custom >= 8
    assert generic == 0


async def test_many_tracks_are_written_by_a_few_statements(database: Database):
    sent: Counter[str] = Counter()

    def listen(_c: object, _cursor: object, sql: str, parameters: list[object], _context: object, many: bool) -> None:
        sent[sql] += len(parameters) if many else 1

    engine = database._engine._engine.sync_engine
    event.listen(engine, "before_cursor_execute", listen)
    await stores_on(database).save(*(a_track(n, album=f"Album {n}", genre="Jazz") for n in range(100)))
    assert max(sent.values()) < 10
    assert sum(sent.values()) < 40
