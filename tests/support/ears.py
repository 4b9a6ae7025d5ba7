"""What is kept of listening on a database, whichever it is, with the people who listen."""

from musicsim.adapters.sqlalchemy.artworks import SqlArtworks
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.plays import SqlPlays
from tests.contracts.plays_contract import ANN, BOB, Ear
from tests.support.databases import emptied, move_in


def ear_on(database: Database) -> Ear:
    return Ear(SqlPlays(database), SqlArtworks(database), SqlCatalogue(database))


async def ear_anew(database: Database) -> Ear:
    """An ear in a database that is emptied first, but for two people and ten tracks."""
    await move_in(await emptied(database), ANN, BOB)
    return await ear_on(database).fill()
