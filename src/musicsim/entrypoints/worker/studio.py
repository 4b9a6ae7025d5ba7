"""Pictures for albums that have none, beside the listening: by the one process that keeps house."""

import asyncio
import logging

from musicsim.bootstrap import Application
from musicsim.domain.errors import Unavailable
from musicsim.entrypoints.worker.complaint import Complaint
from musicsim.entrypoints.worker.effort import Effort
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.waiting import any_of

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Albums a round, one after the other: between two rounds it may be asked to stop."""


class Studio:
    """Works in rounds, and rests while there is nothing to do."""

    def __init__(self, application: Application, pace: Pace) -> None:
        self._painting = application.painting
        self._pace = pace
        self._complaint = Complaint(log, "Pictures wait: %s")

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set. What is down is waited for, and a fault of ours ends one round only."""
        while not stopping.is_set():
            rest = await self._round()
            if rest:
                await any_of([stopping], rest)

    async def _round(self) -> float:
        """Seconds to rest after it."""
        effort = Effort()
        try:
            await self._painting.sweep()
            seen = await self._painting.generate_missing(AT_ONCE)
        except Unavailable as fault:
            self._complaint.tell(str(fault))
            return self._pace.retry
        except Exception:
            log.exception("A picture could not be made; others are gone on with.")
            return self._pace.idle
        self._complaint.over()
        return effort.rest(self._pace.share) if seen else self._pace.idle
