"""Measuring hubs, bit by bit."""

import numpy as np

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.hubs import MemoryHubs
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.model.analysis import Analysis, Embedding
from musicsim.domain.model.vectors import Space, VectorEntry
from musicsim.domain.rules.hubness import NEIGHBOURS
from musicsim.domain.use_cases.measure_hubs import MeasureHubs
from tests.support.samples import DAY, a_track, track_id

SPACE = Space("crowd@1", 6)


class Crowd:
    """Tracks at random places; track 0 is in the middle of them all."""

    def __init__(self) -> None:
        database = MemoryDatabase()
        self.catalogue, self.analyses = MemoryCatalogue(database), MemoryAnalyses(database)
        self.hubs, self.index = MemoryHubs(database), MemoryVectorIndex()
        self.measure = MeasureHubs(hubs=self.hubs, index=self.index, space=SPACE)
        self.rng = np.random.default_rng(2)

    async def grow(self, *numbers: int) -> None:
        for number in numbers:
            place = np.abs(self.rng.standard_normal(6)) if number else np.ones(6)
            vector = (place / np.linalg.norm(place)).astype(np.float32)
            await self.catalogue.save([a_track(number)])
            await self.analyses.save(
                a_track(number), Analysis(duration=9, embeddings=(Embedding(SPACE.name, vector),)), DAY
            )
            await self.index.upsert(SPACE, [VectorEntry(track_id(number), vector)])

    async def numbers(self, *numbers: int) -> list[float | None]:
        found = await self.hubs.numbers(SPACE.name, [track_id(number) for number in numbers])
        return [found.get(track_id(number)) for number in numbers]


async def test_all_are_measured_a_hundred_at_a_time() -> None:
    crowd = Crowd()
    await crowd.grow(*range(150))
    assert await crowd.measure()
    assert (await crowd.numbers(99, 100))[1] is None
    assert not await crowd.measure()
    assert not await crowd.measure()
    numbers = await crowd.numbers(*range(150))
    assert (numbers[0] or 0) > np.mean([number for number in numbers if number is not None])
    vectors = await crowd.index.vectors(SPACE, [track_id(number) for number in range(150)])
    cosines = sorted((float(vectors[track_id(7)] @ other) for one, other in vectors.items() if one != track_id(7)))
    assert abs((numbers[7] or 0) - np.mean([one for one in cosines if one < 0.995][-NEIGHBOURS:])) < 1e-5


async def test_what_comes_later_is_measured_then_and_the_others_once_there_are_many_more() -> None:
    crowd = Crowd()
    await crowd.grow(*range(40))
    await crowd.measure()
    before = await crowd.numbers(0, 1)
    await crowd.grow(*range(40, 90))
    await crowd.measure()
    assert await crowd.numbers(0, 1) == before
    assert None not in await crowd.numbers(*range(90))
    await crowd.measure(again=True)
    after = await crowd.numbers(0, 1)
    assert all(new > old for new, old in zip(after, before, strict=True) if new and old)
    await crowd.grow(90)
    await crowd.measure(again=True)
    assert await crowd.numbers(0, 1) == after


async def test_a_small_library_has_no_hubs() -> None:
    crowd = Crowd()
    assert not await crowd.measure(again=True)
    await crowd.grow(*range(NEIGHBOURS))
    assert not await crowd.measure(again=True)
    assert await crowd.numbers(0) == [None]
