"""Leases between the processes of one machine."""

import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from musicsim.domain.errors import Unavailable
from musicsim.ports.lease import Lease


class FileLease(Lease):
    """Holds a name by locking `<folder>/<name>.lock`; the folder is made when it does not exist.

    The system lets go of the lock when the process ends, however it ends. The file stays: removing it would let two
    processes lock two files of the same name. The folder must be on a file system with flock, so on no old NFS.
    It cannot be lost while it is held.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hold(self, name: str) -> AbstractAsyncContextManager[bool]:
        return self._hold(name)

    @asynccontextmanager
    async def _hold(self, name: str) -> AsyncIterator[bool]:
        file = self._opened(name)
        try:
            yield self._locked(file)
        finally:
            os.close(file)

    def _opened(self, name: str) -> int:
        """Not inherited by children: one that outlives its parent would go on holding the lease."""
        path = self._folder / f"{name}.lock"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise self._unavailable(error) from error

    def _locked(self, file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise self._unavailable(error) from error
        return True

    def _unavailable(self, error: OSError) -> Unavailable:
        advice = "Let musicsim write to the folder, or name another one on a local disk in the settings."
        return Unavailable("data folder", f"No lock can be taken in {self._folder} ({error.strerror}). {advice}")
