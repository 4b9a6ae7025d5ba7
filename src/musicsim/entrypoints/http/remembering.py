"""What answers look at often is kept at hand for as long as the app lives."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar

from musicsim.domain.errors import MusicsimError
from musicsim.domain.use_cases.recall_outlines import RecallOutlines

log = logging.getLogger(__name__)

_GOOD_FOR = 600.0  # seconds


def remembering(recall: RecallOutlines) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Read outlines once somebody needs them, and anew every ten minutes in which somebody did."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        keeping = asyncio.create_task(_keep(recall))
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    return lifespan


async def _keep(recall: RecallOutlines) -> None:
    while True:
        await recall.asked()
        try:
            await recall.refresh()
        except MusicsimError as fault:  # answers read rows meanwhile
            log.warning("Outlines are not remembered: %s", fault)
        except Exception:
            log.exception("Outlines are not remembered.")
        await asyncio.sleep(_GOOD_FOR)
