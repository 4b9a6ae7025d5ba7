"""What can be asked of a map."""

import numpy as np

from musicsim.domain.model.library_map import LibraryMap, MapColumns, MappedTrack
from musicsim.domain.model.track import Track
from musicsim.domain.rules.cursors import Position


def nearest_places(columns: MapColumns, x: int, y: int, limit: int) -> list[int]:
    """The rows of the `limit` tracks that lie nearest, the nearest first, ties by id."""
    squares = (columns.x.astype(np.int64) - x) ** 2 + (columns.y.astype(np.int64) - y) ** 2
    if limit < len(squares):
        farthest = np.partition(squares, limit - 1)[limit - 1]
        rows = np.flatnonzero(squares <= farthest)
    else:
        rows = np.arange(len(squares))
    ordered: list[int] = rows[np.argsort(squares[rows], kind="stable")][:limit].tolist()
    return ordered


def most_typical(columns: MapColumns, number: int, after: Position | None = None) -> list[int]:
    """The rows of the cluster of that number, the most typical first, ties by id; those behind `after`."""
    rows = np.flatnonzero(columns.cluster == number)
    typicality = columns.typicality[rows]
    if after is not None:
        value, last = int(after[0] or 0), after[1]
        behind = (typicality < value) | ((typicality == value) & (columns.ids[rows] > last.encode()))
        rows, typicality = rows[behind], typicality[behind]
    ordered: list[int] = rows[np.argsort(-typicality.astype(np.int64), kind="stable")].tolist()
    return ordered


def typical_position(columns: MapColumns, row: int) -> Position:
    """Where a row stands among those of its cluster."""
    return int(columns.typicality[row]), columns.id_of(row)


def mapped(of: LibraryMap, track: Track) -> MappedTrack | None:
    """A track and where it lies; None when it is not on the map."""
    row = of.columns.row_of(track.id)
    if row is None:
        return None
    number = int(of.columns.cluster[row])
    cluster = of.clusters[number - 1] if number else None
    return MappedTrack(track, int(of.columns.x[row]), int(of.columns.y[row]), cluster)
