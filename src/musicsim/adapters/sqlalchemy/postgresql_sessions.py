"""How sessions on a PostgreSQL server begin."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_CONNECT_WITHIN = 5.0  # seconds; less where less is allowed for a statement
_GRACE = 2.0  # seconds that an answer may take beyond what the server allows itself

# a host that vanished must not keep its locks until the network's own patience of hours ends
_KEEPALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}

# how many rows fit depends on what is asked: from the sixth time on, a plan for any conditions sorted a whole library
_PLANNED_ANEW = {"plan_cache_mode": "force_custom_plan"}


def described(url: URL) -> str:
    """The database for people: host, port and name."""
    return f"{url.host}:{url.port or 5432}/{url.database}"


def open_engine(
    url: URL, patience: float | None, settings: Mapping[str, str] | None = None, **options: Any
) -> AsyncEngine:
    """An engine whose statements may take `patience` seconds each, or any time; `settings` are its sessions'.

    The URL's query means what it means to libpq (`sslmode`, `application_name` …), as the same URL serves other
    drivers, too; asyncpg's own `ssl` is understood.
    """
    return create_async_engine(url.set(query={}), connect_args=_arguments(url, patience, settings or {}), **options)


def _arguments(url: URL, patience: float | None, settings: Mapping[str, str]) -> dict[str, Any]:
    limits = {} if patience is None else _limits(patience)
    ours = {"application_name": "musicsim", "jit": "off", **_PLANNED_ANEW, **_KEEPALIVE, **limits, **settings}
    return {
        "dsn": _address(url),
        "timeout": min(patience or _CONNECT_WITHIN, _CONNECT_WITHIN),
        # the server's own limit says more, but somebody has to notice when it hangs
        "command_timeout": None if patience is None else patience + _GRACE,
        "server_settings": {name: value for name, value in ours.items() if name not in url.query},
    }


def _address(url: URL) -> str:
    query = {"sslmode" if name == "ssl" else name: value for name, value in url.query.items()}
    return url.set(drivername="postgresql", query=query).render_as_string(hide_password=False)


def _limits(patience: float) -> dict[str, str]:
    milliseconds = max(1, round(patience * 1000))
    return {
        "statement_timeout": str(milliseconds),
        "lock_timeout": str(max(1, milliseconds * 9 // 10)),  # first, so that it can be told apart
        "idle_in_transaction_session_timeout": str(milliseconds),
    }
