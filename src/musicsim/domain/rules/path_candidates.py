"""Where the candidates of a path come from."""

import asyncio
from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.path import Neighbours
from musicsim.domain.rules.unit_vectors import unit_rows
from musicsim.domain.rules.waypoints import POOL, questions


async def path_candidates(neighbours: Neighbours, fixed: Sequence[Vector], stops: int) -> list[str]:
    """The ids to choose a path from, each once: those nearest to points along the line through `fixed`.

    Two to MOST_QUERIES queries, asked at once, for POOL neighbours in all. Where there are fixed tracks on the way, the
    line bends there.
    """
    points = questions(np.stack(fixed).astype(np.float64), stops)
    usable = points[np.linalg.norm(points, axis=1) > 0]
    found = await asyncio.gather(*(neighbours(point, POOL // len(usable)) for point in unit_rows(usable)))
    return list(dict.fromkeys(one.id for near in found for one in near))
