"""Searches for pictures on a database, whichever it is."""

from musicsim.adapters.sqlalchemy.album_pictures import SqlAlbumPictures
from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.artwork_searches import SqlArtworkSearches
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.plays import SqlPlays
from tests.contracts.artwork_searches_contract import Studio


def studio_on(database: Database) -> Studio:
    return Studio(
        SqlArtworkSearches(database),
        SqlAlbumPictures(database),
        SqlCatalogue(database),
        SqlAnalyses(database),
        SqlPlays(database),
    )
