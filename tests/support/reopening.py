"""Stores that are closed and opened anew within a test."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from musicsim.ports.vector_index import VectorIndex

Reopen = Callable[[], Awaitable[VectorIndex]]


@asynccontextmanager
async def reopening(opened: Callable[[], VectorIndex]) -> AsyncIterator[Reopen]:
    """A function that closes the index which is open, if any, and opens another one; the last one is closed here."""
    present: list[VectorIndex] = []

    async def reopen() -> VectorIndex:
        if present:
            await present.pop().close()
        present.append(opened())
        return present[0]

    yield reopen
    for index in present:
        await index.close()
