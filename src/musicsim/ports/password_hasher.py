"""What makes passwords useless to whoever reads the database."""

from abc import abstractmethod
from typing import Protocol


class PasswordHasher(Protocol):
    """Slow on purpose: never on the event loop, and no more at once than the machine can bear.

    Both methods raise Unavailable when so much waits that it would take too long.
    """

    @abstractmethod
    async def hash(self, password: str) -> str:
        """A hash of that password, another one each time."""

    @abstractmethod
    async def verify(self, password: str, hashed: str | None) -> bool:
        """Whether that is the password; takes as long, and is False, when there is no hash or it is none."""

    @abstractmethod
    def is_outdated(self, hashed: str) -> bool:
        """Whether `hash` would take more trouble today, so that the password should be hashed anew."""
