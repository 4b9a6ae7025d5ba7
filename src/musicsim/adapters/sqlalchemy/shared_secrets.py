"""Shared secrets, in a relational database."""

from sqlalchemy import Connection, select

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import secrets
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.ports.shared_secrets import SharedSecrets


class SqlSharedSecrets(SharedSecrets):
    """Keeps secrets in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settle(self, name: str, proposed: bytes) -> bytes:
        known = select(secrets.c.value).where(secrets.c.name == name)

        def put(connection: Connection) -> bytes:
            propose = insert_into(connection, secrets).values(name=name, value=proposed).on_conflict_do_nothing()
            connection.execute(propose)
            kept: bytes = connection.execute(known).scalar_one()
            return kept

        settled = await self._database.read(lambda connection: connection.scalar(known))
        return await self._database.write(put) if settled is None else settled
