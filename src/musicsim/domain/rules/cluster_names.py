"""What tells a cluster from the others.

Tags by class-based TF-IDF (Grootendorst 2022, "BERTopic"): how much of a tag a cluster has, times how little of it
there is elsewhere. With f the sum of a tag's probabilities over a cluster's tracks, divided by the cluster's sum over
tags, and A the mean sum of a cluster: f log(1 + A / sum of the tag over all). Artists by how many of the cluster's
tracks are theirs, times how many of theirs are in it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.clusters import Cluster, Clustering, ClusterName

_TAGS, _ARTISTS = 3, 2


def named(
    clustering: Clustering,
    ids: Sequence[str],
    vectors: Reals,
    probabilities: Reals,
    tags: Sequence[str],
    artists: Sequence[str],
) -> list[Cluster]:
    """The clusters with their names, the largest first.

    `ids`, `vectors` (tracks, dimension), `probabilities` (tracks, tags; 0 where unknown) and `artists` (as written; ""
    is nobody) are the clustered tracks', in their order.
    """
    weights = tag_weights(clustering, probabilities)
    everyone = Counter(artists)
    clusters = []
    for number, centre in enumerate(clustering.centres):
        members = np.flatnonzero(clustering.labels == number)
        rows: list[int] = members[np.argsort(-(vectors[members] @ centre), kind="stable")].tolist()
        name = ClusterName(_best(weights[number], tags), _artists([artists[row] for row in rows], everyone))
        clusters.append(Cluster(tuple(ids[row] for row in rows), centre, name))
    return clusters


def tag_weights(clustering: Clustering, probabilities: Reals) -> Reals:
    """How telling each tag is of each cluster: shape (clusters, tags), at least 0."""
    masses: Reals = np.zeros((len(clustering.centres), probabilities.shape[1]))
    np.add.at(masses, clustering.labels, probabilities)
    totals, overall = masses.sum(axis=1, keepdims=True), masses.sum(axis=0)
    share = masses / np.maximum(totals, 1e-12)
    return np.asarray(share * np.log1p(totals.mean() / np.maximum(overall, 1e-12)))


def _best(weights: Reals, tags: Sequence[str]) -> tuple[str, ...]:
    order = sorted(range(len(tags)), key=lambda tag: (-weights[tag], tags[tag]))
    return tuple(tags[tag] for tag in order[:_TAGS] if weights[tag] > 0)


def _artists(here: Sequence[str], everyone: Counter[str]) -> tuple[str, ...]:
    counts = Counter(name for name in here if name)
    order = sorted(counts, key=lambda name: (-(counts[name] ** 2) / everyone[name], name))
    return tuple(order[:_ARTISTS])
