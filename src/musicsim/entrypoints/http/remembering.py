"""What answers look at often is kept at hand for as long as the app lives."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar

from musicsim.domain.errors import MusicsimError
from musicsim.domain.use_cases.recall_tracks import RecallTracks

log = logging.getLogger(__name__)

_GOOD_FOR = 600.0  # seconds


def remembering(recall: RecallTracks) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Read what ranking looks at once somebody needs it, and anew every ten minutes in which somebody did."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        keeping = asyncio.create_task(_keep(recall))
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    return lifespan


async def _keep(recall: RecallTracks) -> None:
    while True:
        await recall.asked()
        try:
            await recall.refresh()
        except MusicsimError as fault:  # answers read rows meanwhile
            log.warning("What ranking looks at is not remembered: %s", fault)
        except Exception:
            log.exception("What ranking looks at is not remembered.")
        await asyncio.sleep(_GOOD_FOR)
