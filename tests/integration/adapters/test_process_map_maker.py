"""Maps made in processes of their own keep their promises, and leave nothing behind."""

import asyncio
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from musicsim.adapters.cartographer.map_maker import ProcessMapMaker
from musicsim.domain.errors import Unavailable
from tests.contracts.map_maker_contract import VECTORS, MapMakerContract
from tests.support.vectors import crowd


class TestProcessMapMaker(MapMakerContract):
    @pytest.fixture
    def maker(self, tmp_path: Path) -> ProcessMapMaker:
        return ProcessMapMaker(tmp_path / "maps", patience=0.1)

    @pytest.fixture
    def broken(self, tmp_path: Path) -> ProcessMapMaker:
        (tmp_path / "file").write_text("no folder")
        return ProcessMapMaker(tmp_path / "file")


def found(folder: Path, pattern: str = "*") -> list[Path]:
    return list(folder.glob(pattern))


async def test_what_is_cancelled_is_killed(tmp_path: Path):
    making = asyncio.create_task(ProcessMapMaker(tmp_path).lay_out(crowd(6000, 8)))
    while not found(tmp_path, "map-*/in/vectors.npy"):
        await asyncio.sleep(0.01)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert found(tmp_path) == []


async def test_a_process_that_fails_says_why(tmp_path: Path):
    with pytest.raises(Unavailable, match=r"mismatch|dimension|align"):
        await ProcessMapMaker(tmp_path).place(VECTORS, np.zeros((60, 2), np.float32), crowd(2, 5))
    assert found(tmp_path) == []


async def test_what_was_left_behind_is_removed_after_a_day(tmp_path: Path):
    for name in ("map-old", "map-new", "other"):
        (tmp_path / name / "in").mkdir(parents=True)
    for name in ("map-old", "other"):
        os.utime(tmp_path / name, (1e9, 1e9))
    await ProcessMapMaker(tmp_path).place(VECTORS, np.zeros((60, 2), np.float32), VECTORS[:1])
    assert sorted(each.name for each in found(tmp_path)) == ["map-new", "other"]


async def test_a_process_whose_parent_is_gone_ends_and_tidies_up(tmp_path: Path):
    folder = tmp_path / "map-1"
    for name in ("in", "out"):
        (folder / name).mkdir(parents=True)
    np.save(folder / "in" / "vectors.npy", crowd(20_000, 8))
    np.save(folder / "in" / "patience.npy", np.array([100.0]))
    command = [sys.executable, "-m", "musicsim.adapters.cartographer.child", "lay_out", str(folder)]
    child = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE)
    assert child.stdin is not None
    child.stdin.close()  # as when the parent dies
    async with asyncio.timeout(60):
        assert await child.wait() == 1
    assert found(tmp_path) == []
