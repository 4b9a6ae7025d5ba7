"""Secrets that all processes of one database share."""

from abc import abstractmethod
from typing import Protocol


class SharedSecrets(Protocol):
    """Secrets by name."""

    @abstractmethod
    async def settle(self, name: str, proposed: bytes) -> bytes:
        """The secret of that name: the one proposed if there was none. Of several who propose at once, all get the
        same. Unavailable when the database does not answer.
        """
