"""People, and in whose name something is asked."""

from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.model.identity import UserId


class Role(StrEnum):
    """What a person may do: listeners everything that concerns themselves, admins the rest as well."""

    ADMIN = "admin"
    LISTENER = "listener"


@dataclass(frozen=True, slots=True)
class Caller:
    """In whose name a request is made, once that is proved."""

    user: UserId
    role: Role

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN
