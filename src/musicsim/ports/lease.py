"""Doing something in one process at a time."""

from abc import abstractmethod
from contextlib import AbstractContextManager
from typing import Protocol


class Lease(Protocol):
    """Keeps two processes from doing the same work."""

    @abstractmethod
    def hold(self, name: str) -> AbstractContextManager[bool]:
        """Try to hold `name`; enters with True when nobody else does, else with False, at once.

        Let go on leaving, and by itself when the process dies in any way. Holding a name twice in one process
        counts as somebody else holding it.
        """
