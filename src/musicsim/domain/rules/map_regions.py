"""The regions of a map: clusters, and clusters beside one another taken together.

Those that are to be taken together are found as by Ward (1963, "Hierarchical grouping to optimize an objective
function"): always the two whose union spreads over the map the least.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.clusters import ClusterName
from musicsim.domain.model.library_map import MapCluster, Region
from musicsim.domain.rules.cluster_names import cluster_names

_STEP = 4  # times as many regions on each level
_LEVELS = 3
_FEWEST = 3  # regions that a level above the last has


@dataclass(frozen=True, slots=True)
class Contents:
    """What the tracks of each cluster are like: the sums of their tags, shape (clusters, tags); their artists."""

    masses: Reals
    tags: Sequence[str]
    artists: Sequence[Counter[str]]


def regions_of(clusters: Sequence[MapCluster], contents: Contents) -> list[Region]:
    """The regions of all levels, the largest of the first level first. Clusters that lost all tracks are in none."""
    there = [place for place, one in enumerate(clusters) if one.tracks]
    if not there:
        return []
    clusters, contents = [clusters[place] for place in there], _of(contents, there)
    counts = [len(clusters)]
    while len(counts) < _LEVELS and counts[0] // _STEP >= _FEWEST:
        counts.insert(0, round(counts[0] / _STEP))
    return [region for level, count in enumerate(counts) for region in _level(level, count, clusters, contents)]


def _of(contents: Contents, places: Sequence[int]) -> Contents:
    return Contents(contents.masses[places], contents.tags, [contents.artists[place] for place in places])


def _level(level: int, count: int, clusters: Sequence[MapCluster], contents: Contents) -> list[Region]:
    groups = _together(clusters, count)
    masses = np.stack([contents.masses[group].sum(axis=0) for group in groups])
    artists = [sum((contents.artists[each] for each in group), Counter[str]()) for group in groups]
    names = cluster_names(masses, contents.tags, artists)
    found = [
        _region(level, [clusters[each] for each in group], name) for group, name in zip(groups, names, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.tracks, one.clusters))


def _region(level: int, clusters: Sequence[MapCluster], name: ClusterName) -> Region:
    """Labelled where most of its tracks are: at its largest cluster."""
    largest = max(clusters, key=lambda one: one.tracks)
    ids = tuple(one.id for one in clusters)
    tracks = sum(one.tracks for one in clusters)
    return Region(level=level, name=name, tracks=tracks, x=largest.x, y=largest.y, clusters=ids)


def _together(clusters: Sequence[MapCluster], count: int) -> list[list[int]]:
    """The places of the clusters, in `count` groups."""
    groups = [[place] for place in range(len(clusters))]
    weights = np.array([one.tracks for one in clusters], dtype=np.float64)
    middles = np.array([(one.x, one.y) for one in clusters], dtype=np.float64)
    while len(groups) > count:
        squares = ((middles[:, np.newaxis] - middles) ** 2).sum(axis=2)
        cost = squares * np.multiply.outer(weights, weights) / np.add.outer(weights, weights)
        np.fill_diagonal(cost, np.inf)
        one, other = sorted(divmod(int(cost.argmin()), len(groups)))
        both = weights[one] + weights[other]
        middles[one] = (weights[one] * middles[one] + weights[other] * middles[other]) / both
        weights[one] = both
        groups[one] += groups.pop(other)
        weights, middles = np.delete(weights, other), np.delete(middles, other, axis=0)
    return groups
