"""Statements about refresh tokens, within a transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from musicsim.adapters.sqlalchemy.people_tables import refresh_tokens


def locked_token(connection: Connection, digest: str) -> Row[Any] | None:
    """A refresh token as it is now, and stays until the transaction ends."""
    wanted = select(refresh_tokens).where(refresh_tokens.c.hash == digest).with_for_update()
    return connection.execute(wanted).first()


def use_up(connection: Connection, digest: str, now: datetime) -> None:
    """Note when a token was used."""
    connection.execute(update(refresh_tokens).where(refresh_tokens.c.hash == digest).values(used_at=now))


def succeed(connection: Connection, session: str, digest: str, until: datetime, now: datetime) -> None:
    """Give a session its next token, and forget those that could not come any more."""
    mine = refresh_tokens.c.session_id == session
    connection.execute(delete(refresh_tokens).where(mine, refresh_tokens.c.expires_at <= now))
    connection.execute(insert(refresh_tokens), {"hash": digest, "session_id": session, "expires_at": until})
