"""When what is remembered of a track still holds."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.outline import OUTLINE, Outlines
from musicsim.domain.model.remembered import Marks, RememberedOutlines

NOTHING = RememberedOutlines(np.zeros(0, "S1"), np.zeros(0, np.uint64), np.zeros(0, OUTLINE))


def marks_of(vectors: npt.NDArray[np.float32]) -> Marks:
    """A number for each row, by its bits: another vector has another one, but for one in 2³⁷."""
    bits = np.ascontiguousarray(vectors, np.float32).view(np.uint32)
    return np.asarray(bits.sum(axis=1, dtype=np.uint64))


def page_of(ids: Sequence[str], vectors: npt.NDArray[np.float32], outlines: Outlines) -> RememberedOutlines:
    """Those of `ids`, which ascend, that have an outline."""
    place: dict[str, int] = {one: row for row, one in enumerate(outlines.ids)}
    known = [row for row, one in enumerate(ids) if one in place]
    names = [ids[row] for row in known]
    return RememberedOutlines(
        np.array([one.encode() for one in names] or np.zeros(0, "S1"), np.bytes_),
        marks_of(vectors[known]),
        outlines.rows[[place[one] for one in names]],
    )


def joined(pages: Sequence[RememberedOutlines]) -> RememberedOutlines:
    """Pages in their order as one."""
    if not pages:
        return NOTHING
    return RememberedOutlines(
        *(np.concatenate([getattr(page, name) for page in pages]) for name in ("ids", "marks", "rows"))
    )
