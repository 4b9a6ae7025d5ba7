"""What a map is made from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.clusters import ClusterId
from musicsim.domain.model.layout import Faithfulness, Points, Vectors
from musicsim.domain.model.library_map import Bytes, Ids, Shorts
from musicsim.domain.model.tag_scale import TagScale


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    """All tracks that can be compared, ascending by id, a row each; and their landmarks.

    Landmarks are some of the tracks, or all where there are few: `landmarks` are their rows, ascending. Of these, and
    in their order, there are `vectors`, and `tags`, shape (landmarks, scale's tags), 0 where unknown. Of all there are
    `moods`, shape (tracks, moods), folded `artists`, "" where unknown, and folded `genres`.
    """

    ids: Ids
    artists: Sequence[str]
    genres: Sequence[frozenset[str]]
    moods: npt.NDArray[np.float16]
    tempo: Bytes
    key: Bytes
    year: Shorts
    landmarks: npt.NDArray[np.int64]
    vectors: Vectors
    tags: npt.NDArray[np.float16]
    scale: TagScale

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A map while it is made, a row a track: its points are NaN, its labels -1, for tracks that have no place yet.

    `labels` number the clusters, counted from 0; `typicality` as in MapColumns.
    """

    points: Points
    labels: npt.NDArray[np.int64]
    typicality: Bytes


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Where everything is, the ids of the clusters, and `laid_out` and `begun` as in LibraryMap."""

    plan: Plan
    clusters: Sequence[ClusterId]
    faithfulness: Faithfulness
    laid_out: int
    begun: int
