"""Radio sessions on a database, whichever it is."""

from sqlalchemy import Connection, delete

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.radio_sessions import SqlRadioSessions
from tests.contracts.radio_sessions_contract import ANNA, BELA
from tests.support.databases import stores_on


async def sessions_on(database: Database) -> SqlRadioSessions:
    """None, in a database where nobody lives but Anna and Bela."""

    def empty(connection: Connection) -> None:
        connection.execute(delete(users))  # and with them what is theirs

    await database.write(empty)
    for person in (ANNA, BELA):
        await stores_on(database).welcome(person)
    return SqlRadioSessions(database)
