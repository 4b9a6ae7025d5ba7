"""Invites."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.identity import InviteId
from musicsim.domain.model.invite import Invite
from musicsim.domain.model.user import Role
from musicsim.domain.rules.secret_texts import digest, new_invite
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.invites import Invites

MOST_USES = 1000
LONGEST = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class CreateInvite:
    """Let some people register."""

    invites: Invites
    clock: Clock
    ids: Ids

    async def __call__(self, role: Role, uses: int, lasts: timedelta) -> tuple[Invite, str]:
        """The invite and its code, which is nowhere else. Invalid for no use, too many, or too long a time."""
        if not 1 <= uses <= MOST_USES:
            raise Invalid(f"An invite lets between 1 and {MOST_USES} people in.", "uses")
        if not timedelta() < lasts <= LONGEST:
            raise Invalid(f"An invite lasts between 1 and {LONGEST.days} days.", "expires_in_days")
        now = self.clock.now()
        invite = Invite(id=InviteId(self.ids.new()), role=role, uses=uses, created_at=now, expires_at=now + lasts)
        code = new_invite()
        await self.invites.add(invite, digest(code))
        return invite, code


@dataclass(frozen=True, kw_only=True)
class ListInvites:
    """The invites that still let somebody in."""

    invites: Invites
    clock: Clock

    async def __call__(self) -> Sequence[Invite]:
        """The newest first."""
        return await self.invites.usable(self.clock.now())


@dataclass(frozen=True, kw_only=True)
class RevokeInvite:
    """Take an invite back."""

    invites: Invites

    async def __call__(self, invite: InviteId) -> None:
        """NotFound for an invite that there is not."""
        if not await self.invites.remove(invite):
            raise NotFound.of("invite", invite)
