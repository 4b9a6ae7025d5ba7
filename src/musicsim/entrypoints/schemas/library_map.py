"""The map of the library, its regions and clusters."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from musicsim.domain.model import library_map as domain
from musicsim.domain.model.clusters import ClusterName
from musicsim.domain.model.details import Beside
from musicsim.entrypoints.schemas.track import Track


class CommonTraits(msgspec.Struct, frozen=True):
    """What tells some tracks from the others: up to three tags and two artists, the most telling first."""

    tags: list[str]
    artists: list[str]

    @classmethod
    def of(cls, name: ClusterName) -> "CommonTraits":
        return cls(list(name.tags), list(name.artists))


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """Tracks that sound alike: how many, and where most of them lie on the map. `code` is its number in the column
    `cluster` of the map.
    """

    id: str
    code: int
    name: CommonTraits
    tracks: int
    x: int
    y: int

    @classmethod
    def of(cls, code: int, cluster: domain.MapCluster) -> "Cluster":
        name = CommonTraits.of(cluster.name)
        return cls(id=cluster.id, code=code, name=name, tracks=cluster.tracks, x=cluster.x, y=cluster.y)


class Clusters(msgspec.Struct, frozen=True):
    """All of them, the largest first."""

    items: list[Cluster]
    next: None

    @classmethod
    def of(cls, found: domain.LibraryMap | None) -> "Clusters":
        numbered = enumerate(found.clusters if found is not None else (), 1)
        there = [Cluster.of(code, one) for code, one in numbered if one.tracks]
        return cls(sorted(there, key=lambda one: (-one.tracks, one.code)), None)


class MapRegion(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the map with a label: the clusters `cluster_ids`, which lie beside one another."""

    level: int
    name: CommonTraits
    tracks: int
    x: int
    y: int
    cluster_ids: list[str]

    @classmethod
    def of(cls, region: domain.Region) -> "MapRegion":
        return cls(
            level=region.level,
            name=CommonTraits.of(region.name),
            tracks=region.tracks,
            x=region.x,
            y=region.y,
            cluster_ids=list(region.clusters),
        )


class MapRegions(msgspec.Struct, frozen=True):
    """Regions, the largest of each level first."""

    items: list[MapRegion]
    next: None

    @classmethod
    def of(cls, found: domain.LibraryMap, level: int | None) -> "MapRegions":
        return cls([MapRegion.of(one) for one in found.regions if level is None or one.level == level], None)


class MapLegend(msgspec.Struct, frozen=True, kw_only=True):
    """What the map shows, and how well. The codes 1, 2 … in the columns `genre` and `mood` stand for these `genres` and
    `moods`, in their order. `laid_out` is how many tracks there were when the whole was laid out; the others were
    placed since. `trustworthiness` and `continuity` say how well neighbours are kept, 1 is perfectly. `levels` is how
    many levels of regions there are.
    """

    version: str
    made_at: datetime
    tracks: int
    laid_out: int
    trustworthiness: float
    continuity: float
    levels: int
    genres: list[str]
    moods: list[str]

    @classmethod
    def of(cls, found: domain.LibraryMap) -> "MapLegend":
        return cls(
            version=found.version,
            made_at=found.made_at,
            tracks=len(found.columns),
            laid_out=found.laid_out,
            trustworthiness=round(found.faithfulness.trustworthiness, 4),
            continuity=round(found.faithfulness.continuity, 4),
            levels=max((one.level + 1 for one in found.regions), default=0),
            genres=list(found.genres),
            moods=list(found.moods),
        )


class MapState(msgspec.Struct, frozen=True):
    """The map in words: what `musicsim map` says."""

    legend: MapLegend
    clusters: list[Cluster]

    @classmethod
    def of(cls, found: domain.LibraryMap) -> "MapState":
        return cls(MapLegend.of(found), Clusters.of(found).items)


class MapPlace(msgspec.Struct, frozen=True):
    """Where a track lies; `cluster_id` is null where it is in none."""

    x: int
    y: int
    cluster_id: str | None

    @classmethod
    def of(cls, mapped: domain.MappedTrack) -> "MapPlace":
        return cls(mapped.x, mapped.y, mapped.cluster.id if mapped.cluster is not None else None)


class PlacedTrack(msgspec.Struct, frozen=True):
    """A track and where it lies."""

    track: Track
    place: MapPlace


class PlacedTracks(msgspec.Struct, frozen=True):
    """The nearest first."""

    items: list[PlacedTrack]
    next: None

    @classmethod
    def of(cls, found: Sequence[domain.MappedTrack], beside: Beside) -> "PlacedTracks":
        return cls([PlacedTrack(Track.of(one.track, beside), MapPlace.of(one)) for one in found], None)
