"""Workers in processes of their own, on one PostgreSQL: drained, killed, and neither losing nor repeating anything."""

import asyncio
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from musicsim.adapters.audio.spaces import SPACES
from musicsim.bootstrap import Application, open_application, open_vector_index
from musicsim.config import Settings
from musicsim.domain.model.job import JobKind, JobState
from musicsim.domain.model.status import LibraryStatus
from musicsim.domain.model.vectors import Space
from tests.support.servers.guarded import descendants, send
from tests.support.servers.postgres import Postgres
from tests.support.workers import WorkerNursery, workers_in
from tests.unit.use_cases.library import tone

PATIENCE = 120.0
LOOK_EVERY = 0.2  # seconds; looking takes from those who work
CREW = 4
TRACKS = 500
KILL_EVERY = 0.5  # seconds
KILLS_A_SPELL = 5
SPELLS = 4
RECOVERED_WITHIN = 20.0
"""Seconds; some 3 on an idle machine."""
TAKEN_OVER_WITHIN = 30.0
"""Seconds; some 7 on an idle machine: 5 until the worker is missed, and its successor's start."""

_HEARD = """
    CREATE TABLE heard (track_id text);
    CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO heard VALUES (NEW.id); RETURN NEW; END
    $$;
    CREATE TRIGGER hear AFTER UPDATE ON tracks FOR EACH ROW
        WHEN (NEW.finished_at IS DISTINCT FROM OLD.finished_at) EXECUTE FUNCTION hear();
"""
"""Notes behind the application's back each time that a track was listened to."""


@dataclass(frozen=True)
class Site:
    """A library in a folder, its services, and workers to come."""

    settings: Settings
    app: Application
    nursery: WorkerNursery
    postgres: Postgres

    async def fill(self, tracks: int) -> None:
        music = Path(self.settings.library)
        for number in range(tracks):
            (music / f"{number:03}.wav").write_bytes(tone(110 * 2 ** (number / 96), seconds=0.6))
        assert (await self.app.scan_library()).added == tracks

    def ask(self, query: str) -> str:
        """Ask the database past the application."""
        return self.postgres.run(query, self.settings.database_url.rpartition("/")[2])

    async def pending(self) -> int:
        return (await self.app.report_status()).counts.pending

    async def vectors(self) -> int:
        async with open_vector_index(self.settings, self.settings.vector_index) as index:
            return await index.count(self.spaces[0])

    @property
    def spaces(self) -> Sequence[Space]:
        """What an analysis fills."""
        return SPACES

    async def until(self, enough: Callable[[int], bool]) -> None:
        """Until so many are left to be listened to."""
        await self._until(lambda status: enough(status.counts.pending))

    async def until_one_runs(self) -> None:
        await self._until(lambda status: status.jobs.of(JobKind.LISTEN, JobState.RUNNING) > 0)

    async def until_all_is_done(self, kinds: Collection[JobKind]) -> None:
        await self._until(
            lambda status: not status.counts.pending and not any(status.jobs.live(kind) for kind in kinds)
        )

    async def _until(self, holds: Callable[[LibraryStatus], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds(await self.app.report_status()):
            assert time.monotonic() < deadline, self.nursery.born[-1].log
            await asyncio.sleep(LOOK_EVERY)


@pytest.fixture
async def site(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Site]:
    music, data = tmp_path / "music", tmp_path / "data"
    music.mkdir()
    settings = Settings(
        library=str(music),
        data=data,
        database_url=postgres.new_database(),
        database_connections=2,
        vector_index="pgvector",
        job_queue="procrastinate",
        processes=1,
    )
    environment = {
        "MUSICSIM_LIBRARY": settings.library,
        "MUSICSIM_DATA": str(data),
        "MUSICSIM_DATABASE_URL": settings.database_url,
        "MUSICSIM_DATABASE_CONNECTIONS": str(settings.database_connections),
        "MUSICSIM_VECTOR_INDEX": settings.vector_index,
        "MUSICSIM_JOB_QUEUE": settings.job_queue,
        "MUSICSIM_PROCESSES": str(settings.processes),
    }
    async with open_application(settings) as app:
        with workers_in(tmp_path, environment) as workers:
            yield Site(settings, app, workers, postgres)


class Crew:
    """Some workers; whoever is killed is replaced."""

    def __init__(self, site: Site, size: int) -> None:
        self._nursery = site.nursery
        self._moments = random.Random(3)
        self._members = [site.nursery.bear() for _ in range(size)]

    def kill_one(self) -> None:
        unlucky = self._moments.randrange(len(self._members))
        self._members[unlucky].signal(signal.SIGKILL)
        self._members[unlucky] = self._nursery.bear()

    async def suffer(self) -> None:
        """A spell of kills, two a second. Starting anew takes all that two cores can do meanwhile, so it has to end."""
        for _ in range(KILLS_A_SPELL):
            await asyncio.sleep(KILL_EVERY)
            self.kill_one()


async def test_killed_at_random_they_lose_nothing_and_do_nothing_twice(site: Site) -> None:
    await site.fill(TRACKS)
    site.ask(_HEARD)
    crew = Crew(site, CREW)
    for spell in range(SPELLS):
        await site.until(lambda left: left < TRACKS - spell * TRACKS / SPELLS)  # noqa: B023 - it is awaited here
        await crew.suffer()
        assert await site.pending(), "the last ones were killed when nothing was left to do"
    await site.until_all_is_done({JobKind.LISTEN})
    assert site.ask("SELECT count(*), count(DISTINCT track_id) FROM heard") == f"{TRACKS}|{TRACKS}"
    assert site.ask("SELECT count(*) FROM tracks WHERE status = 'analysed'") == str(TRACKS)
    assert site.ask("SELECT count(*) FROM analyses") == str(TRACKS)
    assert set(site.ask("SELECT space, count(*), count(DISTINCT track_id) FROM embeddings GROUP BY space").split()) == {
        f"{space.name}|{TRACKS}|{TRACKS}" for space in site.spaces
    }
    assert site.ask("SELECT count(*) FROM musicsim_jobs.procrastinate_jobs WHERE task_name LIKE '%listen'") == "0"
    await site.app.index_tracks()
    assert await site.vectors() == TRACKS
    assert not await site.app.reconcile_index(mend=False)


async def test_what_a_killed_worker_held_is_done_by_another_within_seconds(site: Site) -> None:
    await site.fill(6)
    unlucky = site.nursery.bear()
    await site.until_one_runs()
    unlucky.signal(signal.SIGKILL)
    killed = time.monotonic()
    held = (await site.app.report_status()).jobs.of(JobKind.LISTEN, JobState.RUNNING)
    assert held >= 1
    site.nursery.bear()
    await site.until_all_is_done({JobKind.LISTEN})
    assert time.monotonic() - killed < TAKEN_OVER_WITHIN
    assert site.ask("SELECT count(*) FROM tracks WHERE status = 'analysed'") == "6"


async def test_one_that_is_stopped_finishes_what_it_does_and_gives_back_the_rest(site: Site) -> None:
    await site.fill(60)
    worker = site.nursery.bear()
    await site.until(lambda left: left <= 55)
    send(signal.SIGTERM, [*descendants(worker.pid), worker.pid])  # to all of it, as systemd does
    worker.await_end(PATIENCE)
    first, *attempts, last = worker.events
    assert (first["event"], first["queue"], first["concurrency"]) == ("started", "procrastinate", 1)
    done = sum(one["outcome"] == "performed" for one in attempts)
    assert (last["event"], last["jobs"]) == ("stopped", {"performed": done})
    status = await site.app.report_status()
    assert (status.counts.pending, status.counts.failed) == (60 - done, {})
    assert status.counts.pending
    assert {pair: jobs for pair, jobs in status.jobs.by.items() if jobs} == {
        (JobKind.LISTEN, JobState.QUEUED): 60 - done
    }
    assert site.ask("SELECT count(*) FROM musicsim_jobs.procrastinate_workers") == "0"
    assert site.ask("SELECT max((args ->> 'losses')::int) FROM musicsim_jobs.procrastinate_jobs") == ""


async def test_without_grace_what_runs_is_given_back_at_once(site: Site) -> None:
    await site.fill(30)
    worker = site.nursery.bear("--grace", "0", "--no-housekeeping")
    await site.app.feed_queue()
    await site.until_one_runs()
    worker.signal(signal.SIGTERM)
    worker.await_end(PATIENCE)
    status = await site.app.report_status()
    assert status.jobs.of(JobKind.LISTEN, JobState.QUEUED) == status.counts.pending
    assert status.jobs.of(JobKind.LISTEN, JobState.RUNNING) == 0


async def test_a_database_that_goes_and_comes_back_is_waited_for(site: Site) -> None:
    await site.fill(40)
    site.ask(_HEARD)
    worker = site.nursery.bear()
    await site.until(lambda left: left <= 36)
    site.postgres.stop()
    await asyncio.sleep(1.0)
    site.postgres.start()
    back = time.monotonic()
    before = await site.pending()
    await site.until(lambda left: left < before)
    assert time.monotonic() - back < RECOVERED_WITHIN
    await site.until_all_is_done({JobKind.LISTEN})
    assert worker.lives
    assert site.ask("SELECT count(*), count(DISTINCT track_id) FROM heard") == "40|40"
    assert (await site.app.report_status()).jobs.of(JobKind.LISTEN, JobState.FAILED) == 0


def test_on_its_own_it_works_with_what_is_embedded(tmp_path: Path) -> None:
    music, data = tmp_path / "music", tmp_path / "data"
    music.mkdir()
    for pitch in (220, 330):
        (music / f"{pitch}.wav").write_bytes(tone(pitch, seconds=0.6))
    where = ["--library", str(music), "--data", str(data)]
    musicsim = [sys.executable, "-m", "musicsim"]
    subprocess.run([*musicsim, "scan", "--no-listen", *where], check=True, capture_output=True)
    worker = subprocess.Popen(
        [*musicsim, "worker", "--json", "--concurrency", "1", *where], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout
    events = [json.loads(worker.stdout.readline()) for _ in range(7)]  # two are listened to, drawn, and printed
    worker.terminate()
    rest, _ = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0
    assert [event.get("kind") for event in events] == [None, "listen", "listen", "trace", "trace", "print", "print"]
    assert json.loads(rest) == {"event": "stopped", "jobs": {"performed": 6}}
