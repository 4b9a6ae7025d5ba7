"""What ranking looks at of tracks, kept at hand."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.vectors import Space

Marks = npt.NDArray[np.uint64]
"""What tells one vector from another: see rules.remembering."""


@dataclass(frozen=True, slots=True, eq=False)
class Remembered:
    """A row a track, by ascending id, in 159 bytes: `ids` (UTF-8), the mark of the vector that the index held then,
    outlines (the dtype OUTLINE), and hub numbers (NaN where there is none).
    """

    ids: npt.NDArray[np.bytes_]
    marks: Marks
    outlines: npt.NDArray[np.void]
    hubs: Reals

    def places(self, ids: Sequence[str], marks: Marks) -> npt.NDArray[np.intp]:
        """The rows of those, -1 for what is not there, or is there with another mark."""
        if not len(self.ids) or not ids:
            return np.full(len(ids), -1, np.intp)
        wanted = np.array([one.encode() for one in ids], np.bytes_)
        places = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        same = (self.ids[places] == wanted) & (self.marks[places] == marks)
        return np.where(same, places, -1)

    def numbers(self, places: npt.NDArray[np.intp]) -> Reals:
        """The hub numbers of some rows, NaN for -1."""
        found, numbers = places >= 0, np.full(len(places), np.nan)
        numbers[found] = self.hubs[places[found]]
        return numbers


OutlinesOf = Callable[[Sequence[str], npt.NDArray[np.float32]], Awaitable[Outlines]]
"""Finds the outlines of what the index found: see RecallTracks.outlines."""

HubsOf = Callable[[Space, Collection[TrackId], Mapping[str, Vector]], Awaitable[Mapping[TrackId, float]]]
"""Finds hub numbers of what the index found: see RecallTracks.hubs."""
