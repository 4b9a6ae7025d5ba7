"""Maps made on the spot."""

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.clusters import Clustering
from musicsim.domain.model.layout import Layout, Points, Vectors
from musicsim.domain.rules.clustering import clustered
from musicsim.domain.rules.faithfulness import faithfulness
from musicsim.domain.rules.layout import laid_out
from musicsim.domain.rules.placing import placed
from musicsim.ports.map_maker import MapMaker

_PATIENCE = 0.1


class MemoryMapMaker(MapMaker):
    """Works by the domain's rules, in this process, in a hurry: for libraries of few tracks.

    Knobs: while `broken`, everything raises Unavailable. `calls` notes each method with the number of its rows.
    """

    def __init__(self) -> None:
        self.broken = False
        self.calls: list[tuple[str, int]] = []

    async def lay_out(self, vectors: Vectors, begin: Points | None = None) -> Layout:
        self._begin("lay_out", len(vectors))
        points = laid_out(vectors, begin, _PATIENCE)
        return Layout(points, faithfulness(vectors, points))

    async def place(self, known: Vectors, points: Points, newcomers: Vectors) -> Points:
        self._begin("place", len(newcomers))
        return placed(known, points, newcomers)

    async def cluster(self, vectors: Vectors, count: int) -> Clustering:
        self._begin("cluster", len(vectors))
        return clustered(vectors, count)

    def _begin(self, method: str, rows: int) -> None:
        if self.broken:
            raise Unavailable("map", "Maps cannot be made: it was switched off by a test.")
        self.calls.append((method, rows))
