"""What every maker of maps promises."""

import asyncio

import numpy as np
import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.layout import Points
from musicsim.ports.map_maker import MapMaker
from tests.support.vectors import crowd

VECTORS = np.concatenate([crowd(30, 8, seed) * np.float32(0.2) + np.eye(8, dtype=np.float32)[seed] for seed in (0, 1)])
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)


class MapMakerContract:
    """Subclasses supply the fixtures `maker`, and `broken`, which cannot make any."""

    async def test_a_layout_keeps_neighbours_and_is_always_the_same(self, maker: MapMaker):
        one, again = await asyncio.gather(maker.lay_out(VECTORS), maker.lay_out(VECTORS))
        assert np.array_equal(one.points, again.points)
        assert one.points.shape == (len(VECTORS), 2)
        assert one.points.min() >= 0
        assert one.points.max() <= 1
        assert _kept_together(one.points) > 0.95
        assert one.faithfulness.trustworthiness > 0.8
        assert one.faithfulness.continuity > 0.8

    async def test_it_stays_the_same_map(self, maker: MapMaker):
        before = (await maker.lay_out(VECTORS)).points
        begin = before.copy()
        begin[[3, 40]] = np.nan
        after = (await maker.lay_out(VECTORS, begin)).points
        assert np.isfinite(after).all()
        assert np.median(np.linalg.norm(after - before, axis=1)) < 0.1

    async def test_newcomers_are_placed_near_their_neighbours(self, maker: MapMaker):
        points = np.where(np.arange(60)[:, np.newaxis] < 30, 0.2, 0.8).astype(np.float32) * np.ones(2, np.float32)
        placed = await maker.place(VECTORS, points, VECTORS[[0, 31]])
        assert np.abs(placed - points[[0, 31]]).max() < 0.05

    async def test_what_is_apart_is_told_apart(self, maker: MapMaker):
        found = await maker.cluster(VECTORS, 2)
        assert np.bincount(found.labels).tolist() == [30, 30]
        assert found.labels[:30].tolist() in ([0] * 30, [1] * 30)
        assert found.centres.shape == (2, 8)

    async def test_what_cannot_be_made(self, broken: MapMaker):
        with pytest.raises(Unavailable):
            await broken.lay_out(VECTORS)


def _kept_together(points: Points) -> float:
    """Of how many tracks the nearest one on the map is of the same half."""
    squares = ((points[:, np.newaxis] - points) ** 2).sum(axis=2)
    np.fill_diagonal(squares, np.inf)
    return float(((squares.argmin(axis=1) < 30) == (np.arange(60) < 30)).mean())
