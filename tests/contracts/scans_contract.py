"""What every log of scans promises."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.identity import ScanId
from musicsim.domain.model.scan import Scan, ScanStatus
from tests.support.samples import DAY, HALVES
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores
from tests.support.strategies import failures, moments, words

counts = st.integers(0, 2**62)
scans = st.builds(
    Scan,
    id=words.filter(bool).map(ScanId),
    status=st.sampled_from(ScanStatus),
    started_at=moments,
    finished_at=st.none() | moments,
    listed=counts,
    to_read=counts,
    read=counts,
    added=counts,
    changed=counts,
    moved=counts,
    restored=counts,
    missing=counts,
    problems=st.lists(st.builds(Unlisted, words, failures), max_size=3).map(tuple),
    problem_count=counts,
    error=words,
)


def a_scan(number: int, minutes: int = 0) -> Scan:
    started = DAY + timedelta(minutes=minutes)
    return Scan(id=ScanId(f"s{number}"), status=ScanStatus.RUNNING, started_at=started)


class ScansContract:
    """Subclasses supply the fixtures `stores` (empty), `open_stores` (a way to more) and `broken` (not answering)."""

    @PROPERTY
    @given(scans)
    async def test_every_field_comes_back_as_it_was(self, open_stores: OpenStores, scan: Scan):
        async with open_stores() as stores:
            await stores.scans.save(scan)
            assert await stores.scans.get(scan.id) == scan
            assert await stores.scans.recent(1) == [scan]

    async def test_unknown_scans_are_answered_with_nothing(self, stores: Stores):
        assert await stores.scans.get(ScanId("nothere")) is None
        assert await stores.scans.recent(5) == []

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_no_scan(self, stores: Stores, half: str):
        assert await stores.scans.get(ScanId(half)) is None

    async def test_saving_replaces_by_id(self, stores: Stores):
        await stores.scans.save(a_scan(1))
        finished = replace(a_scan(1), status=ScanStatus.FINISHED, finished_at=DAY, listed=5)
        await stores.scans.save(finished)
        assert await stores.scans.recent(5) == [finished]

    async def test_recent_scans_newest_start_first_ties_by_id_descending(self, stores: Stores):
        for number, minutes in [(1, 0), (2, 5), (4, 5), (3, 5), (5, -900)]:
            await stores.scans.save(a_scan(number, minutes))
        assert [scan.id for scan in await stores.scans.recent(10)] == ["s4", "s3", "s2", "s1", "s5"]
        assert [scan.id for scan in await stores.scans.recent(2)] == ["s4", "s3"]

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: Stores):
        for call in (broken.scans.save(a_scan(1)), broken.scans.get(ScanId("s1")), broken.scans.recent(1)):
            with pytest.raises(Unavailable):
                await call
