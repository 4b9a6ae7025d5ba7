"""Looking at the data folder keeps the promises of every probe."""

import threading
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from musicsim.adapters.probes.disk import DiskProbe
from musicsim.ports.probe import Probe
from tests.contracts.probe_contract import SOON, ProbeContract

PATIENCE = 60.0


class HangingDisk:
    """Nobody who asks it for its room comes back before `go_on` is set."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.asked = 0

    def room(self, _folder: Path) -> int:
        self.asked += 1
        self.go_on.wait()
        return 2**40


@pytest.fixture
def disk() -> Iterator[HangingDisk]:
    made = HangingDisk()
    yield made
    made.go_on.set()


def out_of_tune(_folder: Path) -> int:
    raise ValueError("out of tune")


class TestDiskProbe(ProbeContract):
    @pytest.fixture
    def healthy(self, tmp_path: Path) -> Probe:
        return DiskProbe(tmp_path / "new" / "data", PATIENCE, lambda _: 2**40)

    @pytest.fixture
    def unhealthy(self, tmp_path: Path) -> Probe:
        (tmp_path / "file").touch()
        return DiskProbe(tmp_path / "file" / "data", PATIENCE)

    @pytest.fixture
    def raising(self, tmp_path: Path) -> Probe:
        return DiskProbe(tmp_path, PATIENCE, out_of_tune)

    @pytest.fixture
    def hanging(self, tmp_path: Path, disk: HangingDisk) -> Probe:
        return DiskProbe(tmp_path, SOON, disk.room)


async def test_a_full_disk(tmp_path: Path):
    finding = await DiskProbe(tmp_path, PATIENCE, lambda _: 2**20).check()
    assert not finding.healthy
    assert "0.0 GiB free" in finding.seen


async def test_the_room_of_a_real_folder(tmp_path: Path):
    assert "GiB free" in (await DiskProbe(tmp_path, PATIENCE).check()).seen


async def test_however_often_it_is_asked_a_disk_that_hangs_is_looked_at_once(tmp_path: Path, disk: HangingDisk):
    probe = DiskProbe(tmp_path, SOON, disk.room)
    for _ in range(3):
        assert not (await probe.check()).healthy
    assert disk.asked == 1
    disk.go_on.set()
    with anyio.fail_after(PATIENCE):
        while not (await probe.check()).healthy:
            pass
