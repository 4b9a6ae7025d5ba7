"""Following the work by its rows, whichever process does it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.scan import ScanStatus
from musicsim.entrypoints.cli.text import span

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicsim.bootstrap import Application
    from musicsim.domain.model.status import LibraryStatus
    from musicsim.entrypoints.cli.meter import Meter


_REST = 4
"""How much less often is looked while nothing is under way."""


def is_scanning(status: "LibraryStatus") -> bool:
    """Whether a scan runs, in any process."""
    return status.scan is not None and status.scan.status is ScanStatus.RUNNING


def tell(meter: "Meter", status: "LibraryStatus") -> None:
    """Show a status: the scan while one runs, and the listening while tracks wait."""
    scan, counts = status.scan, status.counts
    if scan is not None and is_scanning(status):
        if scan.to_read:
            meter.show("Reading", scan.read, scan.to_read)
        else:
            meter.show("Listing", scan.listed, None)
    if counts.pending:
        meter.show("Listening", counts.present - counts.pending, counts.present, _speed(status))
    elif not is_scanning(status):
        meter.clear()


def _speed(status: "LibraryStatus") -> str:
    if not status.per_minute:
        return ""
    left = f", {span(status.eta)} left" if status.eta is not None else ""
    return f"{status.per_minute:.0f} a minute{left}"


@asynccontextmanager
async def watched(
    application: "Application", tick: float, look: "Callable[[LibraryStatus], None]"
) -> AsyncIterator[None]:
    """Have `look` see the status every `tick` seconds, for as long as the context lasts; less often while it rests."""
    task = asyncio.create_task(_watch(application, tick, look))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)  # the work matters, not that it could be watched


async def _watch(application: "Application", tick: float, look: "Callable[[LibraryStatus], None]") -> None:
    while True:
        busy = True
        with suppress(Unavailable):  # those who work will say so
            status = await application.report_status()
            look(status)
            busy = is_scanning(status) or bool(status.counts.pending)
        await asyncio.sleep(tick if busy else _REST * tick)
