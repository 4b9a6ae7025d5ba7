"""What admins do with accounts; whoever calls this has seen to it that an admin asks."""

from dataclasses import dataclass

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.account import Account, AccountChanges
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.user import Role
from musicsim.domain.rules.names import checked_name, name_key
from musicsim.domain.rules.passwords import checked_password, one_time_password
from musicsim.ports.accounts import Accounts
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.password_hasher import PasswordHasher
from musicsim.ports.sessions import Sessions

MOST = 500


@dataclass(frozen=True, kw_only=True)
class ListAccounts:
    """All accounts, page by page."""

    accounts: Accounts

    async def __call__(self, limit: int = 50, cursor: str | None = None) -> Page[Account]:
        """By name. Invalid for a wrong limit."""
        if not 1 <= limit <= MOST:
            raise Invalid(f"limit lies between 1 and {MOST}.", "limit")
        found = await self.accounts.page(limit + 1, cursor or "")
        some = found[:limit]
        return Page(some, name_key(some[-1].name) if len(found) > limit else None)


@dataclass(frozen=True, kw_only=True)
class ShowAccount:
    """An account by its id."""

    accounts: Accounts

    async def __call__(self, user: UserId) -> Account:
        """NotFound when there is none."""
        if (found := await self.accounts.get(user)) is None:
            raise NotFound.of("account", user)
        return found


@dataclass(frozen=True, kw_only=True)
class FindAccount:
    """An account by its name, as people know it."""

    accounts: Accounts

    async def __call__(self, name: str) -> Account:
        """NotFound when nobody has it."""
        if (found := await self.accounts.find(name)) is None:
            raise NotFound.of("account", name)
        return found


@dataclass(frozen=True, kw_only=True)
class AddAccount:
    """Make an account for somebody."""

    accounts: Accounts
    passwords: PasswordHasher
    clock: Clock
    ids: Ids

    async def __call__(self, name: str, role: Role, password: str | None = None) -> tuple[Account, str | None]:
        """The account and, where no password was given, a one-time password to tell the person.

        Raises:
            Invalid: the name or the password is not allowed.
            Conflict: somebody has the name, or this would be the first account and no admin.
        """
        tidy = checked_name(name)
        if role is not Role.ADMIN and not await self.accounts.page(1):
            raise Conflict("The first account is an admin's: without one nobody could make another.")
        chosen = one_time_password() if password is None else checked_password(password, tidy)
        account = Account(
            id=UserId(self.ids.new()),
            name=tidy,
            role=role,
            password=await self.passwords.hash(chosen),
            one_time=password is None,
            created_at=self.clock.now(),
        )
        await self.accounts.add(account)
        return account, chosen if password is None else None


@dataclass(frozen=True, kw_only=True)
class ChangeAccount:
    """Give somebody another role; let somebody in no more, or again."""

    accounts: Accounts
    sessions: Sessions
    clock: Clock

    async def __call__(self, user: UserId, *, role: Role | None = None, disabled: bool | None = None) -> Account:
        """The account as it is then; what is None stays. Who is disabled is signed out everywhere.

        Raises:
            NotFound: there is no such account.
            Conflict: no admin would be left, or the account is being deleted.
        """
        account = await self.accounts.get(user)
        if account is None:
            raise NotFound.of("account", user)
        if account.leaving_at is not None:
            raise Conflict("This account is being deleted; what broke off is finished soon.")
        changes = AccountChanges()
        if role is not None:
            changes["role"] = role
        if disabled is not None and disabled != (account.disabled_at is not None):
            changes["disabled_at"] = self.clock.now() if disabled else None
        changed = await self.accounts.change(user, **changes) if changes else account
        if changed is None:
            raise NotFound.of("account", user)
        if changed.disabled_at is not None:
            await self.sessions.end_all(user)
        return changed


@dataclass(frozen=True, kw_only=True)
class ResetPassword:
    """Give somebody another password who has forgotten theirs."""

    accounts: Accounts
    sessions: Sessions
    passwords: PasswordHasher

    async def __call__(self, user: UserId, password: str | None = None) -> str | None:
        """A one-time password to tell the person; None where one was given. The person is signed out everywhere.

        Raises:
            NotFound: there is no such account.
            Invalid: the password is not allowed.
        """
        account = await self.accounts.get(user)
        if account is None:
            raise NotFound.of("account", user)
        chosen = one_time_password() if password is None else checked_password(password, account.name)
        hashed = await self.passwords.hash(chosen)
        await self.accounts.change(user, password=hashed, one_time=password is None)
        await self.sessions.end_all(user)
        return chosen if password is None else None
