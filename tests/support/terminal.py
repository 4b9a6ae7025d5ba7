"""The real command line in processes of its own."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.nursery import nursery, run


@dataclass(frozen=True)
class Terminal:
    """Runs `musicsim` on a library and a data folder."""

    library: Path
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MUSICSIM_")}
        settings = {"LIBRARY": str(self.library), "DATA": str(self.data), "PROCESSES": "1"}
        return kept | {f"MUSICSIM_{name}": value for name, value in settings.items()}

    def run(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return run(words, self.environment, folder=cwd)

    def json(self, *words: str) -> Any:
        """The document that a command prints."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def started(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """Start `python -m musicsim` as the leader of its own process group, as a shell does.

        Whatever is left of it is killed.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "musicsim", *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        with process:
            try:
                yield process
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

    def on_a_terminal(self, *words: str, seeing: Callable[[bytes], None] = lambda _: None, **environment: str) -> str:
        """All that a command writes to a terminal of 120 columns; `seeing` is told what was written up to now."""
        ours, theirs = pty.openpty()
        environment = self.environment | {"TERM": "xterm-256color", "COLUMNS": "120"} | environment
        process = nursery().bear(words, environment, standard=[theirs] * 3)
        os.close(theirs)
        written = _read_to_end(ours, seeing)
        process.wait()
        return written.decode()


def _read_to_end(descriptor: int, seeing: Callable[[bytes], None]) -> bytes:
    """Everything until the other side is closed, which Linux tells by an error."""
    written = b""
    try:
        while more := os.read(descriptor, 65536):
            written += more
            seeing(written)
    except OSError:
        pass
    finally:
        os.close(descriptor)
    return written
