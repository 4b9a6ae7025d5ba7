"""Paths on stores in memory."""

from dataclasses import replace

import numpy as np
import pytest

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.segments import MemorySegments
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.path import Path, PathOptions
from musicsim.domain.model.relations import KeyKind, TempoKind
from musicsim.domain.model.vectors import Attributes, Filter, Space, Span, VectorEntry
from musicsim.domain.use_cases.find_path import FindPath
from tests.support.heard import a_print
from tests.support.heard import a_track as heard_track
from tests.support.samples import DAY, a_track, track_id
from tests.support.vectors import at

SPACE = Space("plane@1", 2)


class Country:
    """Thirteen recordings along a quarter of a circle, each faster and by another artist, and paths through them."""

    def __init__(self) -> None:
        database = MemoryDatabase()
        self.catalogue, self.analyses = MemoryCatalogue(database), MemoryAnalyses(database)
        self.segments, self.index = MemorySegments(database), MemoryVectorIndex()

    async def add(self, number: int, place: int, key: str = "", **about: str) -> None:
        degrees, bpm = 7.5 * place, 100 * 1.025**place
        track = a_track(number, **({"artist": f"artist {number}"} | about))
        await self.catalogue.save([track])
        analysis = replace(heard_track(bpm, key), embeddings=(Embedding(SPACE.name, at(degrees)),))
        await self.analyses.save(track, analysis, DAY)
        await self.index.upsert(SPACE, [VectorEntry(track.id, at(degrees), Attributes(bpm=bpm))])

    async def fill(self) -> None:
        for number in range(13):
            await self.add(number, number)

    async def path(self, *ends: int, stops: int = 5, where: Filter = Filter()) -> Path:  # noqa: B008
        find = FindPath(
            catalogue=self.catalogue,
            analyses=self.analyses,
            segments=self.segments,
            index=self.index,
            space=SPACE,
        )
        return await find([track_id(one) for one in ends], PathOptions(stops=stops), where)


@pytest.fixture
async def country() -> Country:
    made = Country()
    await made.fill()
    return made


def numbers(path: Path) -> list[int]:
    return [int(stop.track.id[1:]) for stop in path.stops]


async def test_a_path_goes_step_by_step_and_tells_how(country: Country):
    path = await country.path(0, 12)
    assert numbers(path) == [0, 3, 6, 9, 12]
    first, *others = path.stops
    assert (first.score, first.tempo, first.key) == (None, None, None)
    for stop in others:
        assert stop.score == pytest.approx(np.cos(np.radians(22.5)), abs=1e-4)
        assert stop.tempo is not None
        assert stop.tempo.kind is TempoKind.FASTER
        assert stop.tempo.change == pytest.approx(1.025**3 - 1)
    assert path.measure.largest_step == pytest.approx(np.radians(22.5), abs=1e-3)


async def test_keys_are_told_where_they_are_known(country: Country):
    await country.add(20, 13, "8A")
    await country.add(21, 14, "8B")
    last = (await country.path(20, 21, stops=2)).stops[-1]
    assert last.key is not None
    assert last.key.kind is KeyKind.RELATIVE


async def test_a_path_leads_over_what_was_asked_for(country: Country):
    path = numbers(await country.path(0, 9, 4, stops=7))
    assert (path[0], path[-1]) == (0, 4)
    assert 9 in path
    assert len(set(path)) == 7


async def test_filters_hold_on_the_way_but_not_for_the_ends(country: Country):
    path = await country.path(0, 12, where=Filter(bpm=Span(110, 130)))
    assert numbers(path)[1:-1] == [4, 6, 9]


async def test_no_recording_comes_twice(country: Country):
    """Copies would make the smallest steps of all."""
    for number in range(13):
        await country.add(100 + number, number, artist=f"artist {number} (remastered)")
    path = [number % 100 for number in numbers(await country.path(0, 12, stops=9))]
    assert len(path) == len(set(path)) == 9


async def test_a_recording_at_a_low_bit_rate_is_told_by_its_fingerprint():
    """Though by their vectors the two files are as far apart as others."""
    country = Country()
    for number, place in ((0, 0), (1, 5), (2, 7), (3, 12)):
        await country.add(number, place)
    assert numbers(await country.path(0, 3)) == [0, 1, 2, 3]
    for number in (1, 2):
        track = await country.catalogue.get(track_id(number))
        assert track is not None
        await country.segments.save_print(track, a_print(1))
    assert len(numbers(await country.path(0, 3))) == 3
    assert numbers(await country.path(0, 1, 2, 3)) == [0, 1, 2, 3]  # both were asked for


async def test_tracks_that_are_gone_are_passed_over(country: Country):
    await country.catalogue.mark_missing([track_id(number) for number in range(1, 12)], DAY)
    assert numbers(await country.path(0, 12)) == [0, 12]


async def test_ends_that_lead_nowhere(country: Country):
    await country.catalogue.save([a_track(500)])
    with pytest.raises(NotFound):
        await country.path(0, 999)
    with pytest.raises(Conflict):
        await country.path(0, 500)
    with pytest.raises(Invalid):
        await country.path(0, 0)
    with pytest.raises(Invalid):
        await country.path(0)


async def test_what_cannot_be_is_refused_before_anything_is_looked_up(country: Country):
    country.index.reachable = False
    for ends in ((0,), (0, 0), (0, *range(2, 9), 1)):
        with pytest.raises(Invalid):
            await country.path(*ends)


async def test_the_library_that_answers_is_asked(country: Country):
    other = Space("other@1", 2)
    await country.index.create(other)
    await country.index.switch("library", other)
    with pytest.raises(Conflict):
        await country.path(0, 12)
    assert TrackId("t00000") not in await country.index.vectors(other, ["t00000"])
