"""How much of a hub each track is, in a relational database."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, update

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.analysis_rows import vector_of
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import UNMEASURED, embeddings
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId
from musicsim.ports.hubs import Hubs

_NUMBERS = select(embeddings.c.track_id, embeddings.c.hub).where(
    among(embeddings.c.track_id), embeddings.c.space == bindparam("of"), embeddings.c.hub.is_not(None)
)
_KEEPING = (
    update(embeddings)
    .where(embeddings.c.track_id == bindparam("one"), embeddings.c.space == bindparam("of"))
    .values(hub=bindparam("number"), hub_among=bindparam("measured_among"))
)


class SqlHubs(Hubs):
    """Keeps numbers in the table of embeddings of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def numbers(self, space: str, ids: Collection[TrackId]) -> Mapping[TrackId, float]:
        wanted = storables(ids)
        if not wanted or not storable(space):
            return {}

        def look_up(connection: Connection) -> dict[TrackId, float]:
            rows = (connection.execute(_NUMBERS, {"names": chunk, "of": space}).all() for chunk in chunks(wanted))
            return {TrackId(row.track_id): row.hub for some in rows for row in some}

        return await self._database.look_up(wanted, look_up)

    async def due(self, space: str, limit: int, least: int) -> Sequence[tuple[TrackId, Vector]]:
        if not storable(space) or limit < 1:
            return []

        def both(connection: Connection) -> list[Any]:
            rows = list(connection.execute(unmeasured_statement(space, limit)).all())
            missing = limit - len(rows)
            return rows + list(connection.execute(outdated_statement(space, missing, least)).all()) if missing else rows

        return [(TrackId(row.track_id), vector_of(row.vector)) for row in await self._database.read(both)]

    async def keep(self, space: str, numbers: Mapping[TrackId, float], among: int) -> None:
        known = sorted(storables(numbers))
        if known and storable(space):
            # in one order, which two at once share
            rows = [{"one": one, "of": space, "number": numbers[one], "measured_among": among} for one in known]
            await self._database.write(lambda connection: connection.execute(_KEEPING, rows))


def unmeasured_statement(space: str, limit: int) -> Select[Any]:
    """The embeddings without a number."""
    lacking = select(embeddings.c.track_id, embeddings.c.vector).where(UNMEASURED, embeddings.c.space == space)
    return lacking.order_by(embeddings.c.track_id).limit(limit)


def outdated_statement(space: str, limit: int, least: int) -> Select[Any]:
    """Those that were measured among fewer than `least` tracks, the fewest first."""
    outdated = select(embeddings.c.track_id, embeddings.c.vector).where(
        embeddings.c.space == space, embeddings.c.hub_among < least
    )
    return outdated.order_by(embeddings.c.hub_among, embeddings.c.track_id).limit(limit)
