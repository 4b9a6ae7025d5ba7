"""Stretches of a stream, and how they are gathered from its blocks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from musicsim.adapters.audio.reader import Reader, Samples

_BRIDGE = 0.5  # seconds: decoding through a shorter gap is cheaper than seeking


@dataclass
class Window:
    """Samples `start` … `stop` (exclusive) of a stream; hands them to `done` as soon as they are complete.

    `distil` is applied to each block on arrival, so that a long window need not keep all channels.
    """

    start: int
    stop: int
    done: Callable[[Samples], None]
    distil: Callable[[Samples], Samples] = lambda block: block
    gathered: int = 0
    closed: bool = False
    _parts: list[Samples] = field(default_factory=list)

    def feed(self, position: int, block: Samples) -> None:
        """Take from `block`, whose first sample is at `position`, what belongs to the window."""
        end = position + block.shape[1]
        if self.closed or end <= self.start:
            return
        if position < self.stop:
            part = self.distil(block[:, max(0, self.start - position) : self.stop - position])
            self._parts.append(part)
            self.gathered += part.shape[-1]
        if end >= self.stop:
            self.close()

    def close(self) -> None:
        """Nothing more will come: hand over what there is, if that is anything."""
        if not self.closed and self._parts:
            self.done(np.concatenate(self._parts, axis=-1))
        self.closed, self._parts = True, []

    @property
    def filled(self) -> bool:
        """Whether at least half of it was found."""
        return self.gathered * 2 >= self.stop - self.start


def gather_by_seeking(reader: Reader, windows: Sequence[Window]) -> None:
    """Fill the windows, seeking to each group of them that lies together."""
    for run in _runs(sorted(windows, key=lambda window: window.start), round(_BRIDGE * reader.rate)):
        _gather(reader, run, run[0].start)


def gather_in_order(reader: Reader, windows: Sequence[Window]) -> None:
    """Fill the windows by decoding from the start."""
    _gather(reader, windows, 0)


def _gather(reader: Reader, windows: Sequence[Window], start: int) -> None:
    for position, block in reader.blocks(start, max(window.stop for window in windows)):
        for window in windows:
            window.feed(position, block)
        if all(window.closed for window in windows):
            break
    for window in windows:
        window.close()


def _runs(windows: Sequence[Window], bridge: int) -> Iterable[list[Window]]:
    run: list[Window] = []
    for window in windows:
        if run and window.start - max(earlier.stop for earlier in run) > bridge:
            yield run
            run = []
        run.append(window)
    yield run
