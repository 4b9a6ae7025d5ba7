"""Whose turn it may be to get a picture: the statements behind that."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, literal, or_, select, tuple_

from musicsim.adapters.sqlalchemy.artwork_search_rows import COLUMNS, search_of
from musicsim.adapters.sqlalchemy.explorer_tables import albums
from musicsim.adapters.sqlalchemy.listening_tables import plays
from musicsim.adapters.sqlalchemy.painting_tables import ALONE, artwork_searches
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.domain.model.page import Page
from musicsim.domain.model.painting import AlbumFacts, ArtworkSearch, ArtworkState
from musicsim.domain.rules.listing import moment_of

WINDOW = 2_000
"""Albums that are looked at in one statement: most of a library has its rows."""

_ALBUMS, _ALONE = "albums", "alone"
_WAITING = ArtworkState.WAITING.value
_SEARCHED = exists().where(artwork_searches.c.album == albums.c.id)
_SEARCHED_ALONE = exists().where(artwork_searches.c.album == tracks.c.id)
_HEARD = exists().where(tracks.c.album_id == albums.c.id, PRESENT, tracks.c.status == "analysed")
_SUBJECT = func.coalesce(tracks.c.album_id, tracks.c.id)


def due(connection: Connection, now: datetime, limit: int) -> list[ArtworkSearch]:
    """Rows whose time has come, and that nobody is at: each statement reads an index until it has enough."""
    state, id_ = artwork_searches.c.state, artwork_searches.c.album
    open_ = select(*COLUMNS).where(claimable(now))
    fresh = open_.where(state == _WAITING).order_by(artwork_searches.c.recency, id_)
    rows = list(connection.execute(fresh.limit(limit)))
    if len(rows) < limit:
        again = open_.where(state != _WAITING).order_by(artwork_searches.c.due_at, id_)
        rows += connection.execute(again.limit(limit - len(rows)))
    return [search_of(row) for row in rows]


def played(connection: Connection, limit: int) -> list[AlbumFacts]:
    """The subjects of the latest plays."""
    latest = select(plays.c.track_id, plays.c.recency).order_by(plays.c.recency, plays.c.track_id).limit(limit)
    of = latest.subquery()
    heard = and_(tracks.c.id == of.c.track_id, PRESENT, tracks.c.status == "analysed")
    joined = of.join(tracks, heard).outerjoin(artwork_searches, artwork_searches.c.album == _SUBJECT)
    asked = select(
        _SUBJECT.label("subject"),
        tracks.c.album_id.is_(None).label("alone_one"),
        tracks.c.added_at,
        of.c.recency.label("last"),
        *COLUMNS,
    )
    rows = connection.execute(asked.select_from(joined).order_by(of.c.recency, _SUBJECT)).all()
    first: dict[str, AlbumFacts] = {}
    for row in rows:
        first.setdefault(row.subject, _played_of(row))
    return list(first.values())


def untried(connection: Connection, limit: int, after: str | None) -> Page[AlbumFacts]:
    """A window of the albums or, behind them, of the tracks that are on none."""
    part, place = _parsed(after)
    rows = connection.execute((_albums(place) if part == _ALBUMS else _tracks(place)).limit(WINDOW)).all()
    found: list[AlbumFacts] = []
    for number, row in enumerate(rows):
        if len(found) == limit:
            return Page(found, _cursor(part, rows[number - 1]))
        if row.open:
            found.append(AlbumFacts(album=row.id, alone=part == _ALONE, added_at=row.added_at))
    if len(rows) == WINDOW:
        return Page(found, _cursor(part, rows[-1]))
    return Page(found, _ALONE if part == _ALBUMS else None)


def claimable(now: datetime) -> ColumnElement[bool]:
    """Rows that are due and nobody's."""
    free = or_(artwork_searches.c.claim == "", artwork_searches.c.claimed_until <= now)
    return and_(artwork_searches.c.due_at <= now, free)


def _albums(place: tuple[int, str] | None) -> Select[Any]:
    open_ = and_(~_SEARCHED, _HEARD).label("open")
    listed = select(albums.c.id, albums.c.recency, albums.c.added_at, open_).order_by(albums.c.recency, albums.c.id)
    return listed if place is None else listed.where(_behind(albums.c.recency, albums.c.id, place))


def _tracks(place: tuple[int, str] | None) -> Select[Any]:
    listed = select(tracks.c.id, tracks.c.recency, tracks.c.added_at, (~_SEARCHED_ALONE).label("open"))
    listed = listed.where(ALONE).order_by(tracks.c.recency, tracks.c.id)
    return listed if place is None else listed.where(_behind(tracks.c.recency, tracks.c.id, place))


def _behind(recency: ColumnElement[int], id_: ColumnElement[str], place: tuple[int, str]) -> ColumnElement[bool]:
    return tuple_(recency, id_) > tuple_(literal(place[0], recency.type), literal(place[1]))


def _played_of(row: Row[Any]) -> AlbumFacts:
    search = search_of(row) if row.album is not None else None
    return AlbumFacts(
        album=row.subject,
        alone=row.alone_one,
        last_played=moment_of(row.last),
        added_at=row.added_at,
        search=search,
    )


def _cursor(part: str, row: Row[Any]) -> str:
    return f"{part} {row.recency} {row.id}"


def _parsed(after: str | None) -> tuple[str, tuple[int, str] | None]:
    """A cursor of ours: it never leaves the process."""
    parts = (after or _ALBUMS).split(" ")
    return (parts[0], (int(parts[1]), parts[2])) if len(parts) > 1 else (parts[0], None)
