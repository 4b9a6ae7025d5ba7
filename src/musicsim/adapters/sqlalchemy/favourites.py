"""The tracks that people like, in a relational database."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, literal, select

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.explorer_tables import favourites
from musicsim.adapters.sqlalchemy.keyset import Keyset, next_of
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.adapters.sqlalchemy.types import Moment
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.domain.model.favourite import Favourite
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.rules.favouring import exported_favourite, favourites_list_name, favourites_position
from musicsim.domain.rules.listing import recency
from musicsim.ports.favourites import Favourites
from musicsim.ports.personal_data import Exported

_NEWEST = Keyset(favourites.c.recency, favourites.c.track_id)
_MARK = (favourites.c.track_id, favourites.c.added_at)
_AMONG = select(favourites.c.track_id).where(among(favourites.c.track_id), favourites.c.user_id == bindparam("of"))


class SqlFavourites(Favourites):
    """Keeps favourites in the tables of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, user: UserId, track: TrackId, at: datetime) -> Favourite | None:
        if not storable(track) or not storable(user):
            return None
        known = select(literal(user), tracks.c.id, literal(at, Moment), literal(recency(at), favourites.c.recency.type))

        def put(connection: Connection) -> Favourite | None:
            row = known.where(tracks.c.id == track)
            marking = insert_into(connection, favourites).from_select(favourites.columns.keys(), row)
            # the mark that is there is set to what it is: unlike doing nothing, this holds it, so that who takes it
            # away in this moment comes before or after, and not in between
            kept = {"added_at": favourites.c.added_at}
            keys = list(favourites.primary_key.columns)
            held = marking.on_conflict_do_update(index_elements=keys, set_=kept)
            return _favourite_of(connection.execute(held.returning(*_MARK)).first())

        return await self._database.write(put)

    async def remove(self, user: UserId, track: TrackId) -> None:
        if storable(track) and storable(user):
            mark = delete(favourites).where(favourites.c.user_id == user, favourites.c.track_id == track)
            await self._database.write(lambda connection: connection.execute(mark))

    async def get(self, user: UserId, track: TrackId) -> Favourite | None:
        if not storable(track) or not storable(user):
            return None
        rows = await self._database.rows(one_statement(user, track))
        return _favourite_of(rows[0]) if rows else None

    async def among(self, user: UserId, tracks: Collection[TrackId]) -> Set[TrackId]:
        wanted = storables(tracks)
        if not wanted or not storable(user):
            return set()

        def marked(connection: Connection) -> set[TrackId]:
            found = (connection.scalars(_AMONG, {"names": chunk, "of": user}).all() for chunk in chunks(wanted))
            return {TrackId(id_) for ids in found for id_ in ids}

        return await self._database.look_up(wanted, marked)

    async def newest(self, user: UserId, limit: int) -> Sequence[TrackId]:
        rows = await self._database.rows(newest_statement(user, limit)) if storable(user) and limit > 0 else []
        return [TrackId(row.track_id) for row in rows]

    async def page(self, user: UserId, limit: int, cursor: str | None = None) -> Page[Favourite]:
        after = favourites_position(user, cursor)
        if not storable(user):
            return Page([], None)
        mine = select(favourites.c.track_id, favourites.c.added_at).where(favourites.c.user_id == user)
        rows = await self._database.read(lambda c: _NEWEST.rows(c, mine, after, limit + 1, reverse=False))
        items = [Favourite(TrackId(row.track_id), row.added_at) for row in rows[:limit]]
        return Page(items, next_of(rows, limit, favourites_list_name(user)))

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        mine = (
            select(favourites.c.track_id, favourites.c.added_at, tracks.c.key)
            .join(tracks, tracks.c.id == favourites.c.track_id)
            .where(favourites.c.user_id == user)
            .order_by(favourites.c.recency, favourites.c.track_id)
        )
        rows = await self._database.rows(mine) if storable(user) else []
        return {
            "favourites": [exported_favourite(row.key, Favourite(TrackId(row.track_id), row.added_at)) for row in rows]
        }

    async def forget(self, user: UserId) -> None:
        if storable(user):
            mine = delete(favourites).where(favourites.c.user_id == user)
            await self._database.write(lambda connection: connection.execute(mine))


def newest_statement(user: UserId, limit: int) -> Select[Any]:
    """The tracks that were marked last."""
    mine = select(favourites.c.track_id).where(favourites.c.user_id == user)
    return mine.order_by(favourites.c.recency, favourites.c.track_id).limit(limit)


def one_statement(user: UserId, track: TrackId) -> Select[Any]:
    """The mark of one track."""
    marked = select(favourites.c.track_id, favourites.c.added_at)
    return marked.where(favourites.c.user_id == user, favourites.c.track_id == track)


def _favourite_of(row: Row[Any] | None) -> Favourite | None:
    return Favourite(TrackId(row.track_id), row.added_at) if row is not None else None
