"""`musicsim` in processes of its own without the seconds that Python takes to import it each time.

What has to be started as people start it (`python -m musicsim`) is better started with `subprocess`.
"""

import atexit
import functools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
PATIENCE = 240.0
"""Seconds after which a command counts as stuck, on the slowest machine."""


@dataclass
class Born:
    """A process that runs a command, in a session of its own. `returncode` is as `subprocess` has it."""

    pid: int
    end: int
    returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, None while it lives."""
        return self._look(0.0)

    def wait(self, timeout: float = PATIENCE) -> int:
        """Wait for its end."""
        code = self._look(timeout)
        if code is None:
            raise TimeoutError(f"process {self.pid} goes on after {timeout:g} s")
        return code

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, if it still lives."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _look(self, timeout: float) -> int | None:
        if self.returncode is None and select.select([self.end], [], [], timeout)[0]:
            self.returncode = int(os.read(self.end, 16) or -signal.SIGKILL)
            os.close(self.end)
        return self.returncode


class Nursery:
    """Bears processes from one that imported everything when the first was asked for."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.nursery_process", str(theirs.fileno())],
                cwd=ROOT,
                env={name: value for name, value in os.environ.items() if not name.startswith("MUSICSIM_")},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def bear(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        *,
        standard: Sequence[int],
        folder: Path | None = None,
    ) -> Born:
        """Start a command on descriptors for its input, output and error; in `folder`, or where the tests run."""
        end, theirs = os.pipe()
        question = {"words": list(words), "environment": dict(environment), "folder": str(folder or Path.cwd())}
        try:
            socket.send_fds(self._socket, [json.dumps(question).encode()], [*standard, theirs])
        finally:
            os.close(theirs)
        return Born(int(self._socket.recv(32)), end)

    def close(self) -> None:
        """End it, and with it whoever it bore and is left."""
        self._socket.close()
        self._process.wait()


@functools.cache
def nursery() -> Nursery:
    """The nursery of this process."""
    made = Nursery()
    atexit.register(made.close)
    return made


def run(
    words: Sequence[str], environment: Mapping[str, str], *, folder: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as complaints:
        with Path(os.devnull).open() as nothing:
            standard = [file.fileno() for file in (nothing, output, complaints)]
            code = nursery().bear(words, environment, standard=standard, folder=folder).wait()
        for file in (output, complaints):
            file.seek(0)
        return subprocess.CompletedProcess(list(words), code, output.read(), complaints.read())


def start(words: Sequence[str], environment: Mapping[str, str]) -> tuple[Born, IO[str]]:
    """Start a command; what it prints is to be read, and closed. It complains where the tests do."""
    ours, theirs = os.pipe()
    try:
        with Path(os.devnull).open() as nothing:
            process = nursery().bear(words, environment, standard=[nothing.fileno(), theirs, 2])
    finally:
        os.close(theirs)
    return process, open(ours)  # noqa: PTH123 - the pipe has no path, and is the caller's to close
