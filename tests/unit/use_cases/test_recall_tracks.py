"""What is remembered of tracks, as long as it holds."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pytest
from litestar import Litestar

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.hubs import MemoryHubs
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.remembered import Looks
from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.model.vectors import Space, VectorEntry
from musicsim.domain.rules.outlines import outlined
from musicsim.domain.use_cases.recall_tracks import RecallTracks
from musicsim.entrypoints.http.remembering import remembering
from tests.support.heard import a_track as heard_track
from tests.support.samples import DAY, a_track, track_id
from tests.support.vectors import at

SPACE = Space("plane@1", 2)
ANALYSED = TrackStatus.ANALYSED


class NotedAnalyses(MemoryAnalyses):
    """`read` holds the ids whose rows were looked at; `down` says whether the rows answer at all."""

    def __init__(self, database: MemoryDatabase) -> None:
        super().__init__(database)
        self.read: list[TrackId] = []
        self.down = False

    async def outlines(self, ids: Collection[TrackId]) -> Outlines:
        if self.down:
            raise Unavailable("database", "It is down.")
        self.read += ids
        return await super().outlines(ids)


class NotedCatalogue(MemoryCatalogue):
    """`read` holds the ids whose sketches were read from rows."""

    def __init__(self, database: MemoryDatabase) -> None:
        super().__init__(database)
        self.read: list[TrackId] = []

    async def sketches(self, ids: Collection[TrackId]) -> Mapping[TrackId, Sketch]:
        self.read += ids
        return await super().sketches(ids)


class NotedHubs(MemoryHubs):
    """`read` holds the ids whose rows were looked at."""

    def __init__(self, database: MemoryDatabase) -> None:
        super().__init__(database)
        self.read: list[TrackId] = []

    async def numbers(self, space: str, ids: Collection[TrackId]) -> Mapping[TrackId, float]:
        self.read += ids
        return await super().numbers(space, ids)


class Memory:
    """Tracks at every ten degrees, and what is recalled of them. Each has another tempo."""

    def __init__(self, most: int = 1000) -> None:
        database = MemoryDatabase()
        self.catalogue, self.analyses = NotedCatalogue(database), NotedAnalyses(database)
        self.hubs, self.index = NotedHubs(database), MemoryVectorIndex()
        self.recall = RecallTracks(
            catalogue=self.catalogue,
            analyses=self.analyses,
            numbers=self.hubs,
            index=self.index,
            space=SPACE,
            most=most,
        )

    async def hear(self, number: int, degrees: float, bpm: float) -> None:
        await self.catalogue.save([a_track(number)])
        analysis = replace(heard_track(bpm), embeddings=(Embedding(SPACE.name, at(degrees)),))
        await self.analyses.save(a_track(number), analysis, DAY)
        await self.index.upsert(SPACE, [VectorEntry(track_id(number), at(degrees))])

    async def fill(self, count: int) -> None:
        for number in range(count):
            await self.hear(number, 10.0 * number, 50.0 + number)

    async def tempi(self, *numbers: int) -> dict[TrackId, float]:
        """Of those tracks as the index has them, by what is recalled."""
        self.analyses.read.clear()
        vectors = await self.index.vectors(SPACE, [track_id(number) for number in numbers])
        found = await self.recall.outlines(list(vectors), np.stack(list(vectors.values())))
        return dict(zip(found.ids, found.rows["bpm"].tolist(), strict=True))

    async def numbers(self, *numbers: int) -> Mapping[TrackId, float]:
        """Hub numbers of the same."""
        return (await self.looks(*numbers))[1]

    async def looks(self, *numbers: int, hubs: bool = True) -> Looks:
        """What ranking looks at of the same."""
        self.hubs.read.clear()
        self.catalogue.read.clear()
        ids = [track_id(number) for number in numbers]
        return await self.recall.looks(SPACE, ids, await self.index.vectors(SPACE, ids), hubs=hubs)


async def test_what_is_remembered_is_not_read_again() -> None:
    memory = Memory()
    await memory.fill(5)
    told = {track_id(number): 50.0 + number for number in range(5)}
    assert await memory.tempi(*range(5)) == told
    assert len(memory.analyses.read) == 5
    await memory.recall.refresh()
    assert await memory.tempi(4, 1, 0, 2, 3) == told
    assert memory.analyses.read == []


async def test_recalled_outlines_are_those_of_the_rows() -> None:
    memory = Memory()
    await memory.fill(3)
    await memory.recall.refresh()
    found = await memory.recall.outlines([track_id(2), track_id(0)], np.stack([at(20), at(0)]))
    assert found.ids == [track_id(2), track_id(0)]
    assert found.rows.tobytes() == outlined([heard_track(52), heard_track(50)]).tobytes()


async def test_hub_numbers_are_remembered_where_there_are_any() -> None:
    memory = Memory()
    await memory.fill(3)
    await memory.hubs.keep(SPACE.name, {track_id(0): 0.25, track_id(2): -0.5}, 3)
    await memory.recall.refresh()
    assert await memory.numbers(0, 1, 2) == {track_id(0): 0.25, track_id(2): -0.5}
    assert memory.hubs.read == [track_id(1)]
    await memory.hubs.keep(SPACE.name, {track_id(1): 0.5}, 3)
    await memory.hear(2, 21.0, 52.0)
    assert await memory.numbers(0, 1, 2) == {track_id(0): 0.25, track_id(1): 0.5}


async def test_hub_numbers_of_what_is_not_at_hand_are_read() -> None:
    memory = Memory()
    await memory.fill(1)
    await memory.hubs.keep(SPACE.name, {track_id(0): 0.25}, 3)
    await memory.recall.refresh()
    sketches, numbers = await memory.recall.looks(SPACE, [track_id(0)], {}, hubs=True)
    assert numbers == {track_id(0): 0.25}
    assert list(sketches) == [track_id(0)]
    assert await memory.recall.looks(SPACE, [], {}, hubs=True) == ({}, {})


async def test_sketches_are_remembered_as_the_rows_have_them() -> None:
    memory = Memory()
    await memory.fill(3)
    await memory.catalogue.save([a_track(1, artist="Björk", album="", duration=61.5, status=ANALYSED)])
    told = {
        track_id(0): Sketch("artist", "album", None),
        track_id(1): Sketch("bjork", "", 61.5),
        track_id(2): Sketch("artist", "album", None),
    }
    assert await memory.looks(0, 1, 2, hubs=False) == (told, {})
    assert len(memory.catalogue.read) == 3
    await memory.recall.refresh()
    assert await memory.looks(2, 0, 1, hubs=False) == (told, {})
    assert memory.catalogue.read == []
    assert memory.hubs.read == []


async def test_what_cannot_be_listened_to_is_looked_at_again_each_time() -> None:
    memory = Memory()
    await memory.fill(2)
    await memory.catalogue.mark_missing([track_id(1)], DAY)
    await memory.recall.refresh()
    assert list((await memory.looks(0, 1))[0]) == [track_id(0)]
    await memory.catalogue.restore([track_id(1)])
    assert set((await memory.looks(0, 1))[0]) == {track_id(0), track_id(1)}
    assert memory.catalogue.read == [track_id(1)]


async def test_what_is_forgotten_is_read_until_all_is_read_anew() -> None:
    memory = Memory()
    await memory.fill(3)
    memory.recall.forget([track_id(1)])
    await memory.recall.refresh()
    for ids in ([track_id(1), track_id(8)], [track_id(1)], []):
        memory.recall.forget(ids)
    assert len(await memory.tempi(0, 1, 2)) == len((await memory.looks(0, 1, 2))[0]) == 3
    assert memory.analyses.read == memory.catalogue.read == [track_id(1)]
    await memory.recall.refresh()
    await memory.looks(0, 1, 2)
    assert memory.catalogue.read == []


async def test_what_is_new_or_was_heard_anew_is_read() -> None:
    memory = Memory()
    await memory.fill(3)
    await memory.recall.refresh()
    await memory.hear(1, 11.0, 90.0)
    await memory.hear(7, 70.0, 57.0)
    assert await memory.tempi(0, 1, 2, 7) == {track_id(0): 50, track_id(1): 90, track_id(2): 52, track_id(7): 57}
    assert set(memory.analyses.read) == {track_id(1), track_id(7)}
    await memory.recall.refresh()
    assert (await memory.tempi(1, 7))[track_id(1)] == 90
    assert memory.analyses.read == []


async def test_what_has_no_outline_any_more_is_left_out() -> None:
    memory = Memory()
    await memory.fill(2)
    await memory.index.upsert(SPACE, [VectorEntry(track_id(8), at(80)), VectorEntry(track_id(0), at(5), part=3)])
    await memory.recall.refresh()
    assert set(await memory.tempi(0, 1, 8)) == {track_id(0), track_id(1)}
    assert memory.analyses.read == [track_id(8)]


async def test_no_more_are_remembered_than_there_may_be() -> None:
    memory = Memory(most=2)
    await memory.fill(4)
    await memory.recall.refresh()
    assert len(await memory.tempi(*range(4))) == 4
    assert sorted(memory.analyses.read) == [track_id(2), track_id(3)]


async def test_an_empty_library_is_remembered_too() -> None:
    memory = Memory()
    await memory.recall.refresh()
    await memory.fill(1)
    assert await memory.tempi(0) == {track_id(0): 50}


async def test_an_app_remembers_once_somebody_asks() -> None:
    memory = Memory()
    await memory.fill(3)
    async with remembering(memory.recall)(Litestar(logging_config=None)):
        await memory.tempi(0)
        async with asyncio.timeout(60):
            while await memory.tempi(0, 1, 2) and memory.analyses.read:
                await asyncio.sleep(0)


async def test_an_app_answers_on_where_nothing_can_be_remembered(caplog: pytest.LogCaptureFixture) -> None:
    memory = Memory()
    await memory.fill(1)
    caplog.set_level(logging.WARNING)
    async with remembering(memory.recall)(Litestar(logging_config=None)):
        await memory.tempi(0)
        memory.analyses.down = True
        async with asyncio.timeout(60):
            while "It is down." not in caplog.text:
                await asyncio.sleep(0)
        memory.analyses.down = False
        assert await memory.tempi(0)
