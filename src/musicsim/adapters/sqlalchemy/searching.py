"""Lists of tracks, page by page."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from musicsim.adapters.sqlalchemy import sqlite_words
from musicsim.adapters.sqlalchemy.conditions import conditions, text_tests
from musicsim.adapters.sqlalchemy.keyset import Keyset, how_many, next_of
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.adapters.sqlalchemy.track_rows import TRACK, track_of
from musicsim.adapters.sqlalchemy.untouched import untouched
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import Track
from musicsim.domain.rules.cursors import Position
from musicsim.domain.rules.listing import list_name

FEW = 2000
"""Tracks that are rather sorted anew for every page than looked for among all others."""

SOME = 20_000
"""The same where there are several conditions."""

_SMALLEST, _LEAST = -(2**63), float("-inf")

_ORDERS: dict[TrackOrder, tuple[ColumnElement[Any], float | None]] = {
    TrackOrder.PATH: (tracks.c.key, None),
    TrackOrder.TITLE: (tracks.c.title_sort, None),
    TrackOrder.ARTIST: (tracks.c.artist_sort, None),
    TrackOrder.ALBUM: (tracks.c.album_sort, None),
    TrackOrder.ADDED: (tracks.c.recency, None),
    TrackOrder.YEAR: (tracks.c.year, _SMALLEST),
    TrackOrder.CAMELOT: (tracks.c.camelot, _SMALLEST),
    TrackOrder.DURATION: (tracks.c.duration, _LEAST),
    TrackOrder.BPM: (tracks.c.bpm, _LEAST),
}
"""What each order compares, and what is below all that can be there where it need not be known."""


def page(connection: Connection, query: TrackQuery, after: Position | None) -> Page[Track]:
    """The page behind `after`."""
    few = narrowest(connection, query) if connection.dialect.name == "sqlite" else None
    rows = keyset(query, picked=few is not None).rows(
        connection, statement(query, few), after, query.limit + 1, reverse=query.reverse, skip=query.skip
    )
    return Page([track_of(row) for row in rows[: query.limit]], next_of(rows, query.limit, list_name(query)))


def count(connection: Connection, query: TrackQuery) -> int:
    """How many fit: after a look at few, where an index knows them, else at all."""
    few = narrowest(connection, query) if connection.dialect.name == "sqlite" else None
    return how_many(connection, statement(query, few, [tracks.c.id]))


def keyset(query: TrackQuery, *, picked: bool = False) -> Keyset:
    """The query's order; few tracks that are `picked` are better sorted than met on a walk through its index."""
    column, least = _ORDERS[query.order]
    return Keyset(untouched(column) if picked else column, tracks.c.id, least)


def statement(query: TrackQuery, few: Select[Any] | None = None, shown: Sequence[Any] = TRACK) -> Select[Any]:
    """The present tracks that fit, in no order; only among those whose ids are `few`, where these are known."""
    tests = [each.test for each in conditions(query)]
    among = [] if few is None else [tracks.c.id.in_(few)]
    return select(*shown).where(PRESENT, *among, *tests, *text_tests(query))


def narrowest(connection: Connection, query: TrackQuery) -> Select[Any] | None:
    """The ids that the condition leaves which leaves the fewest; None when every one of them leaves many.

    SQLite plans without looking at the rows. So it is told: where few fit they are picked and sorted; else the list's
    index is walked through in its order, and as many fit it does not take long until a page is full. Several
    conditions together may leave few though each leaves many, so that more are picked then.
    """
    looked_up = [*_with_words(connection, query), *(each.ids for each in conditions(query) if each.ids is not None)]
    most = FEW if len(looked_up) < 2 else SOME
    best: Select[Any] | None = None
    for ids in looked_up:
        count = count_up_to(most + 1, connection, ids)
        if count <= most:
            best, most = ids, count - 1
        if most < FEW and best is not None:
            break
    return best


def _with_words(connection: Connection, query: TrackQuery) -> list[Select[Any]]:
    if connection.dialect.name != "sqlite":
        return []
    ids = sqlite_words.found_by(connection, query.text)
    return [] if ids is None else [ids]


def count_up_to(most: int, connection: Connection, ids: Select[Any]) -> int:
    """How many there are, as far as `most`."""
    return connection.scalar(select(func.count()).select_from(ids.limit(most).subquery())) or 0
