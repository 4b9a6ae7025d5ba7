"""The map of the library: where each track lies, what colours it, how its regions are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.clusters import ClusterId, ClusterName
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.layout import Faithfulness
from musicsim.domain.model.track import Track

FORMAT = 2
"""Which way of laying a map out as bytes this is: another one with each change to rules.map_packing."""

MAP = f"map@{FORMAT}"
"""The name that the map is kept by, among what is derived from the library."""

FARTHEST = 65_535
"""The largest coordinate; 0 is the smallest."""

Ids = npt.NDArray[np.bytes_]
Shorts = npt.NDArray[np.uint16]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class MapColumns:
    """A row a track, ascending by id; shape (tracks,) each; 0 is unknown, or none, wherever 0 is no value.

    `x`, `y`: 0 … 65,535. `cluster`: the place in the map's clusters, counted from 1. `typicality`: the cosine to the
    middle of its cluster, 255 is 1. `genre` and `mood`: the place in the map's lists, counted from 1. `tempo`: beats a
    minute. `key`: 1 … 24 for 1A, 1B, 2A … 12B. `year` as it is.
    """

    ids: Ids
    x: Shorts
    y: Shorts
    cluster: Shorts
    year: Shorts
    typicality: Bytes
    genre: Bytes
    mood: Bytes
    tempo: Bytes
    key: Bytes

    def __len__(self) -> int:
        return len(self.ids)

    def row_of(self, track: TrackId) -> int | None:
        """Where a track is among the rows."""
        name = np.bytes_(track.encode("utf-8", "replace"))
        row = int(np.searchsorted(self.ids, name))
        return row if row < len(self.ids) and self.ids[row] == name else None

    def id_of(self, row: int) -> TrackId:
        return TrackId(self.ids[row].decode())


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCluster:
    """A cluster, the number of its tracks, and where most of them lie."""

    id: ClusterId
    name: ClusterName
    tracks: int
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the map to be labelled: one cluster or some beside one another.

    `level` 0 are the largest regions, for the whole map at once; the levels below are for looking closer.
    """

    level: int
    name: ClusterName
    tracks: int
    x: int
    y: int
    clusters: tuple[ClusterId, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LibraryMap:
    """The whole map. `space` is what sounds were compared in, `laid_out` how many tracks there were when the whole was
    laid out last (the others have been placed since), `begun` when that was last done from the beginning.
    """

    version: str
    made_at: datetime
    space: str
    laid_out: int
    begun: int
    faithfulness: Faithfulness
    columns: MapColumns
    genres: Sequence[str]
    moods: Sequence[str]
    clusters: Sequence[MapCluster]
    regions: Sequence[Region]


@dataclass(frozen=True, slots=True)
class Packed:
    """A map as programs get it, compressed by gzip; see rules.map_packing."""

    version: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MappedTrack:
    """A track and where it lies."""

    track: Track
    x: int
    y: int
    cluster: MapCluster | None
