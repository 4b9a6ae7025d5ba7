"""The line that a path follows: where on it each stop should be, and where to look for candidates."""

from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.rules.keys import hours_between
from musicsim.domain.rules.tempo import octaves_between

MOST_QUERIES = 8
"""Queries of the vector index that finding candidates takes, at most."""

POOL = 1600
"""Candidates that a path is chosen from, at most."""

_ABOUT_AN_OCTAVE = 0.75  # octaves


def arc(one: Reals, other: Reals, shares: Reals) -> Reals:
    """Points on the great circle between two unit vectors (Shoemake 1985), shape (shares, dimension).

    Between opposite ones there is no such circle; the straight line, through nothing, is no way either: any will do.
    """
    angle = float(np.arccos(np.clip(one @ other, -1, 1)))
    if angle < 1e-6 or np.pi - angle < 1e-6:
        return np.where(shares[:, None] < 0.5, one, other)
    weights = np.stack([np.sin((1 - shares) * angle), np.sin(shares * angle)], axis=1) / np.sin(angle)
    return np.asarray(weights @ np.stack([one, other]))


def spread_over(stops: int, lengths: Sequence[float]) -> list[int]:
    """How many steps each stretch between fixed tracks takes, in proportion to its length: at least one, `stops` - 1
    in all.
    """
    free = stops - 1 - len(lengths)
    total = sum(lengths) or 1.0
    exact = [free * length / total for length in lengths] if sum(lengths) else [free / len(lengths)] * len(lengths)
    steps = [1 + int(each) for each in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (int(exact[i]) - exact[i], i))
    for i in by_rest[: stops - 1 - sum(steps)]:
        steps[i] += 1
    return steps


def questions(fixed: Reals, stops: int) -> Reals:
    """What to ask a vector index: points evenly along the line through `fixed` (tracks, dimension), both ends included.

    At most MOST_QUERIES; each is to be asked for `POOL` / their number of neighbours, at most.
    """
    count = max(2, min(stops, MOST_QUERIES))
    places = np.linspace(0, len(fixed) - 1, count)
    before = np.minimum(places.astype(int), len(fixed) - 2)
    return np.concatenate(
        [arc(fixed[i], fixed[i + 1], np.array([place - i])) for i, place in zip(before, places, strict=True)]
    )


def even_tempi(fixed: Reals, steps: Sequence[int]) -> Reals:
    """The tempo that each stop should have: even on the scale of octaves, also past one that is unknown; NaN where
    nothing known lies on both sides.

    Between tempi that are about an octave apart nothing changes: they are the same beat, counted otherwise.
    """
    fixed, steps = _known(fixed, steps)
    direct, folded = np.diff(np.log2(fixed)), octaves_between(fixed[:-1], fixed[1:])
    ways = np.where(np.abs(direct) > _ABOUT_AN_OCTAVE, folded, direct)
    return np.asarray(2 ** _even(np.log2(fixed), ways, steps))


def even_hours(fixed: Reals, steps: Sequence[int]) -> Reals:
    """The hour on the Camelot wheel that each stop should have, by the shorter way around; NaN as for tempi."""
    fixed, steps = _known(fixed, steps)
    return _even(fixed, hours_between(fixed[:-1], fixed[1:]), steps)


def _known(fixed: Reals, steps: Sequence[int]) -> tuple[Reals, Sequence[int]]:
    """Without the unknown values between known ones: their stretches become one."""
    unknown = np.isnan(fixed)
    known = np.flatnonzero(~unknown)
    if not len(known):
        return fixed, steps
    unknown[: known[0]] = unknown[known[-1] :] = False
    places = np.concatenate([[0], np.cumsum(steps)])[~unknown]
    return fixed[~unknown], np.diff(places).tolist()


def _even(starts: Reals, ways: Reals, steps: Sequence[int]) -> Reals:
    """From each fixed value by its way, in so many steps; shape (stops,)."""
    stretches = [
        start + way * np.arange(count) / count for start, way, count in zip(starts[:-1], ways, steps, strict=True)
    ]
    return np.concatenate([*stretches, [starts[-2] + ways[-1]]])


def even_points(fixed: Reals, steps: Sequence[int]) -> Reals:
    """Where in the embedding space each stop should be, shape (stops, dimension)."""
    stretches = [
        arc(one, other, np.arange(count) / count)
        for one, other, count in zip(fixed[:-1], fixed[1:], steps, strict=True)
    ]
    return np.concatenate([*stretches, fixed[-1:]])
