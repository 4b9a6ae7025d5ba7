"""Applications on several hosts that share one PostgreSQL database."""

import time
from pathlib import Path

import pytest

from musicsim.bootstrap import open_application
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.entrypoints.worker.worker import Worker
from tests.support.servers.postgres import Postgres
from tests.unit.use_cases.library import tone

AT_ONCE = 5.0  # seconds, on the slowest machine


@pytest.fixture
def music(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    for pitch in (220, 330, 440):
        (folder / f"{pitch}.wav").write_bytes(tone(pitch, seconds=4.0))
    return folder


def host(name: str, music: Path, url: str) -> Settings:
    """A host of its own has a data folder of its own."""
    return Settings(library=str(music), data=music.parent / name, database_url=url, processes=1)


async def test_what_one_host_found_all_know(music: Path, postgres: Postgres):
    url = postgres.new_database()
    async with open_application(host("a", music, url)) as one, open_application(host("b", music, url)) as other:
        worker = Worker(one, trace_waveforms=False)
        await worker.scan()
        assert await worker.drain()
        assert [finding for finding in await one.diagnose() if not finding.healthy] == []
        assert any("in PostgreSQL 18" in finding.seen for finding in await other.check_readiness())
        [seed, *_] = (await other.search_tracks(TrackQuery())).items
        answer = await one.find_similar(seed.id)
        assert len(answer.hits) + len(answer.copies) == 2


async def test_one_host_scans_at_a_time(music: Path, postgres: Postgres):
    url = postgres.new_database()
    async with open_application(host("a", music, url)) as one, open_application(host("b", music, url)) as other:
        async with one.lease.hold("scan") as held:
            assert held
            with pytest.raises(Conflict):
                await other.scan_library()
        assert (await other.scan_library()).added == 3
        assert (await one.scan_library()).added == 0


async def test_a_start_while_the_database_is_down_says_so_at_once(music: Path, postgres: Postgres):
    url = postgres.new_database()
    postgres.stop()
    began = time.monotonic()
    try:
        with pytest.raises(Unavailable, match="can't be reached"):
            async with open_application(host("a", music, url)):
                pass
    finally:
        postgres.start()
    assert time.monotonic() - began < AT_ONCE


async def test_a_scan_whose_database_goes_down_is_told_and_done_again(music: Path, postgres: Postgres):
    url = postgres.new_database()
    async with open_application(host("a", music, url)) as app:

        def fail(scan: Scan) -> None:
            if scan.to_read:
                postgres.stop()

        try:
            with pytest.raises(Unavailable):
                await app.scan_library(on_progress=fail)
        finally:
            postgres.start()
        scan = await app.scan_library()
        assert (scan.status, scan.added) == (ScanStatus.FINISHED, 3)
        counts = (await app.report_status()).counts
        assert (counts.pending, counts.present) == (3, 3)
