"""Doing something in one process at a time."""

from abc import abstractmethod
from contextlib import AbstractAsyncContextManager
from typing import Protocol


class Lease(Protocol):
    """Keeps two processes from doing the same work, on one host or, where the adapter says so, on many."""

    @abstractmethod
    def hold(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Try to hold `name`; enters with True when nobody else does, else with False, at once.

        Let go on leaving, and by itself when the process dies in any way. Holding a name twice in one process
        counts as somebody else holding it. Unavailable on entering when what keeps leases does not answer. When it
        is lost while it is held, so that others may get it, what runs inside is cancelled and Unavailable raised.
        """
