"""Whether what musicsim keeps has a place to be kept in."""

import asyncio
import logging
import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe

_log = logging.getLogger(__name__)

_ENOUGH = 256 * 1024 * 1024  # bytes: a database and vectors of some 100,000 tracks


def free_bytes(folder: Path) -> int:
    """Room for a user without privileges."""
    return shutil.disk_usage(folder).free


class DiskProbe(Probe):
    """The data folder can be written to and has room; `patience` in seconds.

    A folder on a network may keep whoever looks at it waiting for ever: checks that come meanwhile wait for the one
    look that is under way, so that however many there are, one thread is lost, and none that the process waits for.
    """

    def __init__(self, folder: Path, patience: float = 5.0, room: Callable[[Path], int] = free_bytes) -> None:
        self._folder, self._patience, self._room = folder, patience, room
        self._looking: Future[Finding] | None = None
        self._lock = threading.Lock()

    async def check(self) -> Finding:
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.wrap_future(self._under_way())
        except TimeoutError:
            return self._finding(False, f"{self._folder}: no answer within {self._patience:g} s.")

    def _under_way(self) -> Future[Finding]:
        with self._lock:
            if self._looking is None or self._looking.done():
                self._looking = Future()
                self._looking.set_running_or_notify_cancel()  # from now on giving up waiting does not cancel it
                threading.Thread(target=self._look, args=[self._looking], name="disk-probe", daemon=True).start()
            return self._looking

    def _look(self, looking: Future[Finding]) -> None:
        try:
            looking.set_result(self._seen())
        except Exception as fault:
            _log.exception("Looking at the data folder failed in a way that nobody foresaw.")
            looking.set_result(self._finding(False, f"{self._folder}: {type(fault).__name__}: {fault}"))

    def _seen(self) -> Finding:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            free = self._room(self._folder)
        except OSError as fault:
            return self._finding(False, f"{self._folder}: {fault.strerror or fault}.")
        if not os.access(self._folder, os.W_OK):
            return self._finding(False, f"{self._folder} cannot be written to.")
        return self._finding(free >= _ENOUGH, f"{self._folder} has {free / 2**30:.1f} GiB free.")

    def _finding(self, healthy: bool, seen: str) -> Finding:
        remedy = "" if healthy else "Make room, or choose another folder with MUSICSIM_DATA."
        return Finding("data folder", healthy, seen, remedy)
