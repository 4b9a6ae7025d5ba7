"""Tracks that sound alike, as collections that make themselves."""

from dataclasses import dataclass
from typing import NewType

import numpy as np
import numpy.typing as npt

ClusterId = NewType("ClusterId", str)


@dataclass(frozen=True, slots=True, eq=False)
class Clustering:
    """`labels`, shape (tracks,), number each track's cluster, the largest first; `centres`, shape (clusters,
    dimension), have unit length.
    """

    labels: npt.NDArray[np.int64]
    centres: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ClusterName:
    """What tells a cluster from the others: tags and artists, the most telling first; words are the clients'."""

    tags: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
