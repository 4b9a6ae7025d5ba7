"""What every keeper of daily mixes promises."""

from datetime import date, timedelta

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.clusters import ClusterName
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.mixes import DailyMixes, Mix
from musicsim.ports.mixes import Mixes
from tests.support.samples import DAY

ANN, BOB, NOBODY = UserId("ann"), UserId("bob"), UserId("nobody")

TODAY = DailyMixes(
    date(2026, 3, 1),
    DAY,
    (
        Mix(1, ClusterName(("jazz", "été"), ("Ann & Bob",)), (TrackId("t00001"), TrackId("gone"))),
        Mix(2, ClusterName(), (TrackId("t00002"),)),
    ),
)
TOMORROW = DailyMixes(TODAY.day + timedelta(1), DAY + timedelta(1), (), 3)


class MixesContract:
    """Subclasses supply the fixtures `mixes`, which keeps none and knows Ann, Bob and the tracks t00001 at one.mp3 and
    t00002 at two.mp3, and `broken`, whose store does not answer.
    """

    async def test_before_the_first(self, mixes: Mixes):
        assert await mixes.of(ANN) is None
        assert await mixes.of(UserId("\0")) is None
        assert await mixes.export(ANN) == {"mixes": []}

    async def test_the_last_ones_are_kept(self, mixes: Mixes):
        await mixes.keep(BOB, TOMORROW)
        await mixes.keep(ANN, TODAY)
        assert await mixes.of(ANN) == TODAY
        await mixes.keep(ANN, TOMORROW)
        assert await mixes.of(ANN) == TOMORROW
        await mixes.keep(ANN, TODAY)
        assert (await mixes.of(ANN), await mixes.of(BOB)) == (TODAY, TOMORROW)

    async def test_who_is_nobody_keeps_nothing(self, mixes: Mixes):
        await mixes.keep(NOBODY, TODAY)
        assert await mixes.of(NOBODY) is None

    async def test_a_person_takes_them_along(self, mixes: Mixes):
        await mixes.keep(ANN, TODAY)
        first, second = (await mixes.export(ANN))["mixes"]
        assert first["tracks"] == ["one.mp3"]
        assert first["artists"] == ["Ann & Bob"]
        made_at = DAY.isoformat().replace("+00:00", "Z")
        assert second == {"made_at": made_at, "tags": [], "artists": [], "tracks": ["two.mp3"]}

    async def test_what_is_forgotten_is_gone(self, mixes: Mixes):
        await mixes.keep(ANN, TODAY)
        await mixes.keep(BOB, TODAY)
        for _ in range(2):
            await mixes.forget(ANN)
        assert (await mixes.of(ANN), await mixes.of(BOB)) == (None, TODAY)

    async def test_a_store_that_does_not_answer(self, broken: Mixes):
        for call in (broken.of(ANN), broken.keep(ANN, TODAY), broken.export(ANN), broken.forget(ANN)):
            with pytest.raises(Unavailable):
                await call
