"""The collection of one space."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from musicsim.adapters.milvus.catalogue import dimension_of
from musicsim.adapters.milvus.connection import TIMEOUT
from musicsim.adapters.milvus.expressions import among, behind
from musicsim.adapters.milvus.rows import (
    ID,
    LONGEST_ID,
    LONGEST_PLACE,
    LONGEST_TEXT,
    NUMBERS,
    PART,
    PLACE,
    TEXTS,
    VECTOR,
    collection_name,
    entry_of,
)
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.neighbours import in_order, nearest_parts
from musicsim.domain.rules.unit_vectors import cosines

if TYPE_CHECKING:
    from pymilvus import CollectionSchema, MilvusClient
    from pymilvus.milvus_client.index import IndexParams

MOST = 16_384  # rows that Milvus hands out at once

_BATCH = 1_000
_GRAPH = {"M": 16, "efConstruction": 200}
_LEAST_EF = 128
_SLACK = 1e-5  # by how much Milvus' scores may be off


class SpaceCollection:
    """Called from threads; raises what pymilvus raises."""

    def __init__(self, client: "MilvusClient", space: Space, *, embedded: bool) -> None:
        self._client = client
        self._space = space
        self._name = collection_name(space.name)
        self._embedded = embedded

    def open(self) -> int | None:
        """Make an existing collection ready; its dimension, None when there is none.

        One whose creation was cut short lacks its index, without which it cannot be loaded.
        """
        if not self._client.has_collection(self._name, timeout=TIMEOUT):
            return None
        if not self._client.list_indexes(self._name, VECTOR, timeout=TIMEOUT):
            self._client.create_index(self._name, self._index(), timeout=TIMEOUT)
        self._client.load_collection(self._name, timeout=TIMEOUT)
        return dimension_of(self._client, self._name)

    def create(self) -> None:
        """Create it, ready for search."""
        self._client.create_collection(
            self._name,
            schema=self._schema(),
            index_params=self._index(),
            consistency_level="Strong",
            timeout=TIMEOUT,
        )

    def _schema(self) -> "CollectionSchema":
        from pymilvus import DataType, MilvusClient

        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field(PLACE, DataType.VARCHAR, is_primary=True, max_length=LONGEST_PLACE)
        schema.add_field(ID, DataType.VARCHAR, max_length=LONGEST_ID)
        schema.add_field(PART, DataType.INT32)
        schema.add_field(VECTOR, DataType.FLOAT_VECTOR, dim=self._space.dimension)
        for name in TEXTS:
            schema.add_field(name, DataType.VARCHAR, max_length=LONGEST_TEXT)
        for name in NUMBERS:
            schema.add_field(name, DataType.DOUBLE)
        return schema

    def _index(self) -> "IndexParams":
        """Lite's graphs do not reach every row when many are alike, so it goes without."""
        from pymilvus import MilvusClient

        index = MilvusClient.prepare_index_params()
        kind, params = ("FLAT", {}) if self._embedded else ("HNSW", _GRAPH)
        index.add_index(VECTOR, index_type=kind, metric_type="COSINE", params=params)
        return index

    def upsert(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for batch in _batches(rows):
            self._client.upsert(self._name, list(batch), timeout=TIMEOUT)
        self._settle()

    def delete(self, ids: Collection[str]) -> None:
        for batch in _batches(sorted(ids)):
            self._client.delete(self._name, filter=among(ID, batch), timeout=TIMEOUT)
        self._settle()

    def nearest(self, query: Vector, limit: int, where: str) -> list[Neighbour]:
        """Ranked by the cosines of the kept vectors, so that equal ones tie.

        Fetches more while ties, or further parts of the same ids, may have cut others off.
        """
        fetch = min(limit + 16, MOST)
        while True:
            found = self._search(query, fetch, where)
            best = nearest_parts(found, limit)
            edge = best[-1].score - _SLACK if len(best) == limit else -1.0
            if len(found) < fetch or fetch == MOST or found[-1].score < edge:
                return best
            fetch = min(4 * fetch, MOST)

    def vectors(self, ids: Collection[str]) -> dict[str, Vector]:
        found: dict[str, Vector] = {}
        for batch in _batches(sorted(ids)):
            where = f"{among(ID, batch)} and {PART} == 0"
            rows = self._client.query(self._name, filter=where, output_fields=[ID, VECTOR], timeout=TIMEOUT)
            found |= {row[ID]: np.asarray(row[VECTOR], np.float32) for row in rows}
        return found

    def page(self, limit: int, after: Place | None) -> list[VectorEntry]:
        """The first entries behind a place: an iterator's first batch ascends by primary key."""
        size = min(limit, MOST)
        pages = self._client.query_iterator(
            self._name,
            batch_size=size,
            limit=size,
            filter=behind(after),
            output_fields=["*"],
            timeout=TIMEOUT,
        )
        try:
            return [entry_of(row) for row in pages.next()]
        finally:
            pages.close()

    def count(self) -> int:
        rows = self._client.query(self._name, filter="", output_fields=["count(*)"], timeout=TIMEOUT)
        return int(rows[0]["count(*)"])

    def drop(self) -> None:
        self._client.drop_collection(self._name, timeout=TIMEOUT)

    def _search(self, query: Vector, fetch: int, where: str) -> list[Neighbour]:
        hits = self._client.search(
            self._name,
            [query],
            filter=where,
            limit=fetch,
            output_fields=[ID, PART, VECTOR],
            search_params={"metric_type": "COSINE", "params": {"ef": max(fetch, _LEAST_EF)}},
            timeout=TIMEOUT,
        )[0]
        vectors = np.array([hit["entity"][VECTOR] for hit in hits], np.float32).reshape(-1, len(query))
        scores = cosines(vectors, query).tolist()
        rows = [hit["entity"] for hit in hits]
        return in_order(Neighbour(row[ID], score, row[PART]) for row, score in zip(rows, scores, strict=True))

    def _settle(self) -> None:
        """Lite answers slowly, and syncs nothing, before a flush; a server's log is durable, and limits flushes."""
        if self._embedded:
            self._client.flush(self._name, timeout=TIMEOUT)


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[at : at + _BATCH] for at in range(0, len(rows), _BATCH))
