"""What a query asks of tracks, each condition in two forms: to be seen in a row, and to be looked up by an index."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, union_all

from musicsim.adapters.sqlalchemy.explorer_tables import favourites, track_facets
from musicsim.adapters.sqlalchemy.facets import ARTIST, GENRE, MOOD
from musicsim.adapters.sqlalchemy.tables import FAILED, PENDING, PRESENT, tracks
from musicsim.adapters.sqlalchemy.untouched import untouched
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.musical_key import MusicalKey
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.grouping import genre_id
from musicsim.domain.rules.listing import wheel, words
from musicsim.domain.rules.text import fold

LAST = "\U0010ffff"
"""Behind whatever else a text goes on with."""

_LARGEST_YEAR = 2**31 - 1
_INDEXED = {TrackStatus.PENDING: PENDING, TrackStatus.FAILED: FAILED}


@dataclass(frozen=True, slots=True)
class Condition:
    """`test` is true of the rows that fit; `ids` are those of present tracks that may, where an index knows them."""

    test: ColumnElement[bool]
    ids: Select[Any] | None = None


def conditions(query: TrackQuery) -> Iterator[Condition]:
    """All that the query asks for, without its text, which databases look up in ways of their own."""
    yield from _places(query)
    yield from _memberships(query)
    yield from _measures(query)
    if query.statuses:
        yield _in_states(query.statuses)


def text_tests(query: TrackQuery) -> list[ColumnElement[bool]]:
    """Every word anywhere in the text."""
    return [tracks.c.search.contains(word, autoescape=True) for word in words(query.text)]


def _places(query: TrackQuery) -> Iterator[Condition]:
    if query.folder is not None:
        yield _directly_in(query.folder, in_order=query.order is TrackOrder.PATH)
    if query.within:
        below = f"{query.within}/", f"{query.within}0"  # "0" follows "/"
        yield _between(tracks.c.key, *below, in_order=query.order is TrackOrder.PATH)
    if starts := fold(query.starts):
        yield _between(tracks.c.title_sort, starts, starts + LAST, in_order=query.order is TrackOrder.TITLE)


def _in_states(statuses: frozenset[TrackStatus]) -> Condition:
    """Those that are waited for, or failed, have indexes of their own: most often they are few."""
    test = tracks.c.status.in_(sorted(status.value for status in statuses))
    if not statuses <= _INDEXED.keys():
        return Condition(test)
    # the bound for SQLite, which would read another index through
    parts = (select(tracks.c.id).where(_INDEXED[status], tracks.c.id > "") for status in sorted(statuses))
    return Condition(test, select(union_all(*parts).subquery().c.id))


def _directly_in(folder: str, *, in_order: bool) -> Condition:
    """The tracks of one folder: its index has them together, by path; there may be a whole library in it."""
    if in_order:
        return Condition(tracks.c.folder == folder)
    ids = select(tracks.c.id).where(PRESENT, tracks.c.folder == folder)
    return Condition(untouched(tracks.c.folder) == folder, ids)


def _between(column: ColumnElement[str], low: str, high: str, *, in_order: bool) -> Condition:
    """A stretch of an index; a list in its order is read from there, so nothing else need be looked up."""
    here = column if in_order else untouched(column)
    ids = None if in_order else select(tracks.c.id).where(PRESENT, column >= low, column < high)
    return Condition(and_(here >= low, here < high), ids)


def _memberships(query: TrackQuery) -> Iterator[Condition]:
    if query.album is not None:
        ids = select(tracks.c.id).where(PRESENT, tracks.c.album_id == query.album)
        yield Condition(untouched(tracks.c.album_id) == query.album, ids)
    if query.artist is not None:
        yield _has(ARTIST, [query.artist])
    if query.genres:
        yield _has(GENRE, sorted(map(genre_id, query.genres)))
    for mood in sorted(query.moods):
        yield _has(MOOD, [mood], at_least=query.mood_at_least)
    if query.favourite_of is not None:
        mine = select(favourites.c.track_id).where(favourites.c.user_id == query.favourite_of)
        yield Condition(mine.where(favourites.c.track_id == tracks.c.id).correlate(tracks).exists(), mine)


def _has(kind: str, names: list[Any], at_least: float | None = None) -> Condition:
    column = track_facets.c.facet
    having = select(track_facets.c.track_id).where(
        track_facets.c.kind == kind, column == names[0] if len(names) == 1 else column.in_(names)
    )
    if at_least is not None:
        having = having.where(track_facets.c.weight >= at_least)
    return Condition(having.where(track_facets.c.track_id == tracks.c.id).correlate(tracks).exists(), having)


def _measures(query: TrackQuery) -> Iterator[Condition]:
    years = whole(query.year) if query.year is not None else None
    spans = ((tracks.c.year, years), (tracks.c.duration, query.duration), (tracks.c.bpm, query.bpm))
    for column, span in spans:
        if span is not None:
            ids = select(tracks.c.id).where(PRESENT, *within(column, span))
            yield Condition(and_(*within(untouched(column), span)), ids)
    if query.keys:
        places = sorted(wheel(MusicalKey.from_camelot(code)) for code in query.keys)
        ids = select(tracks.c.id).where(PRESENT, tracks.c.camelot.in_(places))
        yield Condition(untouched(tracks.c.camelot).in_(places), ids)


def within(column: ColumnElement[Any], span: Span) -> list[ColumnElement[bool]]:
    """That the column lies in the span, which something unknown does not."""
    low = [column >= span.low] if span.low is not None else []
    high = [column <= span.high] if span.high is not None else []
    return [*low, *high] or [column.is_not(None)]


def whole(span: Span) -> Span:
    """The same for a column of whole numbers: no other kind of parameter is compared by its index."""
    low = -_LARGEST_YEAR if span.low is None else math.ceil(max(span.low, -_LARGEST_YEAR))
    high = _LARGEST_YEAR if span.high is None else math.floor(min(span.high, _LARGEST_YEAR))
    return Span(low, high)
