"""How sessions on a PostgreSQL server begin."""

from typing import Any

from sqlalchemy import URL

_CONNECT_WITHIN = 5.0  # seconds; less where less is allowed for a statement
_GRACE = 2.0  # seconds that an answer may take beyond what the server allows itself

# a host that vanished must not keep its locks until the network's own patience of hours ends
_KEEPALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}


def described(url: URL) -> str:
    """The database for people: host, port and name."""
    return f"{url.host}:{url.port or 5432}/{url.database}"


def arguments(patience: float | None, **settings: str) -> dict[str, Any]:
    """What asyncpg connects with; `settings` are the session's."""
    limits = {} if patience is None else _limits(patience)
    return {
        "timeout": min(patience or _CONNECT_WITHIN, _CONNECT_WITHIN),
        # the server's own limit says more, but somebody has to notice when it hangs
        "command_timeout": None if patience is None else patience + _GRACE,
        "server_settings": {"application_name": "musicsim", "jit": "off", **_KEEPALIVE, **limits, **settings},
    }


def _limits(patience: float) -> dict[str, str]:
    milliseconds = max(1, round(patience * 1000))
    return {
        "statement_timeout": str(milliseconds),
        "lock_timeout": str(max(1, milliseconds * 9 // 10)),  # first, so that it can be told apart
        "idle_in_transaction_session_timeout": str(milliseconds),
    }
