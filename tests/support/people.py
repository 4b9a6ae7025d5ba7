"""People in memory, signed in without the trouble of signing in."""

from datetime import UTC, datetime
from typing import Any

from musicsim.bootstrap import Ports
from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import ApiToken, Scope
from musicsim.domain.model.identity import TokenId, UserId
from musicsim.domain.model.user import Role
from musicsim.domain.rules.secret_texts import BEGINNING, digest

PASSWORD = "correct horse"
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def an_account(name: str, role: Role = Role.LISTENER, **changes: Any) -> Account:
    """Somebody whose id is "u-" and the name, and whose password is PASSWORD where hashes are those of the memory."""
    plain: dict[str, Any] = {
        "id": UserId(f"u-{name}"),
        "name": name,
        "role": role,
        "password": f"plain1:0:{PASSWORD}",
        "created_at": DAY,
    }
    return Account(**plain | changes)


async def move_in(ports: Ports, name: str, role: Role = Role.LISTENER, **changes: Any) -> Account:
    """Add an account, unless there is one of that name."""
    if (found := await ports.accounts.find(name)) is not None:
        return found
    account = an_account(name, role, **changes)
    await ports.accounts.add(account)
    return account


async def credentials(ports: Ports, account: Account, scope: Scope = Scope.ADMIN) -> dict[str, str]:
    """The header with a token of that person's, which never expires."""
    text = f"{BEGINNING}{account.name}-{scope.value}"
    if await ports.tokens.find(digest(text)) is None:
        token = ApiToken(
            id=TokenId(f"k-{account.name}-{scope.value}"),
            user=account.id,
            name="tests",
            scope=scope,
            created_at=DAY,
        )
        await ports.tokens.add(token, digest(text))
    return {"Authorization": f"Bearer {text}"}
