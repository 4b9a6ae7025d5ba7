"""What is kept of the outside on a database, whichever it is."""

from sqlalchemy import Connection, delete

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.outside_answers import SqlOutsideAnswers
from musicsim.adapters.sqlalchemy.outside_tracks import SqlOutsideTracks
from musicsim.adapters.sqlalchemy.outside_uploads import SqlOutsideUploads
from musicsim.adapters.sqlalchemy.receipts import SqlReceipts
from musicsim.adapters.sqlalchemy.schema import metadata
from tests.contracts.outside_memory import OutsideMemory


def outside_on(database: Database) -> OutsideMemory:
    return OutsideMemory(
        SqlCatalogue(database),
        SqlOutsideAnswers(database),
        SqlOutsideTracks(database),
        SqlOutsideUploads(database),
        SqlReceipts(database),
    )


async def emptied(database: Database) -> OutsideMemory:
    """The same on a database that is emptied first."""
    await database.write(_empty)
    return await outside_on(database).fill()


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
