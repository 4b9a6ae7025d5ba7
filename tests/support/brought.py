"""What people brought, on a database, whichever it is."""

from sqlalchemy import delete, insert

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.uploads import SqlUploads
from musicsim.domain.model.identity import UserId
from tests.contracts.uploads_contract import ANN, BEN, Brought
from tests.support.samples import DAY


async def brought_on(database: Database) -> Brought:
    async def arrive(user: UserId) -> None:
        row = {"id": user, "name": user, "name_key": user, "role": "listener", "password": ""}
        row |= {"one_time": False, "created_at": DAY, "disabled_at": None}
        await database.write(lambda connection: connection.execute(insert(users), row))

    async def leave(user: UserId) -> None:
        await database.write(lambda connection: connection.execute(delete(users).where(users.c.id == user)))

    made = Brought(SqlUploads(database), SqlCatalogue(database), arrive, leave)
    await arrive(ANN)
    await arrive(BEN)
    return made
