"""What every vector index promises while its store is down, and once it is back."""

import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import pytest

from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.vectors import LIBRARY, Space, VectorEntry
from musicsim.ports.vector_index import VectorIndex
from tests.support.vectors import FLAT, at

NOBODY = Space("nobody@1", 2)

CALLS: Mapping[str, Callable[[VectorIndex], Awaitable[object]]] = {
    "upsert": lambda index: index.upsert(FLAT, [VectorEntry("z", at(9))]),
    "delete": lambda index: index.delete(FLAT, ["z"]),
    "nearest": lambda index: index.nearest(FLAT, at(0), 5),
    "vectors": lambda index: index.vectors(FLAT, ["a"]),
    "page": lambda index: index.page(FLAT, 5),
    "count": lambda index: index.count(FLAT),
    "spaces": lambda index: index.spaces(),
    "create": lambda index: index.create(FLAT),
    "drop": lambda index: index.drop(NOBODY),
    "switch": lambda index: index.switch(LIBRARY, FLAT),
    "answering": lambda index: index.answering(LIBRARY),
    "aliases": lambda index: index.aliases(),
}


@dataclass(frozen=True)
class Outage:
    """An index whose store a test can take away (`stop`) and give back as it was (`start`)."""

    index: VectorIndex
    stop: Callable[[], Awaitable[None]]
    start: Callable[[], Awaitable[None]]


class VectorOutageContract(ABC):
    patience = 5.0
    """Seconds within which an outage shows."""

    @pytest.fixture
    @abstractmethod
    async def outage(self) -> Outage:
        """An empty index that answers; the fixture closes it, whether it answers then or not."""

    async def test_absence_is_an_answer_and_an_outage_is_none(self, outage):
        index = outage.index
        await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("b", at(90), part=1)])
        await index.switch(LIBRARY, FLAT)
        await self.check_absence(index)
        await outage.stop()
        for call in CALLS.values():
            began = time.monotonic()
            with pytest.raises(Unavailable) as caught:
                await call(index)
            assert caught.value.service == "vector index"
            assert time.monotonic() - began < self.patience
        await outage.start()
        assert await index.answering(LIBRARY) == FLAT
        assert [one.id for one in await index.nearest(FLAT, at(1), 5)] == ["a", "b"]
        await index.upsert(FLAT, [VectorEntry("c", at(2))])
        assert await index.count(FLAT) == 3
        await self.check_absence(index)

    @pytest.mark.parametrize("name", ["nearest", "upsert", "answering"])
    async def test_whatever_comes_first_after_an_outage_works(self, outage, name):
        """Even when nobody asked while the store was down."""
        await outage.index.upsert(FLAT, [VectorEntry("a", at(0))])
        await outage.index.switch(LIBRARY, FLAT)
        await outage.stop()
        await outage.start()
        await CALLS[name](outage.index)
        assert "a" in {entry.id for entry in await outage.index.page(FLAT, 5)}

    async def check_absence(self, index: VectorIndex) -> None:
        """What is not there, told by a store that answers."""
        assert await index.nearest(NOBODY, at(0), 5) == []
        assert await index.vectors(NOBODY, ["a"]) == {}
        assert set(await index.vectors(FLAT, ["a", "b", "nobody"])) == {"a"}
        assert await index.page(NOBODY, 5) == []
        assert await index.count(NOBODY) == 0
        assert await index.answering("nobody") is None
        with pytest.raises(NotFound):
            await index.switch("nobody", NOBODY)
        await index.delete(NOBODY, ["a"])
        await index.drop(NOBODY)
        assert await index.spaces() == [FLAT]
