"""Radio sessions on a database, whichever it is."""

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.radio_sessions import SqlRadioSessions
from tests.contracts.radio_sessions_contract import ANNA, BELA
from tests.support.databases import move_in


async def sessions_on(database: Database) -> SqlRadioSessions:
    """None, in a database where nobody lived before Anna and Bela move in."""
    await move_in(database, ANNA, BELA)
    return SqlRadioSessions(database)
