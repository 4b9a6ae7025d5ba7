"""What everything promises that keeps what is known of outside tracks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.beyond import MUSICBRAINZ, SPOTIFY, ExternalId, ExternalTrack
from musicsim.domain.model.outside_track import Counterpart, Described, OurOwn
from tests.contracts.outside_memory import OutsideMemory
from tests.support.externals import an_external, an_id
from tests.support.samples import DAY, HALVES, track_id

HOUR = timedelta(hours=1)
THERE = Counterpart(catalogue=SPOTIFY, external=an_id(7), sought="a", asked_at=DAY)
NOWHERE = Counterpart(catalogue=MUSICBRAINZ, external=None, sought="a", asked_at=DAY + HOUR)


class OutsideTracksContract:
    """Subclasses supply `kept` (filled) and `cut_off`, which does not answer."""

    async def test_descriptions_are_kept_as_they_are(self, kept: OutsideMemory):
        plain = ExternalTrack(id=an_id(2, MUSICBRAINZ), title="Ö")
        known = {
            an_id(1): Described(an_external(1), DAY),
            plain.id: Described(plain, DAY + HOUR),
            an_id(3): Described(None, DAY),
        }
        for one, what in known.items():
            await kept.tracks.describe(one, what)
        halves = [ExternalId(SPOTIFY, text) for text in HALVES]
        assert await kept.tracks.described([*known, an_id(4), an_id(2), *halves]) == known
        assert await kept.tracks.described([]) == {}
        await kept.tracks.describe(an_id(3), Described(an_external(3), DAY + HOUR))
        assert (await kept.tracks.described([an_id(3)]))[an_id(3)] == Described(an_external(3), DAY + HOUR)

    async def test_the_oldest_descriptions_are_forgotten_first(self, kept: OutsideMemory):
        for hours in range(4):
            await kept.tracks.describe(an_id(hours), Described(None, DAY + hours * HOUR))
        assert await kept.tracks.forget(DAY + 3 * HOUR, 2) == 2
        assert set(await kept.tracks.described([an_id(number) for number in range(4)])) == {an_id(2), an_id(3)}
        assert await kept.tracks.forget(DAY + 3 * HOUR, 2) == 1
        assert await kept.tracks.forget(DAY + 3 * HOUR, 2) == 0

    async def test_what_ours_is_elsewhere(self, kept: OutsideMemory):
        assert await kept.tracks.counterparts(track_id(1)) == {}
        await kept.tracks.match(track_id(1), THERE)
        await kept.tracks.match(track_id(1), NOWHERE)
        assert await kept.tracks.counterparts(track_id(1)) == {SPOTIFY: THERE, MUSICBRAINZ: NOWHERE}
        other = replace(THERE, external=an_id(8), sought="b")
        await kept.tracks.match(track_id(1), other)
        assert (await kept.tracks.counterparts(track_id(1)))[SPOTIFY] == other

    async def test_which_of_ours_an_outside_track_is(self, kept: OutsideMemory):
        await kept.tracks.match(track_id(2), replace(THERE, sought="b"))
        await kept.tracks.match(track_id(1), THERE)
        await kept.tracks.match(track_id(3), replace(THERE, catalogue=MUSICBRAINZ, external=None))
        same_id = ExternalId(MUSICBRAINZ, an_id(7).id)
        both = {an_id(7): [OurOwn(track_id(1), "a"), OurOwn(track_id(2), "b")]}
        assert await kept.tracks.ours([an_id(7), an_id(8), same_id]) == both
        assert await kept.tracks.ours([]) == {}

    async def test_an_outage_is_told(self, cut_off: OutsideMemory):
        for call in (
            cut_off.tracks.described([an_id(1)]),
            cut_off.tracks.describe(an_id(1), Described(None, DAY)),
            cut_off.tracks.counterparts(track_id(1)),
            cut_off.tracks.match(track_id(1), THERE),
            cut_off.tracks.ours([an_id(1)]),
            cut_off.tracks.forget(DAY, 1),
        ):
            with pytest.raises(Unavailable):
                await call
