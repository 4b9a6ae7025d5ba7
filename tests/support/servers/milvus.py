"""A Milvus server for tests: in a temporary folder and a network of its own, reached on one port of 127.0.0.1."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.servers.guarded import CannotRun, Guarded, send

_PLACE = Path(__file__).parents[3] / "build" / "milvus-server"  # see scripts/milvus-server
_HERE = Path(__file__).parent
_PORT, _HEALTH = "19530", "http://127.0.0.1:9091/healthz"  # inside
_READY_WITHIN = 90.0  # seconds; some ten after a sudden end
_ALONE = ["--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
_FIXED = {"DEPLOY_MODE": "STANDALONE", "METRICS_PORT": "9091"}
QUICK: Mapping[str, str] = {
    "PROXY_TIMETICKINTERVAL": "20",  # how long strongly consistent reads wait
    "QUERYCOORD_CHECKSEGMENTINTERVAL": "100",
    "QUERYCOORD_CHECKCHANNELINTERVAL": "100",
    "QUERYCOORD_DISTPULLINTERVAL": "50",
    "QUERYCOORD_UPDATENEXTTARGETINTERVAL": "1",
    "INDEXCOORD_SCHEDULER_INTERVAL": "100",
}
"""Milliseconds (and a second) between its rounds, for tests, which wait for them again and again."""


class Milvus:
    """A context manager: running inside, gone with all its data after. `tuning` is for the server's environment."""

    def __init__(self, tuning: Mapping[str, str] = QUICK) -> None:
        self._tuning = tuning

    def __enter__(self) -> Self:
        if not (_PLACE / ".made").exists():
            raise CannotRun("scripts/milvus-server has not made one: there are builds for Linux on x86-64 only")
        self._folder = Path(tempfile.mkdtemp(prefix="musicsim-milvus-"))
        self._log = self._folder / "log"
        self._port = 0
        self._server: Guarded | None = None
        try:
            self._unshare = _unsharing()
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

    @property
    def uri(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, on the same port and data as before; returns when it is healthy."""
        assert self._server is None
        python, inside = _PLACE / "bin" / "python", _HERE / "enclosed.py"
        self._log.write_bytes(b"")
        with socket.create_server(("127.0.0.1", self._port)) as listening:
            self._port = listening.getsockname()[1]
            environment = [f"{name}={value}" for name, value in {**_FIXED, **self._tuning}.items()]
            run = [python, "-P", _HERE / "milvus_run.py", _PLACE / "programs", self._folder / "data"]
            relay = [python, inside, str(listening.fileno()), _PORT, _HEALTH]
            command = ["/usr/bin/env", *environment, *self._unshare, *relay, *run]
            self._server = Guarded(command, self._log, end=signal.SIGKILL, inherited=[listening.fileno()])
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop it at once, as when its machine fails: with its first process the kernel ends all in its namespace."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def processes(self) -> list[int]:
        """All that it consists of at this moment."""
        assert self._server
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

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _READY_WITHIN
        while time.monotonic() < deadline:
            told = self._log.read_bytes()
            if b"ready\n" in told:
                return
            if b"ended\n" in told:
                break
            time.sleep(0.02)
        raise CannotRun(f"Milvus does not start: {self._log.read_text(errors='replace')[-2000:]}")


def _unsharing() -> list[str]:
    """The command that gives what follows namespaces of its own, as root or as whom the kernel lets."""
    program = shutil.which("unshare")
    if program is None:
        raise CannotRun("there is no unshare (util-linux) to give it a network of its own")
    as_whom = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = [program, *as_whom, *_ALONE]
    tried = subprocess.run([*command, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise CannotRun(f"the kernel gives it no network of its own: {tried.stderr.strip()}")
    return command
