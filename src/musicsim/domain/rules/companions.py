"""Which groups (albums, artists) may be like a set of tracks: those whose tracks are among its neighbours."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.rules.set_distance import set_distances

CANDIDATES = 30
"""Groups that are compared exactly."""


def likeliest(scores: Mapping[str, float], groups: Mapping[str, Collection[str]]) -> list[str]:
    """The groups to compare, at most CANDIDATES, ties by id.

    `scores` are the best cosines of tracks, `groups` the groups of each. The mean of its three best tracks says how
    likely a group is, missing ones counting 0: one lucky hit is none yet.
    """
    found: dict[str, list[float]] = defaultdict(list)
    for track, score in scores.items():
        for group in groups.get(track, ()):
            found[group].append(score)
    worth = {group: sum(sorted(each, reverse=True)[:3]) / 3 for group, each in found.items()}
    return sorted(worth, key=lambda group: (-worth[group], group))[:CANDIDATES]


def by_distance(own: Sequence[Vector], others: Mapping[str, Sequence[Vector]], limit: int) -> list[tuple[str, float]]:
    """The groups that sound most alike with their energy distance, the nearest first, ties by id."""
    names = [name for name, vectors in others.items() if vectors]
    distances = set_distances(np.stack(own), [np.stack(others[name]) for name in names]).tolist()
    return sorted(zip(names, distances, strict=True), key=lambda one: (one[1], one[0]))[:limit]
