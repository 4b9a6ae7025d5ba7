"""How much of a hub each track is, in memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId
from musicsim.ports.hubs import Hubs


class MemoryHubs(Hubs):
    """Keeps numbers in a MemoryDatabase, each with the embedding that it was measured for."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def numbers(self, space: str, ids: Collection[TrackId]) -> Mapping[TrackId, float]:
        self._database.check()
        wanted = set(ids)
        found = {one: self._number(space, one, vector) for one, vector in self._embeddings(space) if one in wanted}
        return {one: kept[0] for one, kept in found.items() if kept is not None}

    async def due(self, space: str, limit: int, least: int) -> Sequence[tuple[TrackId, Vector]]:
        self._database.check()
        told = [(one, vector, self._number(space, one, vector)) for one, vector in self._embeddings(space)]
        without = [(-1, one, vector) for one, vector, kept in told if kept is None]
        outdated = [(kept[1], one, vector) for one, vector, kept in told if kept is not None and kept[1] < least]
        ordered = sorted([*without, *outdated], key=lambda each: each[:2])
        return [(one, vector) for _, one, vector in ordered[: max(0, limit)]]

    async def keep(self, space: str, numbers: Mapping[TrackId, float], among: int) -> None:
        self._database.check()
        for one, vector in self._embeddings(space):
            if one in numbers:
                self._database.hubs[space, one] = numbers[one], among, vector

    def _embeddings(self, space: str) -> Iterator[tuple[TrackId, Vector]]:
        for row in self._database.by_id():
            embedding = row.analysis.embedding(space) if row.analysis is not None else None
            if embedding is not None:
                yield row.track.id, embedding.vector

    def _number(self, space: str, track: TrackId, vector: Vector) -> tuple[float, int] | None:
        kept = self._database.hubs.get((space, track))
        return kept[:2] if kept is not None and kept[2] is vector else None
