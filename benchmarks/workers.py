"""Workers that share a job queue: `python -m benchmarks.workers [--workers 1,2,4] [--jobs 2000] [--json]`.

The demo library is listened to by so many `musicsim worker` processes, each of one analysis process, with rows, vectors
and jobs in a PostgreSQL that is started for it. Beside that stands, in the same run, what cannot be avoided: as many
analysis processes that listen to the same files and keep nothing.
"""

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.servers.postgres import Postgres

from benchmarks.queueing import Overhead, overhead
from musicsim.adapters.audio.pool import PooledAnalyser
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.adapters.procrastinate.job_queue import ProcrastinateJobQueue
from musicsim.adapters.system.clock import SystemClock
from musicsim.bootstrap import Application, demo_library, open_application
from musicsim.config import Settings
from musicsim.domain.model.audio import LocalAudio
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.job import JobKind

DEMO = Path(__file__).parents[1] / "build" / "demo"

_PATIENCE = 600.0


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Tracks a minute by so many workers, and by as many analysis processes alone."""

    workers: int
    tracks: int
    shared: float
    alone: float


@dataclass(frozen=True, kw_only=True)
class Report:
    """All figures of one run; `load` is the machine's before and after it, over a minute."""

    cores: int
    load: tuple[float, float]
    paces: list[Pace]
    overheads: list[Overhead]


async def measured(postgres: Postgres, workers: Sequence[int], jobs: int) -> Report:
    """All of it, one after the other."""
    before = os.getloadavg()[0]
    _say("Composing the demo library, unless it is there (a minute, the first time)…")
    await demo_library().compose(DEMO, lambda done, total: None)
    paces = []
    for count in workers:
        _say(f"Listening with {count}…")
        paces.append(await _pace(postgres, count))
    _say("Queueing…")
    embedded, shared = MemoryJobQueue(SystemClock()), ProcrastinateJobQueue(postgres.new_database())
    overheads = [await overhead("embedded", embedded, jobs), await overhead("procrastinate", shared, jobs)]
    await shared.close()
    load = (before, os.getloadavg()[0])
    return Report(cores=len(os.sched_getaffinity(0)), load=load, paces=paces, overheads=overheads)


async def _pace(postgres: Postgres, workers: int) -> Pace:
    # in a loop of its own, with which its processes end: the next measurement is to start its own
    alone = await asyncio.to_thread(asyncio.run, _alone(workers))
    url = postgres.new_database()
    database = partial(postgres.run, database=url.rpartition("/")[2])
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(
            library=str(DEMO),
            data=Path(data),
            database_url=url,
            vector_index="pgvector",
            job_queue="procrastinate",
            processes=1,
        )
        async with open_application(settings) as app:
            with _running(settings, workers):
                await _until_joined(app, database, workers)
                tracks, seconds = await _listened(app, database)
    return Pace(workers=workers, tracks=tracks, shared=60 * tracks / seconds, alone=alone)


async def _alone(processes: int) -> float:
    """Tracks a minute without rows, vectors and jobs, the start of the processes included."""
    analyser = PooledAnalyser(processes=processes, memory_mb=1024, timeout=_PATIENCE)
    files = sorted(
        path for path in DEMO.rglob("*.*") if path.suffix in {".mp3", ".flac", ".opus", ".m4a", ".ogg", ".wav"}
    )

    async def listen(path: Path) -> None:
        with contextlib.suppress(UnreadableAudio):
            await analyser.analyse(LocalAudio(path))

    started = time.perf_counter()
    await asyncio.gather(*(listen(path) for path in files))
    return 60 * len(files) / (time.perf_counter() - started)


@contextlib.contextmanager
def _running(settings: Settings, workers: int) -> Iterator[None]:
    environment = {**os.environ, **_variables(settings)}
    command = [sys.executable, "-m", "musicsim", "worker", "--json", "--grace", "0"]
    processes = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(workers)]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(_PATIENCE)


def _variables(settings: Settings) -> Mapping[str, str]:
    names = ("library", "data", "database_url", "vector_index", "job_queue", "processes")
    return {f"MUSICSIM_{name.upper()}": str(getattr(settings, name)) for name in names}


async def _until_joined(app: Application, database: Callable[[str], str], workers: int) -> None:
    """Until all workers are there; the first job of each starts its analysis process."""
    await app.queue.counts()
    while int(database("SELECT count(*) FROM musicsim_jobs.procrastinate_workers")) < workers:
        await _a_while()


async def _listened(app: Application, database: Callable[[str], str]) -> tuple[int, float]:
    """How many tracks were listened to, and in how many seconds from the end of the scan on."""
    await app.scan_library()
    tracks = (await app.report_status()).counts.pending
    started = time.time()
    await app.feed_queue({JobKind.LISTEN})
    while (await app.report_status()).counts.pending:
        await _a_while()
    return tracks, float(database("SELECT extract(epoch FROM max(finished_at)) FROM tracks")) - started


async def _a_while() -> None:
    """Seldom: looking takes from those who work."""
    await asyncio.sleep(1.0)


def in_words(report: Report) -> str:
    """As tables in Markdown."""
    lines = [
        f"{report.cores} cores; load {report.load[0]:.1f} before, {report.load[1]:.1f} after",
        "",
        _row("tracks a minute", "musicsim", "listening alone", "ratio"),
        _row("---", "---:", "---:", "---:"),
        *(
            _row(_workers(one.workers), f"{one.shared:.0f}", f"{one.alone:.0f}", f"{one.shared / one.alone:.2f}")
            for one in report.paces
        ),
        "",
        _row("µs a job", "put", "take", "done", "in all"),
        _row("---", "---:", "---:", "---:", "---:"),
        *(
            _row(one.queue, f"{one.put:.0f}", f"{one.take:.0f}", f"{one.done:.0f}", f"{one.all:.0f}")
            for one in report.overheads
        ),
    ]
    return "\n".join(lines)


def _workers(count: int) -> str:
    return "1 worker" if count == 1 else f"{count} workers"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options() -> Any:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--workers", default="1,2,4", help="how many, with commas between")
    parser.add_argument("--jobs", type=int, default=2000, help="jobs to queue for the overhead")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of tables")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    options = _options()
    workers = [int(count) for count in options.workers.split(",")]
    with Postgres() as postgres:
        report = asyncio.run(measured(postgres, workers, options.jobs))
    print(json.dumps(asdict(report), indent=2) if options.json else in_words(report))


if __name__ == "__main__":
    main()
