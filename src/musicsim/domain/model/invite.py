"""Invites."""

from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.identity import InviteId
from musicsim.domain.model.user import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Lets `uses` more people register, each with that role; the code itself is not kept."""

    id: InviteId
    role: Role
    uses: int
    created_at: datetime
    expires_at: datetime
