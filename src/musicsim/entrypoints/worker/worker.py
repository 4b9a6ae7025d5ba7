"""The background work: scan on demand, listen to what waits, keep the vector index in step."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from musicsim.bootstrap import Application
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.job import ALL_KINDS, JobKind
from musicsim.domain.model.scan import Scan
from musicsim.domain.use_cases.scan_library import PLAIN, ScanOptions
from musicsim.entrypoints.worker.cartographer import Cartographer
from musicsim.entrypoints.worker.complaint import Complaint
from musicsim.entrypoints.worker.endings import Ended
from musicsim.entrypoints.worker.housekeeper import Housekeeper
from musicsim.entrypoints.worker.pace import STEADY, Pace
from musicsim.entrypoints.worker.performer import Performer
from musicsim.entrypoints.worker.performing import performing
from musicsim.entrypoints.worker.studio import Studio
from musicsim.entrypoints.worker.waiting import any_of, end

log = logging.getLogger(__name__)

AGAIN = 5.0
"""Seconds after which work begins anew that stumbled over a fault of ours."""

_MARGIN = 10.0
"""Seconds beyond the grace in which the work has to end by itself."""

_LISTENING = frozenset({JobKind.LISTEN})


class Worker:
    """Works until it is cancelled.

    Any number of processes perform jobs when they share a queue. One of them keeps house (the lease "worker"); with a
    queue that is not shared, that one alone performs, and others wait for their turn. `keep_house` and `perform` say
    what this process takes part in, `trace_waveforms` what work there is. `on_ended` hears of each attempt at a job.
    """

    def __init__(
        self,
        application: Application,
        *,
        trace_waveforms: bool = True,
        keep_house: bool = True,
        perform: bool = True,
        pace: Pace = STEADY,
        on_ended: Callable[[Ended], None] = lambda _: None,
    ) -> None:
        self._app = application
        self._kinds = ALL_KINDS if trace_waveforms else _LISTENING
        self._keeps_house, self._performs = keep_house, perform
        self._pace = pace
        self._on_ended = on_ended
        self._housekeeper = Housekeeper(application, self._kinds, pace)
        self._studio = Studio(application, pace)
        self._complaint = Complaint(log, "Listening waits: %s")
        self._wake = asyncio.Event()
        self._heard = asyncio.Event()
        self._stopping = asyncio.Event()
        self._scanning: asyncio.Task[Scan] | None = None
        self._performer = Performer(
            application.queue,
            performing(application),
            application.metrics,
            room=2
            * application.concurrency,  # a little more, so that no process of the analyser's waits for a database
            pace=pace,
            on_ended=self._ended,
        )

    async def run(self) -> None:
        """Work for ever; on cancellation no new job is begun, and what runs has the grace to be finished."""
        working = asyncio.create_task(self._work())
        try:
            await asyncio.shield(working)
        except asyncio.CancelledError:
            self._stopping.set()
            if self._pace.grace:
                await asyncio.wait({working}, timeout=self._pace.grace + _MARGIN)
            raise
        finally:
            await end(working)
            self._stopping.clear()
            await self._stop_scanning()

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

        def progress(scan: Scan) -> None:
            on_progress(scan)
            self._wake.set()

        try:
            return await self._app.scan_library(options, progress)
        finally:
            self._wake.set()

    async def drain(self) -> bool:
        """Work until nothing is left to listen to; False, at once, when another process keeps house.

        Raises Unavailable, perhaps in a group, when a service is down.
        """
        async with self._app.lease.hold("worker") as ours:
            if ours:
                await self._drain()
        if not ours:
            await self._app.queue.announce()
        return ours

    async def _drain(self) -> None:
        await self._housekeeper.index()
        async with asyncio.TaskGroup() as group:
            indexing = group.create_task(self._index_along())
            try:
                await self._performer.drain(self._kinds, self._housekeeper.feed)
            finally:
                indexing.cancel()
        await self._housekeeper.index()

    async def _index_along(self) -> None:
        """So that what was heard can be asked about while the rest is still listened to."""
        while True:
            await self._heard.wait()
            await asyncio.sleep(self._pace.index_every)
            self._heard.clear()
            await self._housekeeper.index()

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._measure())
            if self._performs and self._app.queue.shared:
                group.create_task(self._performer.run(self._stopping))
            group.create_task(self._take_turns() if self._keeps_house else self._herald())

    async def _measure(self) -> None:
        while not self._stopping.is_set():
            with suppress(Unavailable):  # those who work will say so
                await self._app.measure_queue()
            await any_of([self._stopping], self._pace.idle)

    async def _take_turns(self) -> None:
        """Keep house whenever nobody else does; what keeps leases is waited for when it is down."""
        while not self._stopping.is_set():
            try:
                await self._in_turn()
            except Unavailable as fault:
                self._complaint.tell(str(fault))
            else:
                self._complaint.over()
            await any_of([self._wake, self._stopping], self._pace.idle)

    async def _herald(self) -> None:
        """Tell the one that keeps house of news."""
        while not self._stopping.is_set():
            await any_of([self._wake, self._stopping], self._pace.idle)
            with suppress(Unavailable):  # it will look for itself
                await self._announce()

    async def _in_turn(self) -> None:
        async with self._app.lease.hold("worker") as ours:
            if ours:
                await self._keep_house()
        if not ours:
            await self._announce()

    async def _announce(self) -> None:
        if self._wake.is_set():
            self._wake.clear()
            await self._app.queue.announce()

    async def _keep_house(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._housekeeper.run(self._wake, self._stopping))
            group.create_task(self._studio.run(self._stopping))
            group.create_task(Cartographer(self._app, self._pace).run(self._stopping))
            if self._performs and not self._app.queue.shared:
                group.create_task(self._performer.run(self._stopping))

    def _ended(self, ended: Ended) -> None:
        self._heard.set()
        if self._performer.dry:
            self._wake.set()
        self._on_ended(ended)

    async def _stop_scanning(self) -> None:
        if self._scanning is not None and not self._scanning.done():
            await end(self._scanning)


async def keep_working(worker: Worker, again: float = AGAIN) -> None:
    """Work until cancelled, whatever happens."""
    while True:
        try:
            await worker.run()
        except Exception:
            log.exception("The background work stumbled and begins anew.")
            await asyncio.sleep(again)


def _tell(scanning: asyncio.Task[Scan]) -> None:
    """A scan that could not even be logged as failed has nobody else to say so."""
    if not scanning.cancelled() and (fault := scanning.exception()) is not None and not isinstance(fault, Conflict):
        log.error("The scan broke off.", exc_info=fault)
