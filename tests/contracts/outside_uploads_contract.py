"""What everything promises that remembers what was sent to an outside service."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.beyond import CYANITE, SPOTIFY, ExternalId
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState, OutsideUpload
from tests.contracts.outside_memory import OutsideMemory
from tests.support.samples import DAY, track_id

SENDING = OutsideUpload(
    track=track_id(1), content_hash="a", listening=OutsideListening(OutsideState.SENDING), changed_at=DAY
)
SENT = replace(
    SENDING, external=ExternalId(CYANITE, "lib1"), listening=OutsideListening(OutsideState.FAILED, "Too löud.")
)


class OutsideUploadsContract:
    """Subclasses supply `kept` (filled) and `cut_off`, which does not answer."""

    async def test_an_upload_is_kept_as_it_is(self, kept: OutsideMemory):
        assert await kept.uploads.of(track_id(1)) is None
        assert await kept.uploads.keep(SENDING, None)
        assert await kept.uploads.of(track_id(1)) == SENDING
        assert await kept.uploads.keep(SENT, SENDING)
        assert await kept.uploads.of(track_id(1)) == SENT
        assert await kept.uploads.of(track_id(2)) is None

    async def test_who_does_not_know_what_is_there_changes_nothing(self, kept: OutsideMemory):
        assert not await kept.uploads.keep(SENT, SENDING)
        assert await kept.uploads.of(track_id(1)) is None
        await kept.uploads.keep(SENDING, None)
        later = replace(SENDING, changed_at=DAY + timedelta(hours=1))
        assert not await kept.uploads.keep(later, None)
        assert not await kept.uploads.keep(SENT, later)
        assert await kept.uploads.of(track_id(1)) == SENDING

    async def test_of_several_at_one_moment_one_begins(self, kept: OutsideMemory):
        begun = await asyncio.gather(*(kept.uploads.keep(SENDING, None) for _ in range(5)))
        assert sum(begun) == 1

    async def test_the_service_names_it(self, kept: OutsideMemory):
        await kept.uploads.keep(SENT, None)
        assert await kept.uploads.known_as(ExternalId(CYANITE, "lib1")) == SENT
        assert await kept.uploads.known_as(ExternalId(SPOTIFY, "lib1")) is None
        assert await kept.uploads.known_as(ExternalId(CYANITE, "")) is None

    async def test_it_can_be_forgotten(self, kept: OutsideMemory):
        await kept.uploads.keep(SENT, None)
        await kept.uploads.remove(track_id(1))
        await kept.uploads.remove(track_id(1))
        assert await kept.uploads.of(track_id(1)) is None

    async def test_an_outage_is_told(self, cut_off: OutsideMemory):
        for call in (
            cut_off.uploads.of(track_id(1)),
            cut_off.uploads.known_as(ExternalId(CYANITE, "lib1")),
            cut_off.uploads.keep(SENT, None),
            cut_off.uploads.remove(track_id(1)),
        ):
            with pytest.raises(Unavailable):
                await call
