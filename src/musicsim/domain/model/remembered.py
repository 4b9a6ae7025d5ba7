"""Outlines that are kept at hand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Marks = npt.NDArray[np.uint64]
"""What tells one vector from another: see rules.remembering."""


@dataclass(frozen=True, slots=True, eq=False)
class RememberedOutlines:
    """A row a track, by ascending id, in 150 bytes: `ids` (UTF-8), outlines (the dtype OUTLINE) and the mark of the
    vector that the index held then.
    """

    ids: npt.NDArray[np.bytes_]
    marks: Marks
    rows: npt.NDArray[np.void]

    def places(self, ids: Sequence[str], marks: Marks) -> npt.NDArray[np.intp]:
        """The rows of those, -1 for what is not there, or is there with another mark."""
        if not len(self.ids) or not ids:
            return np.full(len(ids), -1, np.intp)
        wanted = np.array([one.encode() for one in ids], np.bytes_)
        places = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        same = (self.ids[places] == wanted) & (self.marks[places] == marks)
        return np.where(same, places, -1)
