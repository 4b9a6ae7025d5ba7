"""What one process at a time does, on all hosts: feed the queue, keep the vector index in step, finish farewells."""

import asyncio
import logging
import time
from collections.abc import Collection

from musicsim.bootstrap import Application
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.job import JobKind
from musicsim.entrypoints.worker.complaint import Complaint
from musicsim.entrypoints.worker.effort import Effort
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.waiting import any_of

log = logging.getLogger(__name__)

_SELDOM = 3600.0
"""Seconds between looks for what is old enough to be forgotten."""

_AFTER_FAULT = 300.0
"""Seconds until that is tried again which a fault of ours has kept from being done: it would fail every few seconds."""

_BREATH = 0.1
"""Seconds between two rounds of what can wait, at least."""


class Housekeeper:
    """Works in rounds, as soon as there is news and after a while without."""

    def __init__(self, application: Application, kinds: Collection[JobKind], pace: Pace) -> None:
        self._app = application
        self._kinds = kinds
        self._pace = pace
        self._complaint = Complaint(log, "Listening waits: %s")
        self._verified = False
        self._indexed = 0.0
        self._tidied = -_SELDOM
        self._measured = -_SELDOM
        self._rested = 0.0
        self._derives_from = 0.0

    async def run(self, wake: asyncio.Event, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set; `wake` tells that there may be something to do. What is down is waited for."""
        async with self._app.queue.news() as news:
            while not stopping.is_set():
                wake.clear()
                news.clear()
                try:
                    pause = await self._round()
                except Unavailable as fault:
                    self._complaint.tell(str(fault))
                    self._verified = False  # what was down may have come back with less
                    await any_of([stopping], self._pace.retry)
                else:
                    self._complaint.over()
                    await any_of([wake, news, stopping], pause)

    async def feed(self) -> int:
        """Queue what the rows say is to be done; how many jobs are new."""
        return await self._app.feed_queue(self._kinds)

    async def index(self) -> None:
        """Bring the vector index in step, the first time with a look at whether it lost anything; and what is made of
        the whole library, when that has changed enough.
        """
        await self._app.index_tracks()
        if not self._verified and await self._app.reconcile_index(mend=True, quick=True):
            await self._app.index_tracks()
        await self._app.clips.index_segments()
        if not self._verified and await self._app.clips.reconcile_segments():
            await self._app.clips.index_segments()
        self._verified = True
        await self._derive()
        self._indexed = time.monotonic()

    async def _derive(self) -> None:
        """Nothing that is made of the whole library keeps the rest from being done."""
        if time.monotonic() < self._derives_from:
            return
        try:
            await self._app.discovery.derive_bearings()
        except Unavailable:
            raise
        except Exception:
            log.exception("What the whole library gives to comparisons could not be made.")
            self._derives_from = time.monotonic() + _AFTER_FAULT

    async def _round(self) -> float:
        """Seconds until the next, unless there is news."""
        await self._app.people.finish_farewells()
        await self._tidy()
        await self.feed()
        counts = await self._app.queue.counts()
        busy = any(counts.live(kind) for kind in self._kinds)
        if not (busy and self._verified) or time.monotonic() - self._indexed >= self._pace.index_every:
            await self.index()
        pause = await self._measure()
        return self._pace.index_every if busy else pause

    async def _measure(self) -> float:
        """Find out about some hubs, unless it is too soon after the last ones, as news may bring rounds in any number;
        seconds until it is time for more.
        """
        if (rest := self._rested - time.monotonic()) > 0:
            return rest
        rest = await self._measure_some()
        self._rested = time.monotonic() + rest
        return rest or self._pace.idle

    async def _measure_some(self) -> float:
        """Seconds to rest after it; 0 when there are no more."""
        again, effort = time.monotonic() - self._measured >= _SELDOM, Effort()
        try:
            more = await self._app.discovery.measure_hubs(again=again)
        except Unavailable:
            raise
        except Exception:
            log.exception("Hubs could not be found.")
            return _AFTER_FAULT
        if again and not more:
            self._measured = time.monotonic()
        return max(_BREATH, effort.rest(self._pace.share)) if more else 0.0

    async def _tidy(self) -> None:
        """Forget what nobody came back to."""
        if time.monotonic() - self._tidied >= _SELDOM:
            await self._app.journeys.forget_old_radio()
            await self._app.beyond.forget()
            self._tidied = time.monotonic()
