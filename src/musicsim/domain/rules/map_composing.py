"""From where tracks lie and which clusters they are in to the map that is shown."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.clusters import ClusterId, ClusterName
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.layout import Vectors
from musicsim.domain.model.library_map import LibraryMap, MapCluster, MapColumns
from musicsim.domain.model.survey import Drawn, Plan, Survey
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Space
from musicsim.domain.rules.cluster_names import artist_counts, cluster_names, tag_masses
from musicsim.domain.rules.facets import MOOD_TAGS
from musicsim.domain.rules.grouping import genres_of
from musicsim.domain.rules.map_colours import as_coordinates, commonest, genre_codes, mood_codes
from musicsim.domain.rules.map_regions import Contents, regions_of
from musicsim.domain.rules.text import fold


def join(plan: Plan, rows: npt.NDArray[np.int64], vectors: Vectors, centres: Vectors) -> None:
    """Put tracks into the clusters whose centres are nearest; `vectors` are those of the rows, in their order."""
    if len(rows) and len(centres):
        cosines = vectors @ centres.T
        plan.labels[rows] = cosines.argmax(axis=1)
        plan.typicality[rows] = np.rint(np.clip(cosines.max(axis=1), 0, 1) * 255)


def composed(survey: Survey, drawn: Drawn, space: Space) -> LibraryMap:
    """The map, without its version and moment; artists and genres by their folded names."""
    columns, genres = _columns(survey, drawn.plan)
    clusters, contents = _clusters(survey, drawn, columns)
    return LibraryMap(
        version="",
        made_at=datetime.min.replace(tzinfo=UTC),
        space=space.name,
        laid_out=drawn.laid_out,
        begun=drawn.begun,
        faithfulness=drawn.faithfulness,
        columns=columns,
        genres=genres,
        moods=MOOD_TAGS,
        clusters=clusters,
        regions=regions_of(clusters, contents),
    )


def _columns(survey: Survey, plan: Plan) -> tuple[MapColumns, list[str]]:
    """The columns of tracks that have a place, and the genres that they are coloured by."""
    genres = commonest(survey.genres)
    there = np.isfinite(plan.points).all(axis=1) & (plan.labels >= 0)
    coordinates = as_coordinates(plan.points[there])
    columns = MapColumns(
        ids=survey.ids[there],
        x=coordinates[:, 0],
        y=coordinates[:, 1],
        cluster=(plan.labels[there] + 1).astype(np.uint16),
        year=survey.year[there],
        typicality=plan.typicality[there],
        genre=genre_codes(survey.genres, genres)[there],
        mood=mood_codes(survey.moods, survey.scale)[there],
        tempo=survey.tempo[there],
        key=survey.key[there],
    )
    return columns, genres


def _clusters(survey: Survey, drawn: Drawn, columns: MapColumns) -> tuple[list[MapCluster], Contents]:
    """The clusters, named by their landmarks."""
    labels, count = drawn.plan.labels[survey.landmarks], len(drawn.clusters)
    masses = tag_masses(labels, count, survey.tags)
    artists = artist_counts(labels, count, [survey.artists[row] for row in survey.landmarks.tolist()])
    names = cluster_names(masses, survey.scale.names, artists)
    pairs = enumerate(zip(drawn.clusters, names, strict=True), 1)
    clusters = [_cluster(columns, number, cluster_id, name) for number, (cluster_id, name) in pairs]
    return clusters, Contents(masses, survey.scale.names, artists)


def _cluster(columns: MapColumns, number: int, cluster_id: ClusterId, name: ClusterName) -> MapCluster:
    """At the median of its tracks, which strays on the far side of the map do not move."""
    rows = np.flatnonzero(columns.cluster == number)
    x, y = (float(np.median(each[rows])) if len(rows) else 0.0 for each in (columns.x, columns.y))
    return MapCluster(id=cluster_id, name=name, tracks=len(rows), x=round(x), y=round(y))


def names_shown(survey: Survey, of: LibraryMap) -> list[TrackId]:
    """Tracks that write the names of all artists and genres which the map shows."""
    names = [one.name for one in of.clusters] + [one.name for one in of.regions]
    artists = {artist for name in names for artist in name.artists}
    genres = set(of.genres)
    chosen = []
    for row, (artist, theirs) in enumerate(zip(survey.artists, survey.genres, strict=True)):
        if artist in artists or not genres.isdisjoint(theirs):
            artists.discard(artist)
            genres -= theirs
            chosen.append(TrackId(survey.ids[row].decode()))
            if not artists and not genres:
                break
    return chosen


def spelled(of: LibraryMap, tracks: Iterable[Track]) -> LibraryMap:
    """The same, artists and genres named as these tracks write them."""
    written: dict[str, str] = {}
    for track in tracks:
        for name in (track.metadata.artist, *genres_of(track.metadata)):
            written.setdefault(fold(name), name)

    def renamed(name: ClusterName) -> ClusterName:
        return replace(name, artists=tuple(written.get(artist, artist) for artist in name.artists))

    return replace(
        of,
        genres=tuple(written.get(genre, genre) for genre in of.genres),
        clusters=tuple(replace(one, name=renamed(one.name)) for one in of.clusters),
        regions=tuple(replace(one, name=renamed(one.name)) for one in of.regions),
    )
