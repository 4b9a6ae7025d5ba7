"""When what is remembered of a track still holds."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import OUTLINE, Outlines
from musicsim.domain.model.remembered import Marks, Remembered, keys_of
from musicsim.domain.model.similarity import Sketch

_NONE, _NAMELESS = np.zeros(0), np.zeros(0, np.object_)

NOTHING = Remembered(
    np.zeros(0, np.int64), np.zeros(0, np.uint64), np.zeros(0, OUTLINE), _NONE, _NAMELESS, _NAMELESS, _NONE
)


def marks_of(vectors: npt.NDArray[np.float32]) -> Marks:
    """A number for each row, by its bits: another vector has another one, but for one in 2³⁷."""
    bits = np.ascontiguousarray(vectors, np.float32).view(np.uint32)
    return np.asarray(bits.sum(axis=1, dtype=np.uint64))


def page_of(
    ids: Sequence[TrackId],
    vectors: npt.NDArray[np.float32],
    outlines: Outlines,
    hubs: Mapping[TrackId, float],
    sketches: Mapping[TrackId, Sketch],
) -> Remembered:
    """Those of `ids` that have an outline; not in the order of their keys yet, which `joined` brings them into."""
    place = {one: row for row, one in enumerate(outlines.ids)}
    known = [row for row, one in enumerate(ids) if one in place]
    names = [ids[row] for row in known]
    drawn = [sketches.get(one) for one in names]
    return Remembered(
        keys_of(names),
        marks_of(vectors[known]),
        outlines.rows[[place[one] for one in names]],
        np.array([hubs.get(one, np.nan) for one in names], np.float64),
        np.array([one and sys.intern(one.artist) for one in drawn], np.object_),  # each name once in memory
        np.array([one and sys.intern(one.album) for one in drawn], np.object_),
        np.array([one.duration if one and one.duration is not None else np.nan for one in drawn], np.float64),
    )


def joined(pages: Sequence[Remembered]) -> Remembered:
    """Pages as one, in the order of keys."""
    if not pages:
        return NOTHING
    order = np.argsort(np.concatenate([page.keys for page in pages]))
    return Remembered(
        *(np.concatenate([getattr(page, one.name) for page in pages])[order] for one in fields(Remembered))
    )
