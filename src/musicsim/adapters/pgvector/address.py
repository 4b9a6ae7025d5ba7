"""Where the database is, as asyncpg takes it."""

from dataclasses import dataclass

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from musicsim.domain.errors import Invalid

_EXAMPLE = "postgresql+asyncpg://user:password@host/name"


@dataclass(frozen=True, slots=True)
class Address:
    """`dsn` is asyncpg's; `shown` is for people: host, port and name."""

    dsn: str
    shown: str


def address(url: str) -> Address:
    """A database URL as SQLAlchemy reads it, so that one URL serves rows and vectors; Invalid when it is none."""
    try:
        parsed = make_url(url)
        known = parsed.get_backend_name() == "postgresql"
    except (ArgumentError, ValueError):  # which may quote a part of the password
        known = False
    if not known:
        raise Invalid(f"This is not the address of a database, such as {_EXAMPLE}.", "pgvector_url")
    query = {"sslmode" if name == "ssl" else name: value for name, value in parsed.query.items()}
    dsn = parsed.set(drivername="postgresql", query=query).render_as_string(hide_password=False)
    return Address(dsn, _shown(parsed))


def _shown(url: URL) -> str:
    host, port = url.host or url.query.get("host", "localhost"), url.port or url.query.get("port", 5432)
    named = host if isinstance(host, str) else ",".join(host)
    # behind an "@" that belongs to a password, and was not written as %40
    return f"{named.rpartition('@')[2]}:{port}/{url.database or ''}"
