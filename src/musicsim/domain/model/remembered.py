"""What ranking looks at of tracks, kept at hand."""

import math
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.vectors import Space

Marks = npt.NDArray[np.uint64]
"""What tells one vector from another, 0 is none's: see rules.remembering."""


def keys_of(ids: Collection[str]) -> npt.NDArray[np.int64]:
    """A number for each id, in this process: looked up in a fraction of the time that texts take. Of a million ids two
    have the same one in thirty million libraries; their marks differ.
    """
    return np.fromiter(map(hash, ids), np.int64, len(ids))


@dataclass(frozen=True, slots=True, eq=False)
class Remembered:
    """A row a track, by ascending key, in 165 bytes: `keys` of ids, the mark of the vector that the index held then,
    outlines (the dtype OUTLINE), hub numbers (NaN where there is none), and what sketches hold: folded names, which
    tracks share (None where there was no sketch), and lengths (NaN where unknown).
    """

    keys: npt.NDArray[np.int64]
    marks: Marks
    outlines: npt.NDArray[np.void]
    hubs: Reals
    artists: npt.NDArray[np.object_]
    albums: npt.NDArray[np.object_]
    durations: Reals

    def places(self, ids: Sequence[str], marks: Marks) -> npt.NDArray[np.intp]:
        """The rows of those, -1 for what is not there, or is there with another mark."""
        places = self.rows(ids)
        return np.where((places >= 0) & (self.marks[places] == marks), places, -1) if len(self.keys) else places

    def rows(self, ids: Collection[str]) -> npt.NDArray[np.intp]:
        """The rows of those, whatever their marks; -1 for what is not there."""
        if not len(self.keys):
            return np.full(len(ids), -1, np.intp)
        wanted = keys_of(ids)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, places, -1)

    def forget(self, ids: Collection[str]) -> None:
        """Take the marks of those away: from here on nothing is remembered of them."""
        rows = self.rows(ids)
        self.marks[rows[rows >= 0]] = 0

    def numbers(self, places: npt.NDArray[np.intp]) -> Reals:
        """The hub numbers of some rows, NaN for -1."""
        found, numbers = places >= 0, np.full(len(places), np.nan)
        numbers[found] = self.hubs[places[found]]
        return numbers

    def sketches(self, places: npt.NDArray[np.intp]) -> list[Sketch | None]:
        """The sketches of some rows; None for -1, and where there is none."""
        if not len(self.keys):
            return [None] * len(places)
        told = (self.artists[places], self.albums[places], self.durations[places])
        rows = zip((places >= 0).tolist(), *(column.tolist() for column in told), strict=True)
        return [
            Sketch(artist, album, None if math.isnan(duration) else duration) if found and artist is not None else None
            for found, artist, album, duration in rows
        ]


OutlinesOf = Callable[[Sequence[str], npt.NDArray[np.float32]], Awaitable[Outlines]]
"""Finds the outlines of what the index found: see RecallTracks.outlines."""

Looks = tuple[Mapping[TrackId, Sketch], Mapping[TrackId, float]]
"""Sketches of those that can be listened to, and hub numbers of those that have one."""


class LooksAt(Protocol):
    """Finds what ranking looks at of what the index found, numbers of `hubs` if asked for: see RecallTracks.looks."""

    def __call__(
        self, space: Space, ids: Sequence[TrackId], vectors: Mapping[str, Vector], *, hubs: bool
    ) -> Awaitable[Looks]: ...
