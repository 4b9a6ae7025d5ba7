"""What SQLite raises, in the words of the domain."""

import sqlite3

from musicsim.adapters.sqlalchemy.conflicts import conflict
from musicsim.adapters.sqlalchemy.people_tables import NAME_TAKEN
from musicsim.adapters.sqlalchemy.tables import KEY_PRESENT
from musicsim.domain.errors import MusicsimError, Unavailable

_SERVICE = "database"

# SQLite names the columns of a unique index that was violated, not the index
_INDEXES = {
    "UNIQUE constraint failed: tracks.folder, tracks.key": KEY_PRESENT,
    "UNIQUE constraint failed: users.name_key": NAME_TAKEN,
}

_PROBLEMS = {
    "SQLITE_BUSY": "is kept busy by another process; try again in a moment",
    "SQLITE_LOCKED": "is kept busy by another process; try again in a moment",
    "SQLITE_READONLY": "can't be written; check the permissions of the file and of its folder",
    "SQLITE_PERM": "can't be opened; check the permissions of the file and of its folder",
    "SQLITE_CANTOPEN": "can't be opened; check that its folder exists and may be written by this user",
    "SQLITE_FULL": "can't grow because the disk is full; free some space",
    "SQLITE_IOERR": "can't be read or written; check the disk, and that it is not a network folder",
    "SQLITE_NOTADB": "is not a database; restore a backup, or move the file away to start anew",
    "SQLITE_CORRUPT": "is damaged; restore a backup, or move the file away to start anew",
}


def translate(error: BaseException | None, where: str) -> MusicsimError:
    """The domain's error for the driver's; `where` names the database for people."""
    if isinstance(error, sqlite3.IntegrityError):
        words = str(error)
        return conflict(_INDEXES.get(words, ""), words)
    code = getattr(error, "sqlite_errorname", "")
    # extended codes begin with the plain one: SQLITE_BUSY_SNAPSHOT
    problem = next((text for name, text in _PROBLEMS.items() if code.startswith(name)), None)
    return Unavailable(_SERVICE, f"The database {where} {problem or f'does not answer: {error}'}.")


def overloaded(where: str) -> Unavailable:
    """The error for waiting in vain for a connection."""
    return Unavailable(_SERVICE, f"The database {where} has too much to do; try again in a moment.")
