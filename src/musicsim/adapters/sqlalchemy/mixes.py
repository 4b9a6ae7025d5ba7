"""The daily mixes of people, in a relational database."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, literal, select

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.collections_tables import mixes as table
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import tracks
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.mixes import DailyMixes
from musicsim.domain.rules.mix_export import exported_mix, read_mixes, written_mixes
from musicsim.ports.mixes import Mixes
from musicsim.ports.personal_data import Exported

_PATHS = select(tracks.c.id, tracks.c.key).where(among(tracks.c.id))


class SqlMixes(Mixes):
    """Keeps mixes in a table of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, user: UserId) -> DailyMixes | None:
        if not storable(user):
            return None
        rows = await self._database.rows(select(table).where(table.c.user_id == user))
        return read_mixes(rows[0].day, rows[0].made_at, rows[0].edition, rows[0].content) if rows else None

    async def keep(self, user: UserId, mixes: DailyMixes) -> None:
        row = {"day": mixes.day, "edition": mixes.edition, "made_at": mixes.made_at, "content": written_mixes(mixes)}
        values = [literal(value, table.c[column].type) for column, value in row.items()]

        def put(connection: Connection) -> None:
            person = select(users.c.id, *values).where(users.c.id == user)  # who is gone meanwhile gets none
            keeping = insert_into(connection, table).from_select(["user_id", *row], person)
            connection.execute(keeping.on_conflict_do_update(index_elements=[table.c.user_id], set_=row))

        if storable(user):
            await self._database.write(put)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        found = await self.of(user)
        if found is None:
            return {"mixes": []}
        wanted = storables({track for mix in found.mixes for track in mix.tracks})

        def named(connection: Connection) -> dict[TrackId, str]:
            return {TrackId(row.id): row.key for row in connection.execute(_PATHS, {"names": wanted}).all()}

        paths = await self._database.read(named)
        return {"mixes": [exported_mix(mix, found.made_at, paths) for mix in found.mixes]}

    async def forget(self, user: UserId) -> None:
        if storable(user):
            mine = delete(table).where(table.c.user_id == user)
            await self._database.write(lambda connection: connection.execute(mine))
