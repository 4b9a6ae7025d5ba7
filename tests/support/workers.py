"""Worker processes for tests: quick to start, killed at will, gone with the test."""

import json
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.nursery import Born, nursery


@dataclass(frozen=True)
class WorkerProcess:
    """A running `musicsim worker --json`."""

    process: Born
    output: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    @property
    def lives(self) -> bool:
        """Whether the process is still there."""
        return self.process.poll() is None

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
class WorkerNursery:
    """Bears workers that all have the same settings."""

    folder: Path
    environment: Mapping[str, str]
    born: list[WorkerProcess] = field(default_factory=list)

    def bear(self, *words: str) -> WorkerProcess:
        """Start a worker; it is at work a moment later."""
        output = self.folder / f"worker-{len(self.born)}"
        with (
            Path(os.devnull).open() as nothing,
            output.open("a") as events,
            Path(f"{output}.log").open("a") as log,
        ):
            standard = [file.fileno() for file in (nothing, events, log)]
            process = nursery().bear(["worker", "--json", *words], self.environment, standard=standard)
        self.born.append(WorkerProcess(process, output))
        return self.born[-1]


@contextmanager
def workers_in(folder: Path, environment: Mapping[str, str]) -> Iterator[WorkerNursery]:
    """A nursery whose workers get `environment` (the MUSICSIM_ variables), write into `folder`, and end with it."""
    workers = WorkerNursery(folder, {**os.environ, **environment})
    try:
        yield workers
    finally:
        for worker in workers.born:
            worker.signal(signal.SIGKILL)
        for worker in workers.born:
            worker.process.wait()
