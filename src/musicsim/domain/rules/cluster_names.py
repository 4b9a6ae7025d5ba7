"""What tells a cluster from the others.

Tags by class-based TF-IDF (Grootendorst 2022, "BERTopic"): how much of a tag a cluster has, times how little of it
there is elsewhere. With f the sum of a tag's probabilities over a cluster's tracks, divided by the cluster's sum over
tags, and A the mean sum of a cluster: f log(1 + A / sum of the tag over all). Artists by how many of the cluster's
tracks are theirs, times how many of theirs are in it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.clusters import ClusterName

_TAGS, _ARTISTS = 3, 2


def tag_masses(labels: npt.NDArray[np.int64], count: int, probabilities: npt.NDArray[np.floating]) -> Reals:
    """The sum of each tag's probabilities over each of `count` clusters: shape (count, tags).

    `probabilities`, shape (tracks, tags), are 0 where unknown.
    """
    masses: Reals = np.zeros((count, probabilities.shape[1]))
    np.add.at(masses, labels, probabilities)
    return masses


def artist_counts(labels: npt.NDArray[np.int64], count: int, artists: Sequence[str]) -> list[Counter[str]]:
    """How many tracks each artist has in each cluster; "" is nobody."""
    counts = [Counter[str]() for _ in range(count)]
    for label, artist in zip(labels.tolist(), artists, strict=True):
        if artist:
            counts[label][artist] += 1
    return counts


def cluster_names(masses: Reals, tags: Sequence[str], artists: Sequence[Counter[str]]) -> list[ClusterName]:
    """The name of each cluster, out of its tags' masses and its artists' tracks."""
    everyone = Counter[str]()
    for counts in artists:
        everyone.update(counts)
    weights = tag_weights(masses)
    return [
        ClusterName(_best(row, tags), _artists(counts, everyone)) for row, counts in zip(weights, artists, strict=True)
    ]


def tag_weights(masses: Reals) -> Reals:
    """How telling each tag is of each cluster: shape (clusters, tags), at least 0."""
    totals, overall = masses.sum(axis=1, keepdims=True), masses.sum(axis=0)
    share = masses / np.maximum(totals, 1e-12)
    mean = totals.mean() if len(totals) else 0.0
    return np.asarray(share * np.log1p(mean / np.maximum(overall, 1e-12)))


def _best(weights: Reals, tags: Sequence[str]) -> tuple[str, ...]:
    order = sorted(range(len(tags)), key=lambda tag: (-weights[tag], tags[tag]))
    return tuple(tags[tag] for tag in order[:_TAGS] if weights[tag] > 0)


def _artists(counts: Counter[str], everyone: Counter[str]) -> tuple[str, ...]:
    order = sorted(counts, key=lambda name: (-(counts[name] ** 2) / everyone[name], name))
    return tuple(order[:_ARTISTS])
