"""When a map is made anew, and what stays of the one before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.clusters import ClusterId
from musicsim.domain.model.derived import Making
from musicsim.domain.model.layout import Vectors
from musicsim.domain.model.library_map import FARTHEST, Ids, LibraryMap
from musicsim.domain.model.survey import Plan, Survey

Labels = npt.NDArray[np.int64]

_MUCH = 0.25
"""Share of the tracks that have changed from which on a map is made at once."""

_GROWN = 0.3
"""Share of newcomers from which on the whole is laid out again, beginning with what is there."""

_DOUBLED = 2.0
"""How many times as many tracks as at its beginning a map takes: what was begun with few is no good map of many."""

_SAME = 0.5
"""Share of the tracks that a cluster keeps, of both its old and its new ones, to be the same one."""

_PAUSE = timedelta(seconds=30)


def is_due(made: Making | None, count: int, heard: int, now: datetime, every: timedelta) -> bool:
    """Whether a map of `count` tracks is to be made; `heard` were listened to since the last one was."""
    if made is None:
        return count > 0
    changed = max(heard, abs(count - made.basis))
    since = now - made.made_at
    return (changed > 0 and since >= every) or (changed >= _MUCH * max(made.basis, 1) and since >= min(_PAUSE, every))


def is_outgrown(before: LibraryMap, there: int, count: int) -> bool:
    """Whether a map no longer fits: `count` tracks, of which `there` are on it."""
    return count > (1 + _GROWN) * before.laid_out or there < _SAME * len(before.columns)


def begins_anew(before: LibraryMap | None, count: int) -> bool:
    """Whether `count` tracks are laid out from the beginning, instead of from where they are."""
    return before is None or count > _DOUBLED * before.begun


def carried_over(survey: Survey, before: LibraryMap | None) -> Plan:
    """Everybody where they were on an earlier map, newcomers nowhere yet."""
    count = len(survey)
    plan = Plan(np.full((count, 2), np.nan, np.float32), np.full(count, -1), np.zeros(count, np.uint8))
    if before is not None:
        rows, there = _rows_of(before, survey.ids)
        old, rows = before.columns, rows[there]
        plan.points[there] = np.column_stack([old.x[rows], old.y[rows]]).astype(np.float32) / FARTHEST
        plan.labels[there] = old.cluster[rows].astype(np.int64) - 1
        plan.typicality[there] = old.typicality[rows]
    return plan


def earlier_labels(ids: Ids, before: LibraryMap | None) -> tuple[Labels, Sequence[ClusterId]]:
    """The places of the clusters that tracks were in, -1 for newcomers, and these clusters' ids."""
    labels = np.full(len(ids), -1)
    if before is None:
        return labels, ()
    rows, there = _rows_of(before, ids)
    labels[there] = before.columns.cluster[rows[there]].astype(np.int64) - 1
    return labels, [one.id for one in before.clusters]


def _rows_of(before: LibraryMap, ids: Ids) -> tuple[Labels, npt.NDArray[np.bool_]]:
    """The row that each of these tracks had, and whether it had any."""
    known = before.columns.ids
    if not len(known):
        return np.zeros(len(ids), np.int64), np.zeros(len(ids), np.bool_)
    rows = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    return rows, known[rows] == ids


def kept_centres(vectors: Vectors, labels: Labels, count: int) -> Vectors:
    """The middles of clusters whose tracks are known, unit vectors; zero for those that have none."""
    sums = np.zeros((count, vectors.shape[1]))
    there = labels >= 0
    np.add.at(sums, labels[there], vectors[there])
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return np.asarray(sums / lengths, dtype=np.float32)


def inherited(labels: Labels, earlier: Labels, ids: Sequence[ClusterId]) -> dict[int, ClusterId]:
    """Which of the new clusters go on being which old ones: those that share most of their tracks.

    `labels` are the new clusters of tracks, `earlier` the places of their old ones in `ids`, -1 for none.
    """
    there = earlier >= 0
    table = np.zeros((int(labels.max(initial=-1)) + 1, len(ids)))
    np.add.at(table, (labels[there], earlier[there]), 1)
    now, then = np.bincount(labels, minlength=len(table)), table.sum(axis=0)
    shared = zip(*(each.tolist() for each in np.nonzero(table)), strict=True)
    # more than half of both, so that no cluster has two heirs, and none two forebears
    return {new: ids[old] for new, old in shared if table[new, old] > _SAME * max(now[new], then[old])}
