"""What all servers that tests start have in common."""

import shutil
import signal
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from tests.support.servers.guarded import CannotRun, Guarded, send


class Server(ABC):
    """A context manager: running inside, gone with all its data after. CannotRun where this machine has none."""

    name: ClassVar[str]
    patience: ClassVar[float]
    """Seconds until a server that is not ready will not become so."""

    _server: Guarded | None = None

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix=f"musicsim-{self.name.lower()}-"))
        self._log = self._folder / "log"
        try:
            self._prepare()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @abstractmethod
    def _prepare(self) -> None:
        """Find or make what is needed before it starts for the first time."""

    @abstractmethod
    def start(self) -> None:
        """Start it, on the same port and data as before; returns when it answers."""

    def stop(self) -> None:
        """Stop it at once, as when its machine fails: connections break, nothing is written any more."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def processes(self) -> list[int]:
        """All that it consists of at this moment."""
        assert self._server is not None
        return self._server.children

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it hang: connections stay, and new ones are taken by the kernel, but nothing answers."""
        processes = self.processes
        send(signal.SIGSTOP, processes)
        try:
            yield
        finally:
            send(signal.SIGCONT, processes)

    def _wait_until(self, ready: Callable[[], bool], pause: float) -> None:
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if ready():
                return
            time.sleep(pause)
        raise CannotRun(f"{self.name} does not start: {self._log.read_text(errors='replace')[-2000:]}")
