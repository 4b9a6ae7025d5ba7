"""Invites, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.people import People
from musicsim.domain.errors import Conflict
from musicsim.domain.model.identity import InviteId
from musicsim.domain.model.invite import Invite
from musicsim.ports.invites import Invites


class MemoryInvites(Invites):
    """Keeps invites in a MemoryDatabase."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def add(self, invite: Invite, digest: str) -> None:
        people = self._people()
        if invite.id in people.invites or digest in people.invite_digests:
            raise Conflict(f"There is an invite {invite.id!r} already.")
        for old in [old for old in people.invites.values() if not _is_usable(old, invite.created_at)]:
            people.remove_invite(old.id)
        people.invites[invite.id] = invite
        people.invite_digests[digest] = invite.id

    async def lets_in(self, digest: str, now: datetime) -> bool:
        return self._usable(digest, now) is not None

    async def redeem(self, digest: str, now: datetime) -> Invite | None:
        if (found := self._usable(digest, now)) is None:
            return None
        left = self._people().invites[found.id] = replace(found, uses=found.uses - 1)
        return left

    async def give_back(self, invite: InviteId) -> None:
        invites = self._people().invites
        if invite in invites:
            invites[invite] = replace(invites[invite], uses=invites[invite].uses + 1)

    async def usable(self, now: datetime) -> Sequence[Invite]:
        return [one for _, one in sorted(self._people().invites.items(), reverse=True) if _is_usable(one, now)]

    async def remove(self, invite: InviteId) -> bool:
        people = self._people()
        if invite not in people.invites:
            return False
        people.remove_invite(invite)
        return True

    def _usable(self, digest: str, now: datetime) -> Invite | None:
        people = self._people()
        found = people.invites.get(people.invite_digests.get(digest, InviteId("")))
        return found if found is not None and _is_usable(found, now) else None

    def _people(self) -> People:
        self._database.check()
        return self._database.people


def _is_usable(invite: Invite, now: datetime) -> bool:
    return invite.uses > 0 and invite.expires_at > now
