"""Whether what musicsim keeps has a place to be kept in."""

import os
import shutil
from pathlib import Path

import anyio.to_thread

from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe

_ENOUGH = 256 * 1024 * 1024  # bytes: a database and vectors of some 100,000 tracks


class DiskProbe(Probe):
    """The data folder can be written to and has room."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def check(self) -> Finding:
        return await anyio.to_thread.run_sync(self._check)

    def _check(self) -> Finding:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self._folder).free
        except OSError as fault:
            return self._finding(False, f"{self._folder}: {fault.strerror}.")
        if not os.access(self._folder, os.W_OK):
            return self._finding(False, f"{self._folder} cannot be written to.")
        return self._finding(free >= _ENOUGH, f"{self._folder} has {free / 2**30:.1f} GiB free.")

    def _finding(self, healthy: bool, seen: str) -> Finding:
        remedy = "" if healthy else "Make room, or choose another folder with MUSICSIM_DATA."
        return Finding("data folder", healthy, seen, remedy)
