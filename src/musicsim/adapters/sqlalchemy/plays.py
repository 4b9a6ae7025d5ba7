"""What people listened to, in a relational database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.keyset import Keyset, next_of
from musicsim.adapters.sqlalchemy.listening_tables import plays
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_rows
from musicsim.domain.errors import Conflict
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.play import Play, PlayCount, PlayEvent, PlayId, PlayStage, Reception
from musicsim.domain.rules.listing import moment_of, recency
from musicsim.domain.rules.plays import exported_play, history_name, history_position, received
from musicsim.ports.personal_data import Exported
from musicsim.ports.plays import Plays

_NEWEST = Keyset(plays.c.recency, plays.c.id)
_PLAYS = func.count().label("plays")
_LAST = func.min(plays.c.recency).label("last")


class SqlPlays(Plays):
    """Keeps plays in a table of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, user: UserId, events: Sequence[PlayEvent]) -> Sequence[Reception]:
        def take_in(connection: Connection) -> Sequence[Reception]:
            _lock(connection, user)
            known = _known(connection, user, {event.play for event in events})
            changed, receptions = dict[PlayId, Play](), []
            for event in events:
                play, reception = received(changed.get(event.play) or known.get(event.play), event)
                receptions.append(reception)
                if reception is Reception.RECORDED:
                    changed[play.id] = play
            _put(connection, user, changed.values())
            return receptions

        return await self._database.write(take_in)

    async def history(self, user: UserId, limit: int, cursor: str | None = None) -> Page[Play]:
        after = history_position(user, cursor)
        if not storable(user):
            return Page([], None)
        mine = select(plays).where(plays.c.user_id == user)
        rows = await self._database.read(lambda c: _NEWEST.rows(c, mine, after, limit + 1, reverse=False))
        return Page([_play_of(row) for row in rows[:limit]], next_of(rows, limit, history_name(user)))

    async def recent(self, user: UserId, limit: int) -> Sequence[PlayCount]:
        return await self._counts(user, recent_statement(user, limit))

    async def most_played(self, user: UserId, limit: int, since: datetime | None = None) -> Sequence[PlayCount]:
        return await self._counts(user, most_played_statement(user, limit, since))

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        mine = (
            select(plays, tracks.c.key)
            .join(tracks, tracks.c.id == plays.c.track_id)
            .where(plays.c.user_id == user)
            .order_by(plays.c.recency, plays.c.id)
        )
        rows = await self._database.rows(mine) if storable(user) else []
        return {"history": [exported_play(row.key, _play_of(row)) for row in rows]}

    async def forget(self, user: UserId) -> None:
        if storable(user):
            mine = delete(plays).where(plays.c.user_id == user)
            await self._database.write(lambda connection: connection.execute(mine))

    async def _counts(self, user: UserId, statement: Select[Any]) -> Sequence[PlayCount]:
        rows = await self._database.rows(statement) if storable(user) else []
        return [PlayCount(TrackId(row.track_id), row.plays, moment_of(row.last)) for row in rows]


def recent_statement(user: UserId, limit: int) -> Select[Any]:
    """The tracks that were started last, with how often each was."""
    return _counting(user).order_by(_LAST, plays.c.track_id).limit(limit)


def most_played_statement(user: UserId, limit: int, since: datetime | None) -> Select[Any]:
    """The tracks of which most plays count."""
    counting: list[ColumnElement[bool]] = [plays.c.counts]
    if since is not None:
        counting.append(plays.c.recency <= recency(since))
    return _counting(user).where(*counting).order_by(_PLAYS.desc(), _LAST, plays.c.track_id).limit(limit)


def _counting(user: UserId) -> Select[Any]:
    return select(plays.c.track_id, _PLAYS, _LAST).where(plays.c.user_id == user).group_by(plays.c.track_id)


def _lock(connection: Connection, user: UserId) -> None:
    """Let one writer a person at a time: two windows may tell of one play at the same moment."""
    wanted = select(users.c.id).where(users.c.id == user).with_for_update(key_share=True)
    if connection.scalar(wanted) is None:
        raise Conflict("There is no such person any more.")


def _known(connection: Connection, user: UserId, ids: Collection[str]) -> dict[PlayId, Play]:
    rows = connection.execute(select(plays).where(plays.c.user_id == user, among(plays.c.id, ids))).all()
    return {PlayId(row.id): _play_of(row) for row in rows}


def _put(connection: Connection, user: UserId, changed: Collection[Play]) -> None:
    """Write plays in the order of their tracks, which their foreign keys lock: see locks."""
    if rows := [_row_of(user, play) for play in sorted(changed, key=lambda play: play.track)]:
        write_rows(connection, replace_into(connection, plays), rows)


def _row_of(user: UserId, play: Play) -> dict[str, Any]:
    return {
        "user_id": user,
        "id": play.id,
        "track_id": play.track,
        "started_at": play.started_at,
        "recency": recency(play.started_at),
        "stage": play.stage.value,
        "position": play.position,
        "counts": play.counts,
        "context": play.context,
    }


def _play_of(row: Row[Any]) -> Play:
    return Play(
        id=PlayId(row.id),
        track=TrackId(row.track_id),
        started_at=row.started_at,
        stage=PlayStage(row.stage),
        position=row.position,
        counts=row.counts,
        context=row.context,
    )
