"""Leases hold between processes, and only as long as these live."""

from pathlib import Path

import pytest

from musicsim.adapters.filesystem.lease import FileLease
from musicsim.domain.errors import Unavailable
from tests.contracts.lease_contract import LeaseContract
from tests.support.lease_holder import held_elsewhere


class TestFileLease(LeaseContract):
    @pytest.fixture
    def lease(self, tmp_path: Path) -> FileLease:
        return FileLease(tmp_path)

    @pytest.fixture
    def rival(self, tmp_path: Path) -> FileLease:
        return FileLease(tmp_path)


async def test_another_process_keeps_us_out_until_it_is_killed(tmp_path: Path):
    with held_elsewhere(tmp_path, "scan") as (process, got_it):
        assert got_it
        async with FileLease(tmp_path).hold("scan") as held:
            assert not held
        async with FileLease(tmp_path).hold("work") as held:
            assert held
        process.kill()  # SIGKILL: nothing of its own can run any more
        process.wait()
        async with FileLease(tmp_path).hold("scan") as held:
            assert held


async def test_we_keep_another_process_out(tmp_path: Path):
    async with FileLease(tmp_path).hold("scan") as held:
        assert held
        with held_elsewhere(tmp_path, "scan") as (_, got_it):
            assert not got_it


async def test_the_folder_is_made(tmp_path: Path):
    async with FileLease(tmp_path / "a" / "b").hold("scan") as held:
        assert held
    assert (tmp_path / "a" / "b" / "scan.lock").exists()


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="local disk"):
        async with FileLease(tmp_path / "file").hold("scan"):
            pass
