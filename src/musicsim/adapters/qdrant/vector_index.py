"""The vector index in files of this machine, kept by Qdrant's engine."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import anyio
from anyio import to_thread

from musicsim.adapters.qdrant.faults import SERVICE, translated
from musicsim.adapters.qdrant.tuning import Tuning
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.unit_vectors import checked, unit
from musicsim.ports.vector_index import VectorIndex

if TYPE_CHECKING:
    from musicsim.adapters.qdrant.store import Store

T = TypeVar("T")

_READS_AT_ONCE = 2  # the engine does one thing at a time


class QdrantVectorIndex(VectorIndex):
    """`folder` is made, and taken from other processes, when the index is first asked: one process at a time has it."""

    def __init__(self, folder: Path, tuning: Tuning | None = None) -> None:
        self._folder = folder
        self._tuning = tuning or Tuning()
        self._store: Store | None = None
        self._opening = threading.Lock()
        self._reading = anyio.CapacityLimiter(_READS_AT_ONCE)
        self._writing = anyio.CapacityLimiter(1)

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        def write(store: "Store") -> None:
            kept, vectors = checked(space, entries)
            if kept:
                store.put(space, kept, vectors)

        await self._run(write, self._writing)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        await self._run(lambda store: store.delete(space, ids), self._writing)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        def search(store: "Store") -> list[Neighbour]:
            query = unit(vector, space)
            shard = store.find(space)
            return [] if shard is None or limit < 1 else shard.nearest(query, limit, where)

        return await self._run(search, self._reading)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        def look_up(store: "Store") -> Mapping[str, Vector]:
            shard = store.find(space)
            return {} if shard is None else shard.vectors(ids)

        return await self._run(look_up, self._reading)

    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        def read(store: "Store") -> list[VectorEntry]:
            shard = store.find(space)
            return [] if shard is None else shard.page(limit, after)

        return await self._run(read, self._reading)

    async def count(self, space: Space) -> int:
        def look_up(store: "Store") -> int:
            shard = store.find(space)
            return 0 if shard is None else shard.count()

        return await self._run(look_up, self._reading)

    async def spaces(self) -> list[Space]:
        return await self._run(lambda store: store.spaces(), self._reading)

    async def create(self, space: Space) -> None:
        await self._run(lambda store: store.made(space), self._writing)

    async def drop(self, space: Space) -> None:
        await self._run(lambda store: store.drop(space), self._writing)

    async def switch(self, alias: str, space: Space) -> None:
        await self._run(lambda store: store.switch(alias, space), self._writing)

    async def answering(self, alias: str) -> Space | None:
        return (await self.aliases()).get(alias)

    async def aliases(self) -> Mapping[str, Space]:
        if self._store is not None:  # asked with every query, so without a thread
            return self._store.aliases
        return await self._run(lambda store: store.aliases, self._reading)

    async def settle(self) -> None:
        """Wait for what goes on in the background: building graphs."""
        await self._run(lambda store: store.settle(), self._reading)

    async def close(self) -> None:
        if self._store is not None:
            await self._run(lambda store: store.close(), self._writing)

    async def _run(self, work: "Callable[[Store], T]", limiter: anyio.CapacityLimiter) -> T:
        def translating() -> T:
            with translated(self._folder):
                return work(self._opened())

        return await to_thread.run_sync(translating, limiter=limiter)

    def _opened(self) -> "Store":
        try:
            from musicsim.adapters.qdrant.store import Store
        except ImportError as fault:
            raise Unavailable(SERVICE, "Qdrant needs a further package: pip install 'musicsim[qdrant]'.") from fault
        with self._opening:
            if self._store is None:
                self._store = Store(self._folder, self._tuning)
            return self._store
