"""A person's favourites and plays as conditions."""

from datetime import timedelta

import pytest

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.favourites import MemoryFavourites
from musicsim.adapters.memory.plays import MemoryPlays
from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.narrowing import Narrowing
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import EVERYTHING, Filter
from musicsim.domain.use_cases.narrow_search import NarrowSearch
from tests.support.in_memory import stores_on
from tests.support.samples import DAY, a_track, track_id

ANN, BOB = UserId("ann"), UserId("bob")
SLOW = Filter(bpm=Span(60, 80), exclude_ids=frozenset({"seed"}))


@pytest.fixture
async def narrow() -> NarrowSearch:
    """Ann likes 0 and 1 and began 1 and 2 three hours ago, and 3 yesterday; Bob does nothing."""
    database, clock = MemoryDatabase(), ManualClock()
    stores = stores_on(database)
    plays = MemoryPlays(database)
    for user in (ANN, BOB):
        await stores.welcome(user)
    await stores.save(*map(a_track, range(5)))
    for number in range(2):
        await stores.favourites.add(ANN, track_id(number), DAY)
    for number, hours in ((1, 3), (2, 3), (3, 24)):
        at = clock.now() - timedelta(hours=hours)
        await plays.record(
            ANN, [PlayEvent(play=PlayId(f"p{number}"), track=track_id(number), stage=PlayStage.STARTED, at=at)]
        )
    return NarrowSearch(favourites=MemoryFavourites(database), plays=plays, clock=clock)


async def test_what_is_not_asked_for_changes_nothing(narrow: NarrowSearch) -> None:
    assert await narrow(ANN, Narrowing(SLOW)) is SLOW
    assert await narrow(ANN, Narrowing()) is EVERYTHING


async def test_only_favourites_of_that_person(narrow: NarrowSearch) -> None:
    where = await narrow(ANN, Narrowing(SLOW, favourites_only=True))
    assert (where.bpm, where.exclude_ids, where.only_ids) == (SLOW.bpm, SLOW.exclude_ids, {track_id(0), track_id(1)})
    assert (await narrow(BOB, Narrowing(favourites_only=True))).only_ids == frozenset()
    both = await narrow(ANN, Narrowing(Filter(only_ids=frozenset({track_id(1), "x"})), favourites_only=True))
    assert both.only_ids == {track_id(1)}


async def test_nothing_that_was_begun_lately(narrow: NarrowSearch) -> None:
    assert (await narrow(ANN, Narrowing(SLOW, heard_within=4))).exclude_ids == {"seed", track_id(1), track_id(2)}
    assert len((await narrow(ANN, Narrowing(heard_within=48))).exclude_ids) == 3
    assert await narrow(ANN, Narrowing(SLOW, heard_within=1)) is SLOW
    assert await narrow(BOB, Narrowing(SLOW, heard_within=48)) is SLOW


@pytest.mark.parametrize("hours", [0, -1, 9000, float("nan"), float("inf")])
def test_lately_is_a_while(hours: float) -> None:
    with pytest.raises(Invalid, match="heard_within"):
        Narrowing(heard_within=hours)
