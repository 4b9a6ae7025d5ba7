"""Looking for the pictures of albums, in a relational database."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Select, and_, func, or_, select, update

from musicsim.adapters.sqlalchemy.artwork_candidates import claimable, due, played, untried
from musicsim.adapters.sqlalchemy.artwork_search_rows import COLUMNS, NEVER, row_of, search_of
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.explorer_tables import albums
from musicsim.adapters.sqlalchemy.keyset import Keyset, next_of
from musicsim.adapters.sqlalchemy.painting_tables import artwork_searches
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.adapters.sqlalchemy.upserts import insert_into, replace_into, write_row
from musicsim.domain.model.album_picture import ListedSearch
from musicsim.domain.model.page import Page
from musicsim.domain.model.painting import AlbumFacts, ArtworkSearch, ArtworkState, Subject
from musicsim.domain.rules.artwork_lists import jobs_name, jobs_position
from musicsim.ports.artwork_searches import ArtworkSearches

_NEWEST = Keyset(artwork_searches.c.recency, artwork_searches.c.album)
_NOTHING = ""


class SqlArtworkSearches(ArtworkSearches):
    """Keeps them in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, subject: Subject) -> ArtworkSearch | None:
        if not storable(subject.id):
            return None
        rows = await self._database.rows(select(*COLUMNS).where(artwork_searches.c.album == subject.id))
        return search_of(rows[0]) if rows else None

    async def due(self, now: datetime, limit: int) -> Sequence[ArtworkSearch]:
        return await self._database.read(lambda connection: due(connection, now, limit))

    async def played(self, limit: int) -> Sequence[AlbumFacts]:
        return await self._database.read(lambda connection: played(connection, limit))

    async def untried(self, limit: int, after: str | None = None) -> Page[AlbumFacts]:
        return await self._database.read(lambda connection: untried(connection, limit, after))

    async def claim(self, subject: Subject, token: str, now: datetime, until: datetime) -> ArtworkSearch | None:
        if not storable(subject.id):
            return None
        row = row_of(ArtworkSearch(album=subject.id, alone=subject.alone, changed_at=now))
        ours = {"claim": token, "claimed_until": until}

        def take(connection: Connection) -> Row[Any] | None:
            made = insert_into(connection, artwork_searches).values(row | ours)
            taken = made.on_conflict_do_update(
                index_elements=[artwork_searches.c.album], set_=ours, where=claimable(now)
            )
            return connection.execute(taken.returning(*COLUMNS)).one_or_none()

        found = await self._database.write(take)
        return search_of(found) if found is not None else None

    async def settle(self, token: str, search: ArtworkSearch) -> bool:
        return await self._change(search.subject, token, row_of(search))

    async def release(self, subject: Subject, token: str) -> None:
        await self._change(subject, token, {"claim": _NOTHING, "claimed_until": NEVER})

    async def put(self, search: ArtworkSearch) -> None:
        row = row_of(search)
        await self._database.write(lambda c: write_row(c, replace_into(c, artwork_searches), row))

    async def look_again(self, now: datetime) -> int:
        """Those that nobody is at."""
        states = [ArtworkState.FAILED.value, ArtworkState.ABSENT.value, ArtworkState.FOUND.value]
        idle = or_(artwork_searches.c.claim == _NOTHING, artwork_searches.c.claimed_until <= now)
        ours = and_(artwork_searches.c.state.in_(states), artwork_searches.c.image == _NOTHING, idle)
        waiting = {"state": ArtworkState.WAITING.value, "attempts": 0, "next_try": None, "due_at": now}
        return await self._updated(update(artwork_searches).where(ours).values(waiting))

    async def page(self, states: Collection[ArtworkState], limit: int, cursor: str | None = None) -> Page[ListedSearch]:
        after = jobs_position(states, cursor)
        rows = await self._database.read(lambda c: _NEWEST.rows(c, _listed(states), after, limit + 1, reverse=False))
        return Page([_listed_of(row) for row in rows[:limit]], next_of(rows, limit, jobs_name(states)))

    async def _change(self, subject: Subject, token: str, values: dict[str, Any]) -> bool:
        ours = and_(artwork_searches.c.album == subject.id, artwork_searches.c.claim == token)
        return bool(await self._updated(update(artwork_searches).where(ours).values(values)))

    async def _updated(self, statement: Any) -> int:
        def change(connection: Connection) -> int:
            result: CursorResult[Any] = connection.execute(statement)
            return result.rowcount

        return await self._database.write(change)


def _listed(states: Collection[ArtworkState]) -> Select[Any]:
    named = (
        func.coalesce(albums.c.name, tracks.c.title, "").label("name"),
        func.coalesce(albums.c.artist, tracks.c.artist, "").label("artist"),
    )
    joined = artwork_searches.outerjoin(albums, albums.c.id == artwork_searches.c.album).outerjoin(
        tracks, and_(artwork_searches.c.alone, tracks.c.id == artwork_searches.c.album)
    )
    listed = select(*COLUMNS, *named).select_from(joined)
    return listed.where(artwork_searches.c.state.in_(sorted(states))) if states else listed


def _listed_of(row: Row[Any]) -> ListedSearch:
    return ListedSearch(search=search_of(row), name=row.name, artist=row.artist)
