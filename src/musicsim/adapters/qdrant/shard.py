"""The shard of one space: the engine's unit of files."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from qdrant_edge import (
    CountRequest,
    Distance,
    EdgeConfig,
    EdgeOptimizersConfig,
    EdgeShard,
    EdgeVectorParams,
    HnswIndexConfig,
    PayloadSchemaType,
    Query,
    QueryRequest,
    ScrollRequest,
    SearchParams,
    UpdateOperation,
)
from qdrant_edge import Filter as Conditions

from musicsim.adapters.qdrant.conditions import conditions, with_ids
from musicsim.adapters.qdrant.points import (
    FOLDERS,
    ID,
    NUMBERS,
    PART,
    SETS,
    entry_of,
    keepable,
    place_of,
    point_id,
    point_of,
)
from musicsim.adapters.qdrant.tuning import Tuning
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.neighbours import in_order, settled
from musicsim.domain.rules.unit_vectors import cosines

if TYPE_CHECKING:
    from qdrant_edge import PointId

_AT_ONCE = 1_000
_BEYOND = 16
_WIDER = 4
_SLACK = 1e-5  # by how much a product in float32 may be off


class SpaceShard:
    """Called from threads. One of them at a time may write; the engine raises plain `Exception`s.

    The vectors are kept as they are and compared by their product: they have unit length.
    """

    def __init__(self, path: Path, space: Space, tuning: Tuning, made: EdgeShard | None = None) -> None:
        self.path = path
        self.space = space
        self._tuning = tuning
        self._shard = made or EdgeShard.load(str(path))
        self._graphed = self._shard.info().indexed_vectors_count
        self._noted: list[UpdateOperation] | None = None
        self._version = 0
        self._places: tuple[int, list[Place]] = (-1, [])

    @classmethod
    def create(cls, path: Path, space: Space, tuning: Tuning) -> "SpaceShard":
        """A new shard without points. It needs no log: every write is flushed."""
        config = EdgeConfig(
            vectors=EdgeVectorParams(size=space.dimension, distance=Distance.Dot),
            hnsw_config=HnswIndexConfig(m=16, ef_construct=100, full_scan_threshold=tuning.exact_kib),
            optimizers=EdgeOptimizersConfig(indexing_threshold=tuning.exact_kib),
            wal_enabled=False,
        )
        shard = EdgeShard.create(str(path), config)
        for name in (ID, "artist", "album", "key", FOLDERS, *SETS):
            shard.update(UpdateOperation.create_field_index(name, PayloadSchemaType.Keyword))
        for name in NUMBERS:
            shard.update(UpdateOperation.create_field_index(name, PayloadSchemaType.Float))
        shard.flush()
        return cls(path, space, tuning, shard)

    @property
    def wants_graph(self) -> bool:
        """Whether so many vectors are without a graph that one would pay."""
        return self._tuning.wants_graph(self.count() - self._graphed, self._graphed, self.space.dimension)

    def note_writes(self) -> None:
        """From now on keep what is written, for a successor."""
        self._noted = []

    def forget_writes(self) -> None:
        """There will be no successor, or there is one."""
        self._noted = None

    def succeeded_by(self, path: Path) -> "SpaceShard":
        """What lies there, a copy from when noting began, brought up to date."""
        successor = SpaceShard(path, self.space, self._tuning)
        successor._write(self._noted or [])
        return successor

    def put(self, entries: Sequence[VectorEntry], vectors: npt.NDArray[np.float32]) -> None:
        """Insert or replace entries, whose unit vectors are `vectors`, lastingly."""
        points = [point_of(entry, vector) for entry, vector in zip(entries, vectors, strict=True)]
        self._write(
            UpdateOperation.upsert_points(points[start : start + _AT_ONCE]) for start in range(0, len(points), _AT_ONCE)
        )

    def delete(self, ids: Collection[str]) -> None:
        """Remove all parts of some ids, lastingly."""
        self._write([UpdateOperation.delete_points_by_filter(with_ids(ids))])

    def nearest(self, query: Vector, limit: int, where: Filter) -> list[Neighbour]:
        """As the port says, of a unit query, ranked by the cosines of the kept vectors, so that equal ones tie."""
        admitted = conditions(where)
        best = self._settled(query, limit, admitted, exact=False)
        if len(best) < limit and self._graphed:  # a graph may have islands
            best = self._settled(query, limit, admitted, exact=True)
        return best

    def _settled(self, query: Vector, limit: int, admitted: Conditions | None, *, exact: bool) -> list[Neighbour]:
        reach = limit + _BEYOND
        while (best := settled(found := self._near(query, reach, admitted, exact), limit, reach, _SLACK)) is None:
            reach = _WIDER * len(found)
        return best

    def _near(self, query: Vector, reach: int, admitted: Conditions | None, exact: bool) -> list[Neighbour]:
        hits = self._shard.query(
            QueryRequest(
                limit=reach,
                query=Query.Nearest(query.tolist()),
                filter=admitted,
                with_vector=True,
                with_payload=[ID, PART],
                params=SearchParams(hnsw_ef=max(reach, self._tuning.least_expansion), exact=exact),
            )
        )
        vectors = np.array([hit.vector for hit in hits], np.float32).reshape(-1, self.space.dimension)
        told = zip((place_of(hit.payload or {}) for hit in hits), cosines(vectors, query).tolist(), strict=True)
        return in_order(Neighbour(entry_id, score, part) for (entry_id, part), score in told)

    def vectors(self, ids: Collection[str]) -> dict[str, Vector]:
        """The vectors of part 0 of some ids."""
        wanted: list[PointId] = [point_id((one, 0)) for one in keepable(ids)]
        found = self._shard.retrieve(wanted, with_payload=[ID], with_vector=True)
        return {(one.payload or {})[ID]: np.asarray(one.vector, np.float32) for one in found}

    def page(self, limit: int, after: Place | None) -> list[VectorEntry]:
        """The first entries behind a place."""
        places = self._known_places()
        start = 0 if after is None else bisect_right(places, after)
        wanted: list[PointId] = [point_id(place) for place in places[start : start + limit]]
        found = self._shard.retrieve(wanted, with_payload=True, with_vector=True)
        return sorted(map(entry_of, found), key=lambda entry: entry.place)

    def count(self) -> int:
        return self._shard.count(CountRequest(exact=True))

    def close(self) -> None:
        """Give its files back."""
        self._shard.close()

    def _write(self, operations: Iterable[UpdateOperation]) -> None:
        self._version += 1
        for operation in operations:
            self._shard.update(operation)
            if self._noted is not None:
                self._noted.append(operation)
        self._shard.flush()
        self._version += 1  # once more: who looked in between has seen half of it

    def _known_places(self) -> list[Place]:
        """Every id and part, ascending: the engine reads in the order of its own ids only. Kept until a write."""
        version = self._version
        known_at, places = self._places
        if known_at != version:
            places = sorted(self._all_places())
            self._places = (version, places)
        return places

    def _all_places(self) -> Iterator[Place]:
        behind = None
        while True:
            request = ScrollRequest(offset=behind, limit=_AT_ONCE, with_payload=[ID, PART], with_vector=False)
            found, behind = self._shard.scroll(request)
            yield from (place_of(one.payload or {}) for one in found)
            if behind is None:
                return
