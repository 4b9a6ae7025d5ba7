"""Worker processes for tests: quick to start, killed at will, gone with the test."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class WorkerProcess:
    """A running `musicsim worker --json`."""

    pid: int
    output: Path

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    @property
    def lives(self) -> bool:
        """Whether the process is still there."""
        return Path(f"/proc/{self.pid}").exists()

    @property
    def events(self) -> list[dict[str, Any]]:
        """What it has told so far; a last line that is not complete is left out."""
        if not self.output.exists():
            return []
        lines = self.output.read_text().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    @property
    def log(self) -> str:
        return Path(f"{self.output}.log").read_text()

    def await_end(self, patience: float) -> None:
        """Wait until it is gone."""
        deadline = time.monotonic() + patience
        while self.lives:
            assert time.monotonic() < deadline, self.log
            time.sleep(0.01)


@dataclass
class Nursery:
    """Bears workers that all have the same settings."""

    process: "subprocess.Popen[str]"
    folder: Path
    born: list[WorkerProcess] = field(default_factory=list)

    def bear(self, *words: str) -> WorkerProcess:
        """Start a worker; it is at work a moment later."""
        output = self.folder / f"worker-{len(self.born)}"
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"words": ["worker", "--json", *words], "output": str(output)}) + "\n")
        self.process.stdin.flush()
        self.born.append(WorkerProcess(int(self.process.stdout.readline()), output))
        return self.born[-1]


@contextmanager
def nursery(folder: Path, environment: Mapping[str, str]) -> Iterator[Nursery]:
    """A nursery whose workers get `environment` (the MUSICSIM_ variables) and write into `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.worker_nursery"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Nursery(process, folder)
        process.kill()  # its children die with it
