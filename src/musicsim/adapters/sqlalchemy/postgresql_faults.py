"""What PostgreSQL and asyncpg raise, in the words of the domain."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from musicsim.adapters.sqlalchemy.conflicts import conflict
from musicsim.domain.errors import MusicsimError, Unavailable

_SERVICE = "database"

_SERIALIZATION_FAILURE, _DEADLOCK = "40001", "40P01"
_PASSING = {_SERIALIZATION_FAILURE, _DEADLOCK}
_RACES = {"pk_tracks", "pk_states", "pk_folders"}
"""Keys that only writers who come at one moment can both want to insert; a second look finds the row."""

_INTEGRITY = "23"
_PROBLEMS = {
    "28": "refuses this user or password; see MUSICSIM_DATABASE_URL",
    "3D000": "does not exist; let an administrator create it",
    "42501": "does not allow this user to do what is needed: {words}",
    "53300": "has no connection left; lower MUSICSIM_DATABASE_CONNECTIONS or raise the server's max_connections",
    "53100": "can't grow because the server's disk is full",
    "25006": "can only be read: it is a standby server",
    "57P03": "is starting or stopping",
    "57014": "took longer than MUSICSIM_DATABASE_TIMEOUT allows",
    "55P03": "is kept busy by other writers; try again in a moment",
    "40": "is kept busy by other writers; try again in a moment",
    "08": "broke off the connection",
    "57P01": "broke off the connection",
    "57P02": "broke off the connection",
}


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Let only domain errors out; `where` names the database for people."""
    try:
        yield
    except PoolTimeoutError as error:
        raise _unavailable(where, "has too much to do; try again in a moment") from error
    except StatementError as error:
        if isinstance(error.orig, MusicsimError):
            raise error.orig from None
        raise _translate(error.orig, where) from error
    except TimeoutError as error:
        raise _unavailable(where, "gives no answer") from error
    except OSError as error:
        raise _unavailable(where, f"can't be reached: {error.strerror or error}") from error
    except Exception as error:
        # what goes wrong while a connection is made comes without SQLAlchemy's wrapping
        if not type(error).__module__.startswith("asyncpg"):
            raise
        raise _translate(error, where) from error


def is_passing(error: DBAPIError) -> bool:
    """Whether the same work, begun anew, may succeed; nothing of it was written."""
    return (
        is_lost(error)
        or _state(error.orig) in _PASSING
        or _constraint(error.orig) in _RACES
        or type(error.orig).__name__ == "InvalidCachedStatementError"  # the tables were altered meanwhile
    )


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection died."""
    return error.connection_invalidated


def in_doubt(where: str) -> Unavailable:
    """The error for a connection that died, or hangs, while a write was being made durable."""
    return _unavailable(where, "does not tell whether it wrote; what was asked for may or may not be done")


def _translate(error: BaseException | None, where: str) -> MusicsimError:
    state = _state(error)
    words = str(error).partition(">: ")[2] or str(error)  # without the class that SQLAlchemy names
    if state.startswith(_INTEGRITY):
        return conflict(_constraint(error), words)
    problem = next((text for code, text in _PROBLEMS.items() if state.startswith(code)), "does not answer: {words}")
    return _unavailable(where, problem.format(words=words))


def _state(error: BaseException | None) -> str:
    return getattr(error, "sqlstate", None) or ""


def _constraint(error: BaseException | None) -> str:
    driver: Any = getattr(error, "__cause__", None)
    return getattr(driver, "constraint_name", None) or ""


def _unavailable(where: str, problem: str) -> Unavailable:
    return Unavailable(_SERVICE, f"The database {where} {problem}.")
