"""The vector index in files of this machine."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from musicsim.adapters.usearch.layer import Layer
from musicsim.adapters.usearch.search import nearest, vectors_of
from musicsim.adapters.usearch.spaces import SERVICE, Spaces
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.in_threads import in_thread
from musicsim.domain.rules.unit_vectors import checked, unit
from musicsim.ports.vector_index import VectorIndex

T = TypeVar("T")

_SEARCHES_AT_ONCE = 4
_LOOK_AGAIN = 0.02  # seconds


class UsearchVectorIndex(VectorIndex):
    """Everything blocking runs in threads; `folder` is made when it is first written to.

    One process a folder writes. Others search what is there, and get Unavailable when they write.
    """

    def __init__(self, folder: Path, tuning: Tuning | None = None) -> None:
        self._folder = folder
        self._tuning = tuning or Tuning()
        self._spaces = Spaces(folder, self._tuning)
        self._reading = ThreadPoolExecutor(_SEARCHES_AT_ONCE, "vectors")
        self._writing = ThreadPoolExecutor(1, "vectors-writing")

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        def write() -> None:
            kept, vectors = checked(space, entries)
            if kept:
                self._spaces.put(space, kept, vectors)

        await self._run(write, self._writing)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        if ids:
            await self._run(lambda: self._spaces.drop(space, ids), self._writing)

    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        def search() -> list[Neighbour]:
            query = unit(vector, space)
            return [one.neighbour for one in nearest(self._now(space, limit), query, limit, where)]

        return await self._run(search, self._reading)

    async def nearest_vectors(
        self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING
    ) -> tuple[list[Neighbour], Mapping[str, Vector]]:
        def search() -> tuple[list[Neighbour], Mapping[str, Vector]]:
            query, now = unit(vector, space), self._now(space, limit)
            found = nearest(now, query, limit, where)
            parts = any(one.part for one in found)
            vectors = self._vectors(space, [one.id for one in found]) if parts else vectors_of(now, found)
            return [one.neighbour for one in found], vectors

        return await self._run(search, self._reading)

    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        return await self._run(lambda: self._vectors(space, ids), self._reading)

    async def count(self, space: Space) -> int:
        # no thread waits meanwhile: whoever asks now and again, and gives up soon, would leave one behind each time
        while (count := await self._run(lambda: self._spaces.count(space), self._reading)) is None:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_AGAIN)
        return count

    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        def read() -> list[VectorEntry]:
            layers = self._spaces.layers(space)
            return [] if layers is None else layers.page(limit, after)

        return await self._run(read, self._reading)

    async def spaces(self) -> list[Space]:
        return await self._run(self._spaces.all, self._reading)

    async def create(self, space: Space) -> None:
        await self._run(lambda: self._spaces.create(space), self._writing)

    async def drop(self, space: Space) -> None:
        await self._run(lambda: self._spaces.remove(space), self._writing)

    async def switch(self, alias: str, space: Space) -> None:
        await self._run(lambda: self._spaces.switch(alias, space), self._writing)

    async def answering(self, alias: str) -> Space | None:
        return (await self.aliases()).get(alias)

    async def aliases(self) -> Mapping[str, Space]:
        known = self._spaces.own_aliases
        return known if known is not None else await self._run(self._spaces.aliases, self._reading)

    async def settle(self) -> None:
        """Wait for what goes on in the background: verifying files and writing new generations."""
        await self._run(self._spaces.settle, self._writing)

    async def close(self) -> None:
        await self._run(self._spaces.close, self._writing)
        for threads in (self._reading, self._writing):
            threads.shutdown(wait=False)

    def _now(self, space: Space, limit: int) -> Sequence[Layer]:
        """What there is to be searched for so many."""
        layers = self._spaces.layers(space)
        return layers.now if layers is not None and limit >= 1 else ()

    def _vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        layers = self._spaces.layers(space)
        return {} if layers is None else layers.vectors(ids)

    async def _run(self, work: Callable[[], T], threads: ThreadPoolExecutor) -> T:
        try:
            return await in_thread(threads, work)
        except OSError as fault:
            message = f"The vector index in {self._folder} cannot be used: {fault.strerror or fault}."
            raise Unavailable(SERVICE, message) from fault
