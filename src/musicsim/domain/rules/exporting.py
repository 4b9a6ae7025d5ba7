"""What people read of themselves when they take their things along."""

from collections.abc import Mapping
from datetime import UTC, datetime

from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import ApiToken
from musicsim.domain.model.session import Session


def exported_account(account: Account) -> Mapping[str, object]:
    """An account, without its password."""
    return {
        "id": account.id,
        "name": account.name,
        "role": account.role.value,
        "created_at": exported_moment(account.created_at),
    }


def exported_session(session: Session) -> Mapping[str, object]:
    """A session, without its tokens."""
    return {
        "id": session.id,
        "created_at": exported_moment(session.created_at),
        "seen_at": exported_moment(session.seen_at),
        "expires_at": exported_moment(session.expires_at),
        "user_agent": session.device.user_agent,
        "address": session.device.address,
    }


def exported_token(token: ApiToken) -> Mapping[str, object]:
    """A token for programs, without its text."""
    return {
        "id": token.id,
        "name": token.name,
        "scope": token.scope.value,
        "created_at": exported_moment(token.created_at),
        "expires_at": exported_moment(token.expires_at),
        "used_at": exported_moment(token.used_at),
    }


def exported_moment(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
