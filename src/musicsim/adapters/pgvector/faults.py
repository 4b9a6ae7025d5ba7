"""What goes wrong with PostgreSQL, in the domain's words."""

from musicsim.domain.errors import Unavailable

SERVICE = "vector index"


class Gone(Exception):  # noqa: N818 - an answer within this package
    """A table that was there a moment ago: another process dropped its space."""


def is_passing(fault: Exception) -> bool:
    """Whether the same work may succeed at once: on another connection, or now that a rival is done."""
    import asyncpg

    passing = (
        asyncpg.PostgresConnectionError,
        asyncpg.InterfaceError,
        asyncpg.OperatorInterventionError,  # the server is going down
        asyncpg.TransactionRollbackError,  # deadlock, serialization
        asyncpg.UniqueViolationError,  # two made or filled the same
        OSError,
    )
    cancelled = (asyncpg.QueryCanceledError, TimeoutError)
    return isinstance(fault, passing) and not isinstance(fault, cancelled)


def translated(fault: Exception, where: str) -> Exception | None:
    """What to raise instead, None for what is not PostgreSQL's."""
    import asyncpg

    if isinstance(fault, asyncpg.UndefinedTableError | asyncpg.UndefinedObjectError | asyncpg.InvalidSchemaNameError):
        return Gone(str(fault))
    if isinstance(fault, TimeoutError | asyncpg.QueryCanceledError):
        return Unavailable(SERVICE, f"PostgreSQL at {where} does not answer in time.")
    if isinstance(fault, asyncpg.PostgresError | asyncpg.InterfaceError | OSError):
        reason = str(fault).splitlines()[0].rstrip(".") if str(fault) else type(fault).__name__
        return Unavailable(SERVICE, f"PostgreSQL at {where} cannot be used: {reason}.")
    return None
