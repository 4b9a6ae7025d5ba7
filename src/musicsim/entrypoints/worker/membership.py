"""A worker's place in the job queue, and its signs of life."""

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.job import WorkerId
from musicsim.domain.rules.retrying import MOST_LOSSES
from musicsim.entrypoints.worker.pace import Pace
from musicsim.ports.job_queue import JobQueue

log = logging.getLogger(__name__)

_FAREWELL = 3.0
"""Seconds that taking leave may take; who just goes is found to be gone a little later."""


def own_name() -> str:
    """This process, as people find it."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Membership:
    """Registered when first needed, and anew when the queue took the worker for dead: then `on_lost` is called, for
    what it held is no longer its own.
    """

    def __init__(self, queue: JobQueue, pace: Pace, on_lost: Callable[[], None]) -> None:
        self._queue = queue
        self._pace = pace
        self._on_lost = on_lost
        self._worker: WorkerId | None = None

    async def joined(self) -> WorkerId:
        """The worker's id; Unavailable when the queue cannot be reached."""
        if self._worker is None:
            self._worker = await self._queue.join(own_name())
        return self._worker

    async def keep(self) -> None:
        """Give signs of life for ever, and take back what those hold that give none."""
        while True:
            await asyncio.sleep(self._pace.beat)
            with suppress(Unavailable):  # those who take jobs will say so
                await self._beat()

    async def leave(self) -> None:
        """Go, giving back what is still held."""
        worker, self._worker = self._worker, None
        if worker is not None:
            with suppress(Unavailable, TimeoutError):
                async with asyncio.timeout(_FAREWELL):
                    await self._queue.leave(worker)

    async def _beat(self) -> None:
        if self._worker is not None and not await self._queue.heartbeat(self._worker):
            log.warning("This worker was taken for dead: its jobs were given to others.")
            self._worker = None
            self._on_lost()
        if lost := await self._queue.take_back(self._pace.silence, MOST_LOSSES):
            log.warning("%s jobs were taken back from workers that are not heard of any more.", lost)
