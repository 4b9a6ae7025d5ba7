"""What the drivers raise, in the words of the domain."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from musicsim.adapters.sqlalchemy.tables import KEY_PRESENT
from musicsim.domain.errors import Conflict, Invalid, MusicsimError, Unavailable

_SERVICE = "database"

_CONFLICTS = {KEY_PRESENT: "Another present track already holds that key; scan the library again."}

# SQLite names the columns of a unique index that was violated, not the index
_SQLITE_INDEXES = {"UNIQUE constraint failed: tracks.folder, tracks.key": KEY_PRESENT}

_SQLITE_PROBLEMS = {
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


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Let only domain errors out; `where` names the database for people."""
    try:
        yield
    except PoolTimeoutError as error:
        message = f"The database {where} has too much to do; try again in a moment."
        raise Unavailable(_SERVICE, message) from error
    except DBAPIError as error:
        raise _translate(error, where) from error
    except UnicodeEncodeError as error:
        # halves of characters: queries pass them over (see storable), here they were to be kept
        raise Invalid(f"This text has characters that no database can keep: {error.object!a}.") from error
    except sqlite3.Error as error:
        # what goes wrong while a connection is being set up comes without SQLAlchemy's wrapping
        raise _unavailable(error, where) from error


def _translate(error: DBAPIError, where: str) -> MusicsimError:
    words = str(error.orig)
    if isinstance(error, IntegrityError):
        constraint = _SQLITE_INDEXES.get(words, words)
        message = next((text for name, text in _CONFLICTS.items() if name in constraint), None)
        return Conflict(message or f"The database refuses this: {words}.")
    return _unavailable(error.orig, where)


def _unavailable(error: BaseException | None, where: str) -> Unavailable:
    code = getattr(error, "sqlite_errorname", "")
    # extended codes begin with the plain one: SQLITE_BUSY_SNAPSHOT
    problem = next((text for name, text in _SQLITE_PROBLEMS.items() if code.startswith(name)), None)
    return Unavailable(_SERVICE, f"The database {where} {problem or f'does not answer: {error}'}.")
