"""Lists of tracks, page by page."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select, tuple_

from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.adapters.sqlalchemy.track_rows import TRACK, track_of
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import Track
from musicsim.domain.rules.cursors import decode_cursor, encode_cursor
from musicsim.domain.rules.listing import SortValue, words

_SORT_COLUMNS: dict[TrackOrder, ColumnElement[Any]] = {
    TrackOrder.KEY: tracks.c.key,
    TrackOrder.TITLE: tracks.c.title_sort,
    TrackOrder.ARTIST: tracks.c.artist_sort,
    TrackOrder.ADDED: tracks.c.recency,
}

After = tuple[SortValue, str] | None


def position(query: TrackQuery) -> After:
    """Where the page begins; Invalid for a cursor that this list did not make."""
    return decode_cursor(query.cursor, query.order) if query.cursor is not None else None


def page(connection: Connection, query: TrackQuery, after: After) -> Page[Track]:
    """The page behind `after`."""
    rows = connection.execute(page_statement(query, after)).all()
    items = rows[: query.limit]
    more = encode_cursor(query.order, items[-1].sort_value, items[-1].id) if len(rows) > len(items) else None
    return Page([track_of(row) for row in items], more)


def page_statement(query: TrackQuery, after: After) -> Select[Any]:
    """The page's rows and, when there is more, one further; they come straight from the index of the order."""
    sort = _SORT_COLUMNS[query.order]
    statement = select(*TRACK, sort.label("sort_value")).where(PRESENT, *_conditions(query))
    if after is not None:
        statement = statement.where(tuple_(sort, tracks.c.id) > tuple_(literal(after[0]), literal(after[1])))
    return statement.order_by(sort, tracks.c.id).limit(query.limit + 1)


def _conditions(query: TrackQuery) -> list[ColumnElement[bool]]:
    conditions = [tracks.c.search.contains(word, autoescape=True) for word in words(query.text)]
    if query.folder is not None:
        conditions.append(tracks.c.folder == query.folder)
    if query.statuses:
        conditions.append(tracks.c.status.in_(sorted(status.value for status in query.statuses)))
    return conditions
