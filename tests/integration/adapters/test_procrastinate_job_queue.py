"""The job queue of many hosts, on a real PostgreSQL."""

import asyncio
import os
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from musicsim.adapters.procrastinate.address import address
from musicsim.adapters.procrastinate.job_queue import ProcrastinateJobQueue
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import JobKind, JobState
from tests.contracts.job_queue_contract import PATIENCE, JobQueueContract, Pass, taken
from tests.support.servers.postgres import Postgres

_AGE = """
    UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - make_interval(secs => {0});
    UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - make_interval(secs => {0});
"""


@pytest.fixture(scope="module")
def url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.fixture
async def queue(postgres: Postgres, url: str) -> AsyncIterator[ProcrastinateJobQueue]:
    """An empty queue."""
    made = ProcrastinateJobQueue(url)
    await made.counts()
    postgres.run("TRUNCATE musicsim_jobs.procrastinate_jobs, musicsim_jobs.procrastinate_workers CASCADE", _name(url))
    yield made
    await made.close()


def _name(url: str) -> str:
    return url.rpartition("/")[2]


class TestProcrastinateJobQueue(JobQueueContract):
    @pytest.fixture
    def pass_time(self, postgres: Postgres, url: str) -> Pass:
        async def go(seconds: float) -> None:
            """The server's clock goes on by itself: so all that it is compared with is made older."""
            postgres.run(f"SET search_path TO musicsim_jobs; {_AGE.format(seconds)}", _name(url))

        return go


LISTEN = JobKind.LISTEN
A, B = TrackId("a"), TrackId("b")


async def test_it_finds_the_server_again_by_itself(postgres: Postgres, queue: ProcrastinateJobQueue) -> None:
    worker = await queue.join("here:1")
    await queue.put(LISTEN, [A])
    async with queue.news() as news, asyncio.timeout(2 * PATIENCE):
        await news.wait()  # it listens
        news.clear()
        postgres.stop()
        try:
            async with asyncio.timeout(PATIENCE):
                with pytest.raises(Unavailable, match="job queue"):
                    await queue.counts()
        finally:
            postgres.start()
        job = await taken(queue, worker)
        assert await queue.done(job)
        await news.wait()  # it listens again


async def test_the_first_call_after_a_restart_works(postgres: Postgres, queue: ProcrastinateJobQueue) -> None:
    await queue.put(LISTEN, [A])
    postgres.stop()
    postgres.start()
    assert (await queue.counts()).live(LISTEN) == 1


async def test_a_server_that_hangs_is_not_waited_for(
    postgres: Postgres, url: str, queue: ProcrastinateJobQueue
) -> None:
    impatient = ProcrastinateJobQueue(url, timeout=1.0)
    await impatient.counts()
    with postgres.frozen():
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(Unavailable, match="no answer"):
                await impatient.counts()
    assert (await queue.counts()).live(LISTEN) == 0
    await impatient.close()


async def test_a_job_whose_answer_was_lost_is_handed_out_again(
    postgres: Postgres, url: str, queue: ProcrastinateJobQueue
) -> None:
    worker = await queue.join("here:1")
    await queue.put(LISTEN, [A, B])
    kept = await taken(queue, worker)
    with postgres.frozen():
        taking = asyncio.create_task(queue.take(worker))
        await asyncio.sleep(0.1)  # it is on its way to the server, which answers when nobody listens any more
        taking.cancel()
        await asyncio.wait({taking})
    observer = ProcrastinateJobQueue(url)
    assert (await taken(queue, worker)).track_id == B
    assert {job.track_id: job.state for job in (await observer.page()).items} == dict.fromkeys((A, B), JobState.RUNNING)
    assert await queue.done(kept)
    await observer.close()


async def test_who_is_cancelled_takes_nothing_from_those_who_wait(
    postgres: Postgres, queue: ProcrastinateJobQueue
) -> None:
    worker = await queue.join("here:1")
    await queue.put(LISTEN, [A])
    with postgres.frozen():
        beating = asyncio.create_task(queue.heartbeat(worker))
        taking = asyncio.create_task(queue.take(worker))
        counting = asyncio.create_task(queue.counts())
        await asyncio.sleep(0.1)  # one is on its way, the others wait for it
        beating.cancel()
        counting.cancel()
        await asyncio.wait({beating, counting})
    job = await taking
    assert job is not None
    assert await queue.done(job)


@pytest.fixture
def many_open_files() -> Iterator[None]:
    """So many that a file opened next has a number beyond what select() takes."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits[1], limits[1]))
    with ExitStack() as files:
        for _ in range(1100):
            files.enter_context(Path(os.devnull).open())
        yield
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


@pytest.mark.usefixtures("many_open_files")
async def test_any_number_of_files_may_be_open(queue: ProcrastinateJobQueue) -> None:
    assert await queue.held(LISTEN) == set()


async def test_hosts_that_start_at_one_moment_make_the_tables_once(postgres: Postgres) -> None:
    fresh = postgres.new_database()
    queues = [ProcrastinateJobQueue(fresh) for _ in range(6)]
    assert sum(await asyncio.gather(*(queue.put(LISTEN, [A]) for queue in queues))) == 1
    for queue in queues:
        await queue.close()


async def test_tables_that_are_gone_are_made_again(postgres: Postgres) -> None:
    fresh = postgres.new_database()
    queue = ProcrastinateJobQueue(fresh)
    await queue.put(LISTEN, [A])
    postgres.run("DROP SCHEMA musicsim_jobs CASCADE", _name(fresh))
    with pytest.raises(Unavailable):
        await queue.counts()
    assert await queue.put(LISTEN, [A]) == 1
    await queue.close()


async def test_tables_of_another_version_are_made_anew_once_its_workers_are_gone(postgres: Postgres) -> None:
    fresh = postgres.new_database()
    older, newer = ProcrastinateJobQueue(fresh), ProcrastinateJobQueue(fresh)
    worker = await older.join("old:1")
    await older.put(LISTEN, [A])
    postgres.run("COMMENT ON SCHEMA musicsim_jobs IS 'another version'", _name(fresh))
    with pytest.raises(Unavailable, match="another version"):
        await newer.counts()
    await older.leave(worker)
    assert (await newer.counts()).live(LISTEN) == 0
    assert await newer.put(LISTEN, [A]) == 1
    for queue in (older, newer):
        await queue.close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql+asyncpg://u:p%40@db:5433/m?ssl=require",
            {"host": "db", "port": "5433", "user": "u", "password": "p@", "dbname": "m", "sslmode": "require"},
        ),
        ("postgresql+asyncpg:///m?host=/run/postgresql", {"dbname": "m", "host": "/run/postgresql"}),
        ("postgresql://db/m?ssl=true", {"host": "db", "dbname": "m", "sslmode": "require"}),
    ],
)
def test_the_other_driver_s_addresses_are_understood(url: str, expected: dict[str, str]) -> None:
    found = address(url)
    assert found.parameters == expected
    assert "p@" not in found.shown


def test_people_are_shown_no_password_wherever_it_stands() -> None:
    urls = ("u@db/m?password=pa55", "u:pa55@55@db:1/m", "/m?host=/run/postgresql&password=pa55")
    shown = [address(f"postgresql+asyncpg://{url}").shown for url in urls]
    assert shown == ["db:5432/m", "db:1/m", "/run/postgresql:5432/m"]
    with pytest.raises(Invalid) as told:
        address("postgresql+asyncpg://u:an@was:pa55@db/m")  # "@" and ":" that were not escaped
    assert told.value.__cause__ is None
    assert "55" not in str(told.value)


@pytest.mark.parametrize("url", ["sqlite+aiosqlite:///m.db", "what?", ""])
def test_only_postgresql_shares_jobs(url: str) -> None:
    with pytest.raises(Invalid, match="postgresql"):
        ProcrastinateJobQueue(url)


async def test_a_password_is_not_told(postgres: Postgres) -> None:
    queue = ProcrastinateJobQueue(postgres.url("test1", password="wrong horse"))
    with pytest.raises(Unavailable) as told:
        await queue.counts()
    assert "horse" not in str(told.value)
    await queue.close()


@pytest.mark.parametrize("reason", ["a\0b", "half \ud83d", "x" * 5000, "%s {} '"])
async def test_any_reason_can_be_kept(queue: ProcrastinateJobQueue, reason: str) -> None:
    worker = await queue.join(reason)
    await queue.put(LISTEN, [A])
    assert await queue.give_up(await taken(queue, worker), reason)
    [job] = (await queue.page()).items
    assert job.reason
