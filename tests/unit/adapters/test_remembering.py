"""What an outside catalogue said is remembered for a while."""

from musicsim.adapters.guarded.remembering import RememberingMetadataProvider
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.metadata_provider import MemoryMetadataProvider
from musicsim.domain.rules.freshness import DESCRIPTION, NOTHING
from tests.support.externals import an_external, an_id, sought


async def test_it_asks_again_when_time_has_passed():
    clock, inner = ManualClock(), MemoryMetadataProvider(tracks=[an_external(1)])
    remembering = RememberingMetadataProvider(inner, clock)
    for _ in range(3):
        assert await remembering.get(an_id(1).id) == an_external(1)
        assert await remembering.get(an_id(2).id) is None
    assert inner.asked == 2
    clock.advance(NOTHING.fresh)
    inner.tracks.append(an_external(2))
    assert await remembering.get(an_id(2).id) == an_external(2)
    assert await remembering.get(an_id(1).id) == an_external(1)
    assert inner.asked == 3
    clock.advance(DESCRIPTION.fresh)
    await remembering.get(an_id(1).id)
    assert inner.asked == 4


async def test_what_a_search_found_is_remembered():
    inner = MemoryMetadataProvider(tracks=[an_external(1)])
    remembering = RememberingMetadataProvider(inner, ManualClock())
    await remembering.find(sought(an_external(1)))
    assert await remembering.get(an_id(1).id) == an_external(1)
    assert inner.asked == 1
    assert (remembering.name, remembering.catalogue) == (inner.name, inner.catalogue)


async def test_it_forgets_what_nobody_asked_for_longest():
    inner = MemoryMetadataProvider(tracks=list(map(an_external, range(1, 5))))
    remembering = RememberingMetadataProvider(inner, ManualClock(), most=2)
    for number in (1, 2, 1, 3, 1):
        await remembering.get(an_id(number).id)
    assert inner.asked == 3
    await remembering.get(an_id(2).id)
    assert inner.asked == 4
