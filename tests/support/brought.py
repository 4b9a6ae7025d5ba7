"""What people brought, on a database, whichever it is."""

from functools import partial

from sqlalchemy import delete

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.uploads import SqlUploads
from musicsim.domain.model.identity import UserId
from tests.contracts.uploads_contract import ANN, BEN, Brought
from tests.support.databases import move_in


async def brought_on(database: Database) -> Brought:
    async def leave(user: UserId) -> None:
        await database.write(lambda connection: connection.execute(delete(users).where(users.c.id == user)))

    await move_in(database, ANN, BEN)
    return Brought(SqlUploads(database), SqlCatalogue(database), partial(move_in, database), leave)
