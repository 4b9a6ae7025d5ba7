"""New identities."""

from abc import abstractmethod
from typing import Protocol


class Ids(Protocol):
    """Makes identities."""

    @abstractmethod
    def new(self) -> str:
        """An id that no other call, in any process, has returned or will return.

        At most 32 characters out of A–Z, a–z, 0–9; ids of one process sort in the order they were made.
        """
