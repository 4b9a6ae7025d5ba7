"""Scanning and listening side by side, until nothing is left to do."""

import asyncio
import time
from typing import TYPE_CHECKING

from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.entrypoints.worker.worker import Worker

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.use_cases.scan_library import ScanOptions
    from musicsim.entrypoints.cli.session import Session

_PATIENCE = 30.0
"""Seconds beyond the longest listening for which another process may show no progress before we follow it no more."""


async def scan_and_listen(
    session: "Session", application: "Application", options: "ScanOptions", *, listen: bool
) -> Scan:
    """The finished or failed scan, once all is listened to that can be; Conflict while another scan runs."""
    scanning = asyncio.create_task(application.scan_library(options))
    try:
        if listen:
            await _listen(session, application, scanning)
        return await scanning
    finally:
        scanning.cancel()
        await asyncio.gather(scanning, return_exceptions=True)


async def _listen(session: "Session", application: "Application", scanning: asyncio.Task[Scan]) -> None:
    """Listen, or follow the process that does, until the scan is over and nothing waits."""
    patience = _Patience(application.settings.analysis_timeout + _PATIENCE)
    following, worker = False, Worker(application, trace_waveforms=False)
    while True:
        over = scanning.done()
        if over and scanning.result().status is not ScanStatus.FINISHED:
            return
        if over:  # what the old one put aside, the scan may have put right
            worker = Worker(application, trace_waveforms=False)
        ours = await worker.drain()
        pending = (await application.report_status()).counts.pending
        if pending and not ours and not following:
            session.output.note("Another musicsim process listens to the library; following its progress.")
            following = True
        if over and (ours or not pending or patience.ends(pending)):
            return
        await _pause(scanning, session.world.tick)


async def _pause(scanning: asyncio.Task[Scan], seconds: float) -> None:
    """Wait; while the scan runs, not past its end."""
    if scanning.done():
        await asyncio.sleep(seconds)
    else:
        await asyncio.wait({scanning}, timeout=seconds)


class _Patience:
    """Ends when a number has stayed the same for too long."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._number: int | None = None
        self._since = 0.0

    def ends(self, number: int) -> bool:
        if number != self._number:
            self._number, self._since = number, time.monotonic()
        return time.monotonic() - self._since > self._seconds
