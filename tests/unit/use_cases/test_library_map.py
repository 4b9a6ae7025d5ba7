"""The map is made, renewed, and asked."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.derived import MemoryDerived
from musicsim.adapters.memory.map_maker import MemoryMapMaker
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musicsim.domain.model.analysis import Analysis, Tags
from musicsim.domain.model.clusters import ClusterId
from musicsim.domain.model.derived import Making
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.library_map import MAP, LibraryMap
from musicsim.domain.model.outline import TAGS, Outlines
from musicsim.domain.rules.outlines import outlined
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.use_cases.make_map import MakeMap
from musicsim.domain.use_cases.read_map import ReadMap
from musicsim.domain.use_cases.survey_library import SurveyLibrary
from tests.unit.use_cases.library import Library, tone

COUNT = 24


async def add(library: Library, first: int, last: int) -> None:
    """Tones, half of each colour: low jazz by Ann, high rock by Bob."""
    for number in range(first, last):
        low = number % 2
        key = f"{'low' if low else 'high'}/{number:02d}.wav"
        library.store.put(key, tone((200 if low else 2000) * 1.02**number, seconds=0.1))
        library.say(key, artist="Ann É" if low else "Bob", genre="Jazz; Soul" if low else "Rock", year=1990 + number)
    await library.scan()
    await library.listen()


@pytest.fixture
async def library() -> Library:
    library = Library()
    await add(library, 0, COUNT)
    return library


def places(of: LibraryMap) -> dict[str, tuple[int, int]]:
    rows = range(len(of.columns))
    return {of.columns.id_of(row): (int(of.columns.x[row]), int(of.columns.y[row])) for row in rows}


async def test_a_map_shows_every_track_with_its_colours(library: Library):
    made = await library.app.collections.make_map()
    tracks = await library.tracks()
    assert sorted(places(made)) == sorted(track.id for track in tracks.values())
    row = made.columns.row_of(tracks["low/01.wav"].id)
    assert made.columns.year[row] == 1991
    assert made.genres[made.columns.genre[row] - 1] in {"Jazz", "Soul"}
    assert {artist for one in made.clusters for artist in one.name.artists} == {"Ann É", "Bob"}
    assert sum(one.tracks for one in made.clusters) == COUNT
    assert made.faithfulness.trustworthiness > 0.6
    kept = await library.app.collections.read_map()
    assert kept is not None
    assert places(kept) == places(made)
    assert kept.version == made.version


async def test_a_few_newcomers_move_nobody(library: Library):
    before = await library.app.collections.make_map()
    await add(library, COUNT, COUNT + 4)
    library.store.remove("low/01.wav")
    await library.scan()
    await library.app.index_tracks()
    after = await library.app.collections.make_map()
    assert len(after.columns) == COUNT + 3
    gone = set(places(before)) - set(places(after))
    assert len(gone) == 1
    assert places(after).items() >= {one: place for one, place in places(before).items() if one not in gone}.items()
    assert [one.id for one in after.clusters] == [one.id for one in before.clusters]
    assert after.laid_out == COUNT
    assert (after.columns.cluster > 0).all()


async def test_many_newcomers_are_laid_out_with_all(library: Library):
    before = await library.app.collections.make_map()
    await add(library, COUNT, 2 * COUNT)
    after = await library.app.collections.make_map()
    assert after.laid_out == 2 * COUNT
    moved = [np.hypot(*np.subtract(places(after)[one], places(before)[one])) for one in places(before)]
    assert np.median(moved) < 65_535 / 4


async def test_clusters_stay_the_same_when_nothing_happens(library: Library):
    before = await library.app.collections.make_map()
    anew = await library.app.collections.make_map(anew=True)
    assert anew.version != before.version
    assert places(anew) == places(before)  # the same library has the same map
    assert not {one.id for one in anew.clusters} & {one.id for one in before.clusters}  # as was asked for


async def test_an_empty_library_has_an_empty_map_or_none():
    library = Library()
    assert await library.app.collections.renew_map() is None
    made = await library.app.collections.make_map()
    assert len(made.columns) == 0
    assert (made.clusters, made.regions) == ((), ())


async def test_one_track_is_a_map():
    library = Library()
    await library.fill(one=tone(440))
    made = await library.app.collections.make_map()
    assert len(made.clusters) == len(made.columns) == 1


async def test_it_is_renewed_when_it_is_time(library: Library):
    renew = library.app.collections.renew_map
    assert renew is not None
    first = await renew()
    assert first is not None
    assert await renew() is None
    await add(library, COUNT, COUNT + 1)
    assert await renew() is None  # one more can wait
    library.clock.advance(timedelta(minutes=11))
    second = await renew()
    assert second is not None
    assert len(second.columns) == COUNT + 1


async def test_what_is_kept_and_cannot_be_read_is_made_anew(library: Library):
    collections, derived = library.app.collections, library.ports.derived
    made = await collections.make_map()
    making = Making(version="damaged", basis=COUNT, made_at=made.made_at)
    await derived.put(MAP, making, b"of another layout, or half of it")
    assert await collections.read_map() is None
    assert collections.renew_map is not None
    assert await collections.renew_map() is not None  # at once
    read = await collections.read_map()
    assert read is not None
    assert len(read.columns) == COUNT


class CountedDerived(MemoryDerived):
    """Counts what is fetched."""

    fetched = 0

    async def get(self, name: str) -> tuple[Making, bytes] | None:
        self.fetched += 1
        return await super().get(name)

    async def making(self, name: str) -> Making | None:
        found = await super().get(name)
        return found[0] if found else None


async def test_a_new_map_is_read_once_however_many_ask_for_it(library: Library):
    await library.app.collections.make_map()
    derived = CountedDerived(library.database)
    read = ReadMap(derived=derived)
    maps = await asyncio.gather(*(read() for _ in range(9)))
    assert derived.fetched == 1
    assert all(one is not None and one is maps[0] for one in maps)
    await derived.drop(MAP)
    assert await read() is None


async def test_one_process_makes_it(library: Library):
    async with library.lease.hold("map"):
        with pytest.raises(Conflict):
            await library.app.collections.make_map()
        assert await library.app.collections.renew_map() is None


async def test_a_map_that_cannot_be_made_leaves_the_one_before(library: Library):
    before = await library.app.collections.make_map()
    maker = library.ports.map_maker
    assert isinstance(maker, MemoryMapMaker)
    maker.broken = True
    with pytest.raises(Unavailable):
        await library.app.collections.make_map(anew=True)
    kept = await library.app.collections.read_map()
    assert kept is not None
    assert kept.version == before.version


async def test_most_of_a_large_library_is_placed_among_its_landmarks(library: Library):
    ports, collections = library.ports, library.app.collections
    survey = SurveyLibrary(index=ports.index, analyses=ports.analyses, most=COUNT // 2)
    looked = await survey(ports.analyser.spaces[0])
    assert 0 < len(looked.landmarks) < COUNT
    assert len(looked.vectors) == len(looked.tags) == len(looked.landmarks)
    drawn = await collections.make_map.draw(ports.analyser.spaces[0], looked, None)  # type: ignore[arg-type]
    assert np.isfinite(drawn.plan.points).all()
    assert (drawn.plan.labels >= 0).all()


async def test_a_large_library_with_newcomers_keeps_its_places(library: Library):
    def few_landmarks() -> MakeMap:
        made = library.app.collections.make_map
        return replace(made, survey=SurveyLibrary(index=library.ports.index, analyses=library.ports.analyses, most=8))

    before = await few_landmarks()()
    assert before.laid_out == COUNT
    await add(library, COUNT, COUNT + 4)
    after = await few_landmarks()()
    assert len(places(after)) == COUNT + 4
    assert places(after).items() >= places(before).items()
    assert (after.columns.cluster > 0).all()
    assert sum(one.tracks for one in after.clusters) == COUNT + 4


class OutlinesOnly(MemoryAnalyses):
    """Whole analyses are too slow to read, for all tracks of a library. The nth track is surely of the nth tag."""

    async def get_many(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        raise AssertionError(ids)

    async def outlines(self, ids: Collection[TrackId]) -> Outlines:
        there = [(place, track) for place, track in enumerate(ids) if place]  # the first is gone by now
        told = [{tag: 0.9 if number == place else 0.1 for number, tag in enumerate(TAGS)} for place, _ in there]
        rows = outlined(Analysis(duration=1, tags=Tags(tags, "test@1")) for tags in reversed(told))
        return Outlines([track for _, track in reversed(there)], rows)


async def test_tags_are_those_of_outlines_whatever_their_order(library: Library):
    survey = SurveyLibrary(index=library.ports.index, analyses=OutlinesOnly(library.database))
    looked = await survey(library.ports.analyser.spaces[0])
    assert not looked.tags[0].any()
    assert looked.tags[1:].argmax(axis=1).tolist() == list(range(1, COUNT))
    assert looked.tags[1] == pytest.approx(np.where(np.arange(len(TAGS)) == 1, 0.9, 0.1), abs=1e-3)
    assert looked.scale.middle[0] < usual_scale().middle[0]  # one in ten is less than usual


async def test_what_lies_around_a_place(library: Library):
    collections = library.app.collections
    with pytest.raises(NotFound):
        await collections.look_around(0, 0, 5)
    made = await collections.make_map()
    some = TrackId(made.columns.id_of(3))
    here = await collections.find_place(some)
    near = await collections.look_around(here.x, here.y, 5)
    assert near[0].track.id == some
    assert len(near) == 5
    with pytest.raises(Invalid):
        await collections.look_around(65_536, 0, 5)
    with pytest.raises(NotFound):
        await collections.find_place(TrackId("nobody"))
    await add(library, COUNT, COUNT + 1)
    newest = max((await library.tracks()).values(), key=lambda track: track.id)
    with pytest.raises(NotFound, match="not on the map"):
        await collections.find_place(newest.id)


async def test_the_tracks_of_a_cluster_page_by_page(library: Library):
    collections = library.app.collections
    made = await collections.make_map()
    cluster = made.clusters[0]
    seen, cursor = [], None
    while True:
        page = await collections.list_cluster(cluster.id, 2, cursor)
        seen += [track.id for track in page.items]
        if (cursor := page.next) is None:
            break
    assert len(seen) == len(set(seen)) == cluster.tracks
    with pytest.raises(NotFound):
        await collections.list_cluster(ClusterId("none"), 5)
    with pytest.raises(Invalid):
        await collections.list_cluster(cluster.id, 5, "x")


async def test_no_map_is_made_that_nobody_wants(library: Library):
    assert assemble(Settings(map_every=0), library.ports).collections.renew_map is None
