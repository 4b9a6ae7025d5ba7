"""Accounts, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Unpack

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.people import People
from musicsim.domain.errors import Conflict
from musicsim.domain.model.account import Account, AccountChanges
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Role
from musicsim.domain.rules.names import name_key
from musicsim.ports.accounts import Accounts


class MemoryAccounts(Accounts):
    """Keeps accounts in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def add(self, account: Account) -> None:
        people = self._people()
        if account.id in people.accounts:
            raise Conflict(f"There is a person {account.id!r} already.")
        self._put(people, account)

    async def add_first(self, account: Account) -> bool:
        people = self._people()
        if people.accounts:
            return False
        self._put(people, account)
        return True

    async def get(self, user: UserId) -> Account | None:
        return self._people().accounts.get(user)

    async def find(self, name: str) -> Account | None:
        wanted = name_key(name)
        return next((one for one in self._people().accounts.values() if name_key(one.name) == wanted), None)

    async def page(self, limit: int, after: str = "") -> Sequence[Account]:
        keyed = sorted((name_key(one.name), one.id) for one in self._people().accounts.values())
        return [self._people().accounts[user] for key, user in keyed if key > after][:limit]

    async def leaving(self, before: datetime) -> Sequence[UserId]:
        accounts = self._people().accounts.values()
        return sorted(one.id for one in accounts if one.leaving_at is not None and one.leaving_at < before)

    async def change(self, user: UserId, **changes: Unpack[AccountChanges]) -> Account | None:
        people = self._people()
        if user not in people.accounts:
            return None
        changed = replace(people.accounts[user], **changes)
        self._check_admins(people, user, changed)
        people.accounts[user] = changed
        return changed

    async def change_password(self, user: UserId, before: str, after: str, *, one_time: bool) -> bool:
        accounts = self._people().accounts
        if user not in accounts or accounts[user].password != before:
            return False
        accounts[user] = replace(accounts[user], password=after, one_time=one_time)
        return True

    async def remove(self, user: UserId) -> bool:
        people = self._people()
        if user not in people.accounts:
            return False
        self._check_admins(people, user, None)
        del people.accounts[user]
        for session in [one.id for one in people.sessions.values() if one.user == user]:
            people.end(session)
        for token in [one.id for one in people.tokens.values() if one.user == user]:
            people.remove_token(token)
        return True

    def _people(self) -> People:
        self._database.check()
        return self._database.people

    @staticmethod
    def _put(people: People, account: Account) -> None:
        wanted = name_key(account.name)
        if any(name_key(one.name) == wanted and one.id != account.id for one in people.accounts.values()):
            raise Conflict("Somebody has this name already; choose another.")
        people.accounts[account.id] = account

    @staticmethod
    def _check_admins(people: People, user: UserId, instead: Account | None) -> None:
        before = people.accounts
        after = {one: account for one, account in before.items() if one != user} | ({user: instead} if instead else {})
        if any(map(_governs, before.values())) and not any(map(_governs, after.values())):
            raise Conflict("This is the last admin; make somebody else one first.")


def _governs(account: Account) -> bool:
    return account.role is Role.ADMIN and account.disabled_at is None
