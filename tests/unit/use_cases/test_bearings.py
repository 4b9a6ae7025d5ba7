"""What the whole library gives is made when it has changed enough, and read once."""

from datetime import timedelta

import numpy as np
import pytest

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.bearings import bearings_name, every, outgrown, packed, unpacked, usual_bearings
from musicsim.entrypoints.worker.worker import Worker
from tests.support.stocked import DIMENSION, crowd, leaning, stocked
from tests.unit.use_cases.library import Library, tone

[SPACE] = MemoryAnalyser().spaces


async def test_they_are_made_anew_when_a_tenth_has_changed() -> None:
    vectors = crowd(100)
    library, _ = await stocked(list(zip(leaning(vectors, "sad", 3), vectors, strict=True)))
    derive, derived = library.app.discovery.derive_bearings, library.ports.derived
    first = await derived.making(bearings_name(SPACE.name))
    assert first is not None
    assert first.basis == 100
    assert not await derive()
    library.database.rows.pop(next(iter(library.database.rows)))
    assert not await derive()
    for track in list(library.database.rows)[:20]:
        del library.database.rows[track]
    assert await derive()
    later = await derived.making(bearings_name(SPACE.name))
    assert later is not None
    assert (later.basis, later.version != first.version) == (79, True)


async def test_they_are_made_anew_when_a_tenth_sounds_otherwise_now() -> None:
    """Though there are as many as before."""
    vectors = crowd(40)
    heard = leaning(vectors, "sad", 3)
    library, tracks = await stocked(list(zip(heard, vectors, strict=True)))
    derive, later = library.app.discovery.derive_bearings, library.clock.now() + timedelta(minutes=1)
    assert not await derive()
    for track in tracks[:5]:
        kept = await library.ports.analyses.get(track.id)
        assert kept is not None
        assert await library.ports.analyses.save(track, kept, later)
    await library.app.index_tracks()
    assert await derive()


async def test_the_housekeeper_makes_them() -> None:
    library = Library()
    library.store.put("a.wav", tone(440))
    await library.scan()
    assert await Worker(library.app).drain()
    made = await library.ports.derived.making(bearings_name(SPACE.name))
    assert made is not None
    assert made.basis == 1


async def test_where_a_tag_points_is_where_it_grows() -> None:
    vectors = crowd(300)
    library, _ = await stocked(list(zip(leaning(vectors, "sad", 3), vectors, strict=True)))
    bearings = await library.app.discovery.read_bearings(SPACE)
    assert bearings.directions["sad"][3] > 0.9
    assert abs(bearings.axes[0][3]) > 0.9


@pytest.mark.parametrize("count", [0, 1])
async def test_a_library_of_nothing_or_of_one_has_what_is_usual(count: int) -> None:
    vectors = crowd(count)
    library, _ = await stocked(list(zip(leaning(vectors, "sad", 3), vectors, strict=True)))
    bearings = await library.app.discovery.read_bearings(SPACE)
    assert not bearings.directions
    assert bearings.axes.shape == (0, DIMENSION)


async def test_they_are_read_once_and_looked_after_every_half_minute() -> None:
    vectors = crowd(30)
    library, _ = await stocked(list(zip(leaning(vectors, "sad", 3), vectors, strict=True)))
    discovery = library.app.discovery
    before = await discovery.read_bearings(SPACE)
    await library.ports.derived.drop(bearings_name(SPACE.name))
    assert await discovery.read_bearings(SPACE) is before
    library.clock.advance(timedelta(seconds=31))
    after = await discovery.read_bearings(SPACE)
    assert not after.directions
    library.clock.advance(timedelta(seconds=31))
    assert await discovery.read_bearings(SPACE) is after
    library.clock.advance(timedelta(seconds=31))
    library.database.reachable = False
    with pytest.raises(Unavailable):
        await discovery.read_bearings(SPACE)


async def test_while_a_new_model_fills_its_space_those_of_the_old_one_stay() -> None:
    vectors = crowd(30)
    library, _ = await stocked(list(zip(leaning(vectors, "sad", 3), vectors, strict=True)))
    old = Space("old@1", DIMENSION)
    await library.index.create(old)
    await library.index.switch(LIBRARY, old)
    assert await library.app.discovery.derive_bearings()
    library.database.rows.clear()
    assert not await library.app.discovery.derive_bearings()


def test_bearings_come_back_from_bytes() -> None:
    plain = usual_bearings(DIMENSION)
    kept = unpacked(packed(plain))
    assert kept.scale.names == plain.scale.names
    assert np.array_equal(kept.scale.middle, plain.scale.middle)
    assert np.array_equal(kept.scale.spread, plain.scale.spread)
    assert kept.directions == {}
    assert kept.axes.shape == plain.axes.shape


def test_a_sample_is_even_and_bounded() -> None:
    for count in (1, 19_999, 20_000, 20_001, 59_999, 1_000_000):
        chosen = every(count)
        sampled = sum(map(chosen, range(count + 500)))
        assert min(count, 10_000) <= sampled <= 20_000
    assert [outgrown(0, 0), outgrown(0, 1), outgrown(10, 11), outgrown(10, 12), outgrown(100, 89)] == [
        False, True, False, True, True,
    ]  # fmt: skip
    assert [outgrown(100, 100, 10), outgrown(100, 100, 11)] == [False, True]
