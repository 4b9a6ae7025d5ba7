"""Maps made in processes of their own keep their promises, and leave nothing behind."""

import asyncio
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
