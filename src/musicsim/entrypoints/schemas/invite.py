"""Invites."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from musicsim.domain.model import invite as domain
from musicsim.domain.model.user import Role


class Invite(msgspec.Struct, frozen=True, kw_only=True):
    """Lets `uses` more people register, each with that role; its code is shown once, when it is made."""

    id: str
    role: Role
    uses: int
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, invite: domain.Invite) -> "Invite":
        return cls(
            id=invite.id,
            role=invite.role,
            uses=invite.uses,
            created_at=invite.created_at,
            expires_at=invite.expires_at,
        )


class InvitePage(msgspec.Struct, frozen=True):
    """All invites that still let somebody in; `next` is always null."""

    items: list[Invite]
    next: str | None

    @classmethod
    def of(cls, invites: Sequence[domain.Invite]) -> "InvitePage":
        return cls([Invite.of(one) for one in invites], None)


class NewInvite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invite to make: how many people it lets in, as what, and for how long."""

    uses: Annotated[int, Meta(ge=1, le=1000)] = 1
    role: Role = Role.LISTENER
    expires_in_days: Annotated[int, Meta(ge=1, le=366)] = 7


class MadeInvite(msgspec.Struct, frozen=True, kw_only=True):
    """A new invite, and its code, which is shown nowhere else."""

    invite: Invite
    code: str
