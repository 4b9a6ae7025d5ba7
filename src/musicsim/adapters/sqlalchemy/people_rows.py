"""Rows of people's tables, and what they stand for."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement

from musicsim.adapters.sqlalchemy.people_tables import api_tokens, sessions, users
from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import ApiToken, Scope
from musicsim.domain.model.session import Device, Session
from musicsim.domain.model.user import Role
from musicsim.domain.rules.names import name_key

ACCOUNT: tuple[ColumnElement[Any], ...] = (
    users.c.id,
    users.c.name,
    users.c.role,
    users.c.password,
    users.c.one_time,
    users.c.created_at,
    users.c.disabled_at,
    users.c.leaving_at,
)
SESSION: tuple[ColumnElement[Any], ...] = (
    sessions.c.id,
    sessions.c.user_id,
    sessions.c.created_at,
    sessions.c.seen_at,
    sessions.c.expires_at,
    sessions.c.user_agent,
    sessions.c.address,
)
TOKEN: tuple[ColumnElement[Any], ...] = (
    api_tokens.c.id,
    api_tokens.c.user_id,
    api_tokens.c.name,
    api_tokens.c.scope,
    api_tokens.c.created_at,
    api_tokens.c.expires_at,
    api_tokens.c.used_at,
)


def account_row(account: Account) -> dict[str, Any]:
    return asdict(account) | {"name_key": name_key(account.name), "role": account.role.value}


def account_of(row: Mapping[Any, Any]) -> Account:
    """Out of a row that has the columns ACCOUNT, and may have others."""
    return Account(
        id=row[users.c.id],
        name=row[users.c.name],
        role=Role(row[users.c.role]),
        password=row[users.c.password],
        one_time=row[users.c.one_time],
        created_at=row[users.c.created_at],
        disabled_at=row[users.c.disabled_at],
        leaving_at=row[users.c.leaving_at],
    )


def session_row(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "user_id": session.user,
        "created_at": session.created_at,
        "seen_at": session.seen_at,
        "expires_at": session.expires_at,
    } | asdict(session.device)


def session_of(row: Mapping[Any, Any]) -> Session:
    """Out of a row of the columns SESSION."""
    return Session(
        id=row["id"],
        user=row["user_id"],
        created_at=row["created_at"],
        seen_at=row["seen_at"],
        expires_at=row["expires_at"],
        device=Device(user_agent=row["user_agent"], address=row["address"]),
    )


def token_row(token: ApiToken, digest: str) -> dict[str, Any]:
    return {
        "id": token.id,
        "user_id": token.user,
        "name": token.name,
        "scope": token.scope.value,
        "hash": digest,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "used_at": token.used_at,
    }


def token_of(row: Mapping[Any, Any]) -> ApiToken:
    """Out of a row that has the columns TOKEN, and may have others."""
    return ApiToken(
        id=row[api_tokens.c.id],
        user=row[api_tokens.c.user_id],
        name=row[api_tokens.c.name],
        scope=Scope(row[api_tokens.c.scope]),
        created_at=row[api_tokens.c.created_at],
        expires_at=row[api_tokens.c.expires_at],
        used_at=row[api_tokens.c.used_at],
    )
