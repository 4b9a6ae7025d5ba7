"""Where the database is, as libpq takes it."""

from dataclasses import dataclass

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from musicsim.domain.errors import Invalid

_EXAMPLE = "postgresql+asyncpg://user:password@host/name"
_SSL_MODES = {"true": "require", "True": "require", "1": "require", "false": "disable", "False": "disable"}


@dataclass(frozen=True, slots=True)
class Address:
    """`parameters` are libpq's own; `shown` is for people: host, port and name."""

    parameters: dict[str, str]
    shown: str


def address(url: str) -> Address:
    """A database URL of the settings, which names another driver; Invalid when it is not PostgreSQL's.

    asyncpg's `ssl` is libpq's `sslmode`; all else that may stand in a query has the same name for both.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # which may quote a part of the password
        raise Invalid(f"This is not the address of a database, such as {_EXAMPLE}.", "database_url") from None
    if parsed.get_backend_name() != "postgresql":
        raise Invalid(f"Jobs can be shared through PostgreSQL only, such as {_EXAMPLE}.", "database_url")
    query = {name: value if isinstance(value, str) else ",".join(value) for name, value in parsed.query.items()}
    if ssl := query.pop("ssl", ""):
        query["sslmode"] = _SSL_MODES.get(ssl, ssl)
    named = {
        "host": parsed.host,
        "port": str(parsed.port) if parsed.port else None,
        "user": parsed.username,
        "password": parsed.password,
        "dbname": parsed.database,
    }
    parameters = {name: value for name, value in named.items() if value} | query
    return Address(parameters, _shown(parameters))


def _shown(parameters: dict[str, str]) -> str:
    # behind an "@" that belongs to a password, and was not written as %40
    host = parameters.get("host", "localhost").rpartition("@")[2]
    return f"{host}:{parameters.get('port', '5432')}/{parameters.get('dbname', '')}"
