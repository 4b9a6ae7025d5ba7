"""What is kept of the outside on a database, whichever it is."""

from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.outside_answers import SqlOutsideAnswers
from musicsim.adapters.sqlalchemy.outside_tracks import SqlOutsideTracks
from musicsim.adapters.sqlalchemy.outside_uploads import SqlOutsideUploads
from musicsim.adapters.sqlalchemy.receipts import SqlReceipts
from tests.contracts.outside_memory import OutsideMemory


def outside_on(database: Database) -> OutsideMemory:
    return OutsideMemory(
        SqlCatalogue(database),
        SqlOutsideAnswers(database),
        SqlOutsideTracks(database),
        SqlOutsideUploads(database),
        SqlReceipts(database),
    )
