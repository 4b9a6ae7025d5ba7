"""The map is made beside everything else: it may take minutes."""

import asyncio
import logging

from musicsim.bootstrap import Application
from musicsim.domain.errors import Unavailable
from musicsim.domain.use_cases.make_map import RenewMap
from musicsim.entrypoints.worker.complaint import Complaint
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.waiting import any_of, end

log = logging.getLogger(__name__)

_AFTER_FAULT = 300.0
"""Seconds until a map is tried again that a fault of ours has kept from being made."""


class Cartographer:
    """Makes the map anew when it is time to, for as long as this process keeps house."""

    def __init__(self, application: Application, pace: Pace) -> None:
        self._renew = application.collections.renew_map
        self._pace = pace
        self._complaint = Complaint(log, "The map waits: %s")

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set; a map that is being made then is given up. What is down is waited for."""
        while self._renew is not None and not stopping.is_set():
            making = asyncio.create_task(self._attempt(self._renew))
            try:
                await _done_or(making, stopping)
            finally:
                await end(making)
            if not making.cancelled():
                await any_of([stopping], making.result())

    async def _attempt(self, renew: RenewMap) -> float:
        """After how many seconds to look again."""
        try:
            made = await renew()
        except Unavailable as fault:
            self._complaint.tell(str(fault))
        except Exception:  # whatever is wrong with a map: music goes on being listened to
            log.exception("The map broke off.")
            return _AFTER_FAULT
        else:
            self._complaint.over()
            if made is not None:
                log.info("The map shows %s tracks in %s clusters.", len(made.columns), len(made.clusters))
        return self._pace.idle


async def _done_or(task: "asyncio.Task[float]", stopping: asyncio.Event) -> None:
    ending = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({task, ending}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ending.cancel()
