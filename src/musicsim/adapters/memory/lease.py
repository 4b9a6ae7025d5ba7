"""Doing something in one place at a time, in memory."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from musicsim.ports.lease import Lease


class MemoryLease(Lease):
    """Leases that share the set `held` stand for processes that compete; a test may put a name into it by hand."""

    def __init__(self, held: set[str] | None = None) -> None:
        self.held = set() if held is None else held

    def hold(self, name: str) -> AbstractAsyncContextManager[bool]:
        return self._hold(name)

    @asynccontextmanager
    async def _hold(self, name: str) -> AsyncIterator[bool]:
        if name in self.held:
            yield False
            return
        self.held.add(name)
        try:
            yield True
        finally:
            self.held.discard(name)
