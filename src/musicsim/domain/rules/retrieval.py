"""Measures of retrieval quality (Manning, Raghavan, Schütze: Introduction to Information Retrieval, chapter 8)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.evaluation import Retrieval

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]


def measure(scores: Floats, right: Bools, eligible: Bools, ks: Sequence[int]) -> "list[QueryMeasure]":
    """Measure a block of queries.

    `scores`, `right` and `eligible` have shape (queries, tracks): the score of each answer, whether it is right,
    whether it counts at all. Queries with no right, eligible answer give nothing.
    """
    measured = []
    for row, good, counts in zip(scores, right & eligible, eligible, strict=True):
        if good.any():
            order = np.argsort(-row[counts], kind="stable")
            measured.append(_one(good[counts][order], ks))
    return measured


QueryMeasure = tuple[tuple[float, ...], float]
"""Precision at each k, and the average precision, of one query."""


def _one(ranked: Bools, ks: Sequence[int]) -> QueryMeasure:
    """`ranked` tells, best answer first, which are right; at least one is."""
    hits = np.cumsum(ranked)
    at_hits = hits[ranked] / (np.flatnonzero(ranked) + 1)
    return tuple(float(ranked[:k].sum()) / k for k in ks), float(at_hits.mean())


def summarise(measured: Sequence[QueryMeasure], ks: Sequence[int]) -> Retrieval:
    """The mean over queries; zeros when there were none."""
    if not measured:
        return Retrieval(0, dict.fromkeys(ks, 0.0), 0.0)
    precisions = np.array([precision for precision, _ in measured])
    mean = precisions.mean(axis=0)
    return Retrieval(
        len(measured),
        {k: float(mean[i]) for i, k in enumerate(ks)},
        float(np.mean([average for _, average in measured])),
    )
