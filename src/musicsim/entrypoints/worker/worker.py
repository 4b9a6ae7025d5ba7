"""The background work: scan on demand, listen to what waits, keep the vector index in step."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Sequence

from musicsim.bootstrap import Application
from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.scan import Scan
from musicsim.domain.model.track import Track
from musicsim.domain.use_cases.analyse_track import Outcome
from musicsim.domain.use_cases.scan_library import PLAIN, ScanOptions

Job = Callable[[Track], Awaitable[None]]

log = logging.getLogger(__name__)

IDLE = 5.0
"""Seconds between looks at the rows while nothing was heard of new work: other processes may have brought some."""

RETRY = 2.0
"""Seconds to wait when a service is down."""

INDEX_EVERY = 2.0
"""Seconds after which the vector index catches up, so that a long scan can be searched while it runs."""


class Worker:
    """Works until it is cancelled. One process at a time does (the lease "worker"); others wait for their turn."""

    def __init__(
        self,
        application: Application,
        *,
        trace_waveforms: bool = True,
        idle: float = IDLE,
        retry: float = RETRY,
        index_every: float = INDEX_EVERY,
    ) -> None:
        self._app = application
        self._trace = trace_waveforms
        self._idle, self._retry, self._index_every = idle, retry, index_every
        self._verified = False
        self._wake = asyncio.Event()
        self._scanning: asyncio.Task[Scan] | None = None
        self._skipped: set[TrackId] = set()

    async def run(self) -> None:
        """Work for ever; on cancellation what is under way is given up and stays pending."""
        try:
            while True:
                await self._in_turn()
                await self._pause(self._idle)
        finally:
            await self._stop_scanning()

    async def _in_turn(self) -> None:
        """Work for as long as the lease is ours; what keeps leases is waited for when it is down."""
        try:
            async with self._app.lease.hold("worker") as ours:
                while ours:
                    await self._carefully()
                    await self._pause(self._idle)
        except Unavailable as fault:
            log.warning("Listening waits: %s", fault)
            self._verified = False

    async def start_scan(self, options: ScanOptions = PLAIN) -> Scan:
        """Begin a scan in the background and return it; Conflict while one runs, in any process."""
        if self._scanning is not None and not self._scanning.done():
            raise Conflict("A scan is already running. Wait until it is finished.")
        started: asyncio.Future[Scan] = asyncio.get_running_loop().create_future()

        def announce(scan: Scan) -> None:
            if not started.done():
                started.set_result(scan)

        self._scanning = asyncio.create_task(self.scan(options, announce))
        self._scanning.add_done_callback(_tell)
        await asyncio.wait({self._scanning, started}, return_when=asyncio.FIRST_COMPLETED)
        return started.result() if started.done() else self._scanning.result()

    async def scan(self, options: ScanOptions = PLAIN, on_progress: Callable[[Scan], None] = lambda _: None) -> Scan:
        """Scan, waking the listeners as tracks arrive."""
        self._skipped.clear()

        def progress(scan: Scan) -> None:
            on_progress(scan)
            self._wake.set()

        try:
            return await self._app.scan_library(options, progress)
        finally:
            self._skipped.clear()  # what was listened to before the scan came to it, too
            self._wake.set()

    async def drain(self) -> bool:
        """Work until nothing is left to listen to; False, at once, when another process is the worker."""
        async with self._app.lease.hold("worker") as ours:
            if ours:
                await self._round()
            return ours

    async def _round(self) -> None:
        """Bring the index in step, then listen, as many at once as the analyser serves, until nothing waits."""
        await self._app.index_tracks(verify=not self._verified)
        self._verified = True
        busy: dict[asyncio.Task[None], TrackId] = {}
        indexed = time.monotonic()
        async with asyncio.TaskGroup() as group:
            while True:
                for job, track in await self._next(2 * self._app.concurrency - len(busy), busy.values()):
                    busy[group.create_task(self._one(job, track))] = track.id
                if not busy:
                    break
                done, _ = await asyncio.wait(busy, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    del busy[task]
                if time.monotonic() - indexed > self._index_every:
                    await self._app.index_tracks()
                    indexed = time.monotonic()
        await self._app.index_tracks()

    async def _next(self, room: int, under_way: Collection[TrackId]) -> Sequence[tuple[Job, Track]]:
        """A little more than the analyser serves at once, so that no process of its waits for the database."""
        work = await self._app.choose_work(room, {*under_way, *self._skipped})
        traces = work.trace if self._trace else ()
        return [(self._listen, track) for track in work.listen] + [(self._trace_one, track) for track in traces]

    async def _one(self, job: Job, track: Track) -> None:
        """One job. A fault of ours must not stop the others, nor come up again and again: the track is put aside."""
        try:
            await job(track)
        except Unavailable:
            raise
        except Exception:
            log.exception("Putting %s aside until the next scan.", track.key)
            self._skipped.add(track.id)

    async def _listen(self, track: Track) -> None:
        if await self._app.analyse_track(track) is Outcome.OUTDATED:
            self._skipped.add(track.id)

    async def _trace_one(self, track: Track) -> None:
        try:
            await self._app.trace_waveform(track.id)
        except (Conflict, NotFound):
            self._skipped.add(track.id)

    async def _carefully(self) -> None:
        """One round; a service that is down is waited for."""
        try:
            await self._round()
        except* Unavailable as faults:
            log.warning("Listening waits: %s", faults.exceptions[0])
            self._verified = False  # what was down may have come back with less
        else:
            return
        if (task := asyncio.current_task()) is not None and task.cancelling():
            # a group of tasks that is cancelled while they fail tells of their faults only
            raise asyncio.CancelledError
        await asyncio.sleep(self._retry)

    async def _pause(self, seconds: float) -> None:
        """Sleep, unless there is news."""
        with contextlib.suppress(TimeoutError):
            # not wait_for: before Python 3.12 it can swallow a cancellation that comes together with the news
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        self._wake.clear()

    async def _stop_scanning(self) -> None:
        if self._scanning is not None and not self._scanning.done():
            self._scanning.cancel()
            await asyncio.wait({self._scanning})


def _tell(scanning: asyncio.Task[Scan]) -> None:
    """A scan that could not even be logged as failed has nobody else to say so."""
    if not scanning.cancelled() and (fault := scanning.exception()) is not None and not isinstance(fault, Conflict):
        log.error("The scan broke off.", exc_info=fault)
