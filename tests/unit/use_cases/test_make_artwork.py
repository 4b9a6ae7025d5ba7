"""A picture by the first who can make one; and what comes of hundreds of albums when services fail."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from musicsim.adapters.guarded.artwork_generator import GuardedArtworkGenerator
from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.clock import ManualClock
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.painting import (
    AlbumFacts,
    ArtworkOrder,
    ArtworkSearch,
    ArtworkState,
    Declined,
    Outcome,
    Painting,
)
from musicsim.domain.rules.missing_artwork import due_albums, settled
from musicsim.domain.use_cases.make_artwork import MakeArtwork
from tests.support.externals import an_order
from tests.support.guarding import Watch


def making(*generators: MemoryArtworkGenerator) -> MakeArtwork:
    return MakeArtwork(generators=generators, clock=ManualClock())


async def test_the_first_who_can_paints():
    away = MemoryArtworkGenerator(name="away", fails_with=Unavailable("away", "Nobody answers."))
    shy = MemoryArtworkGenerator(name="shy", declines=frozenset({"horror"}))
    good, idle = MemoryArtworkGenerator(name="good"), MemoryArtworkGenerator(name="idle")
    attempt = await making(away, shy, good, idle)(an_order(prompt="horror"))
    assert attempt.artwork is not None
    assert attempt.artwork.provenance.provider == "good"
    assert [(one.source, one.outcome) for one in attempt.tried] == [
        ("away", Outcome.FAILED),
        ("shy", Outcome.DECLINED),
        ("good", Outcome.FOUND),
    ]
    assert [one.detail for one in attempt.tried][:2] == ["Nobody answers.", "A test does not want horror."]
    assert idle.orders == []


async def test_whose_pictures_were_rejected_is_not_asked():
    good, other = MemoryArtworkGenerator(name="good"), MemoryArtworkGenerator(name="other")
    attempt = await making(good, other)(an_order(), {"good"})
    assert [one.source for one in attempt.tried] == ["other"]
    assert good.orders == []


async def test_nobody_can():
    poor = MemoryArtworkGenerator(fails_with=Refused("memory", RefusalReason.SPENDING, "Enough for today."))
    attempt = await making(poor)(an_order())
    assert attempt.artwork is None
    assert [one.detail for one in attempt.tried] == ["Enough for today."]
    assert (await making()(an_order())).tried == ()


async def test_a_bug_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        await making(MemoryArtworkGenerator(fails_with=ZeroDivisionError()))(an_order())


class Moody(MemoryArtworkGenerator):
    """Fails three times in ten, and never wants to paint one album in nine."""

    chance = random.Random(11)

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        if self.chance.random() < 0.3:
            raise Unavailable("memory", "Not now.")
        if int(order.key) % 9 == 0:
            return Declined("Not that.")
        return await super().generate(order)


async def test_every_album_ends_found_or_absent_and_none_twice():
    watch, price = Watch(), 1.0
    painter = Moody(price=price)
    guarded = GuardedArtworkGenerator(painter, watch.guard(rate=100.0, burst=50.0), watch.purse(price, 40))
    make = MakeArtwork(generators=[guarded], clock=watch.clock)
    searches = {str(number): ArtworkSearch(album=str(number)) for number in range(200)}
    made: Counter[str] = Counter()
    begun = watch.clock.now()
    for _ in range(120):
        facts = [AlbumFacts(album=name, added_at=begun, search=search) for name, search in searches.items()]
        for album in due_albums(facts, ["memory"], watch.clock.now())[:20]:
            attempt = await make(an_order(album.album))
            made[album.album] += attempt.artwork is not None
            searches[album.album] = settled(searches[album.album], attempt.tried, watch.clock.now(), 0.5)
        watch.clock.advance(timedelta(hours=4))
    ends = Counter(search.state for search in searches.values())
    assert set(ends) == {ArtworkState.FOUND, ArtworkState.ABSENT}
    assert ends[ArtworkState.ABSENT] == len(range(0, 200, 9))
    assert max(made.values()) == 1
    assert made.total() == ends[ArtworkState.FOUND] == len(painter.orders)
    days = [await watch.spending.spent("memory", (begun + timedelta(days=day)).date()) for day in range(21)]
    assert max(days) <= 40
