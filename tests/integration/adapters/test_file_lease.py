"""Leases hold between processes, and only as long as these live."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from musicsim.adapters.filesystem.lease import FileLease
from musicsim.domain.errors import Unavailable
from tests.contracts.lease_contract import LeaseContract

PROJECT = Path(__file__).parents[3]


class TestFileLease(LeaseContract):
    @pytest.fixture
    def lease(self, tmp_path: Path) -> FileLease:
        return FileLease(tmp_path)

    @pytest.fixture
    def rival(self, tmp_path: Path) -> FileLease:
        return FileLease(tmp_path)


@contextmanager
def another_process(folder: Path, name: str) -> Iterator[tuple[subprocess.Popen[str], bool]]:
    """A process that asked for the lease, and whether it got it."""
    command = [sys.executable, "-m", "tests.support.lease_holder", str(folder), name]
    with subprocess.Popen(command, cwd=PROJECT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline() == "True\n"
        finally:
            process.kill()


def test_another_process_keeps_us_out_until_it_is_killed(tmp_path: Path):
    with another_process(tmp_path, "scan") as (process, got_it):
        assert got_it
        with FileLease(tmp_path).hold("scan") as held:
            assert not held
        with FileLease(tmp_path).hold("work") as held:
            assert held
        process.kill()  # SIGKILL: nothing of its own can run any more
        process.wait()
        with FileLease(tmp_path).hold("scan") as held:
            assert held


def test_we_keep_another_process_out(tmp_path: Path):
    with FileLease(tmp_path).hold("scan") as held, another_process(tmp_path, "scan") as (_, got_it):
        assert held
        assert not got_it


def test_the_folder_is_made(tmp_path: Path):
    with FileLease(tmp_path / "a" / "b").hold("scan") as held:
        assert held
    assert (tmp_path / "a" / "b" / "scan.lock").exists()


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="local disk"), FileLease(tmp_path / "file").hold("scan"):
        pass
