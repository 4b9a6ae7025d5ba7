"""Progress, drawn on a terminal or written as a line now and then; always on stderr."""

import time
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from musicsim.entrypoints.cli.text import count, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from musicsim.entrypoints.cli.output import Output

EVERY = 5.0
"""Seconds between lines where there is no terminal."""


class Meter(Protocol):
    """Shows how far something has come."""

    @abstractmethod
    def show(self, phase: str, done: int, total: int | None, note: str = "") -> None:
        """`done` of `total` (None: not known yet) in a phase; phases follow one another or overlap."""

    @abstractmethod
    def clear(self) -> None:
        """Take away what is drawn, as when nothing is under way; phases may come again."""


class _Drawn(Meter):
    """A bar for each phase, redrawn in place, for as long as there is something to draw."""

    def __init__(self, new_progress: Callable[[], "Progress"]) -> None:
        self._new_progress = new_progress
        self._progress: Progress | None = None
        self._bars: dict[str, TaskID] = {}

    def show(self, phase: str, done: int, total: int | None, note: str = "") -> None:
        if self._progress is None:
            self._progress = self._new_progress()
            self._progress.start()
        if phase not in self._bars:
            self._bars[phase] = self._progress.add_task(phase, total=total, note="")
        shown = f"{_figures(done, total)}  {printable(note)}".rstrip()
        self._progress.update(self._bars[phase], completed=done, total=total, note=shown)

    def clear(self) -> None:
        if self._progress is not None:
            self._progress.stop()
        self._progress = None
        self._bars.clear()


class WrittenMeter(Meter):
    """A line every few seconds, and at the end of a phase that had one: what is done quickly needs no words."""

    def __init__(self, note: Callable[[str], None], now: Callable[[], float] = time.monotonic) -> None:
        self._note = note
        self._now = now
        self._due: dict[str, float] = {}
        self._written: dict[str, tuple[int, int | None]] = {}

    def show(self, phase: str, done: int, total: int | None, note: str = "") -> None:
        now = self._now()
        due, state = self._due.setdefault(phase, now + EVERY), (done, total)
        over = done == total and phase in self._written
        if (over or now >= due) and self._written.get(phase) != state:
            self._due[phase], self._written[phase] = now + EVERY, state
            self._note(f"{phase}: {_figures(done, total)}{', ' + note if note else ''}")

    def clear(self) -> None:
        self._due.clear()
        self._written.clear()


def _figures(done: int, total: int | None) -> str:
    return count(done) if total is None else f"{count(done)} of {count(total)}"


@contextmanager
def metering(output: "Output") -> Iterator[Meter]:
    """The meter that suits stderr; what was drawn is gone afterwards."""
    meter = _Drawn(lambda: _progress(output.err)) if output.talks_to_people else WrittenMeter(output.note)
    try:
        yield meter
    finally:
        meter.clear()


def _progress(console: "Console") -> "Progress":
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description:<9}"),
        BarColumn(),
        TextColumn("{task.fields[note]}"),
    )
    return Progress(*columns, console=console, transient=True, refresh_per_second=5, redirect_stdout=False)
