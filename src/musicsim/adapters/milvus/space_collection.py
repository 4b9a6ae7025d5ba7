"""The collection of one space."""

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from musicsim.adapters.milvus.calls import Calls
from musicsim.adapters.milvus.catalogue import described, dimension_of
from musicsim.adapters.milvus.connection import INVALID
from musicsim.adapters.milvus.expressions import among, behind, expression
from musicsim.adapters.milvus.rows import ID, PART, SETS, VECTOR, collection_name, entry_of
from musicsim.adapters.milvus.schema import indexes, schema
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Filter, Neighbour, Place, Space, VectorEntry
from musicsim.domain.rules.neighbours import in_order, nearest_parts, settled
from musicsim.domain.rules.sifting import NAMED, sifted
from musicsim.domain.rules.unit_vectors import cosines

if TYPE_CHECKING:
    from pymilvus.milvus_client.index import IndexParams

T = TypeVar("T")

MOST = 16_384  # rows that Milvus hands out at once

_EVERYTHING = "Strong"
"""A read that waits until it sees whatever was written before, by whomever: some 0.2 s on a server as it comes."""

_WHAT_THERE_IS = "Bounded"
"""A read that waits for nothing, except of a server that is 5 s behind; what one of the others saw, it sees."""

_IDS = 1_000  # named in one expression that tells what to delete or to fetch
_BATCH_BYTES = 8 << 20  # of vectors in one message
_WRITING, _LOADING = 3.0, 8.0  # how many times as long as answering these may take
_LEAST_EF = 128
_FEW = 2_000  # rows that can be compared one by one
_SLACK = 1e-5  # by how much Milvus' scores may be off
_IN_ORDER = {"iterator": "True", "reduce_stop_for_best": "True"}  # ascending by primary key


class SpaceCollection:
    """Raises what pymilvus raises."""

    def __init__(self, client: Calls, space: Space, *, embedded: bool) -> None:
        self._client = client
        self._space = space
        self._name = collection_name(space.name)
        self._embedded = embedded

    async def open(self) -> int | None:
        """Make an existing collection ready; its dimension, None when there is none.

        One whose creation was cut short lacks indexes, without which it cannot be loaded.
        """
        told = await described(self._client, self._name)
        if told is None:
            return None
        await self._make_ready()
        return dimension_of(told)

    async def create(self) -> None:
        """Create it, ready for search. Two that do so at once make the same."""
        made = schema(self._space.dimension, embedded=self._embedded)
        await self._client.create_collection(self._name, schema=made, consistency_level=_EVERYTHING, patience=_WRITING)
        await self._make_ready()

    async def upsert(self, rows: Sequence[Mapping[str, Any]]) -> None:
        size = max(1, _BATCH_BYTES // (4 * self._space.dimension))
        for batch in _batches(rows, size):
            await self._client.upsert(self._name, list(batch), patience=_WRITING)
        await self._settle()

    async def delete(self, ids: Collection[str]) -> None:
        for batch in _batches(sorted(ids), _IDS):
            await self._client.delete(self._name, filter=among(ID, batch), patience=_WRITING)
        await self._settle()

    async def nearest(self, query: Vector, limit: int, where: Filter) -> list[Neighbour]:
        """Ranked by the cosines of the kept vectors, so that equal ones tie; more are fetched where that matters."""
        ids = where.only_ids or frozenset()
        if len(ids) <= NAMED:
            return await self._nearest(query, limit, self._expression(where))
        rest = self._expression(replace(where, only_ids=None))

        async def nearest_of_all(fetch: int) -> tuple[list[Neighbour], bool]:
            found = await self._search(query, fetch, rest)
            every = await self._few(query, rest) if len(found) < fetch else []
            return every or found, bool(every)

        if (best := await sifted(nearest_of_all, ids, limit, MOST, _SLACK)) is not None:
            return best
        some = (replace(where, only_ids=frozenset(batch)) for batch in _batches(sorted(ids), NAMED))
        found = [one for each in some for one in await self._nearest(query, limit, self._expression(each))]
        return nearest_parts(found, limit)

    async def vectors(self, ids: Collection[str]) -> dict[str, Vector]:
        found: dict[str, Vector] = {}
        for batch in _batches(sorted(ids), _IDS):
            rows = await self._query(f"{among(ID, batch)} and {PART} == 0", [ID, VECTOR])
            found |= {row[ID]: np.asarray(row[VECTOR], np.float32) for row in rows}
        return found

    async def page(self, limit: int, after: Place | None) -> list[VectorEntry]:
        """The first entries behind a place. The first page sees everything, and what follows no less."""
        if limit < 1:
            return []
        waiting = {} if after else {"consistency_level": _EVERYTHING}
        rows = await self._query(behind(after), ["*"], limit=min(limit, MOST), **_IN_ORDER, **waiting)
        return [entry_of(row) for row in rows]

    async def count(self) -> int:
        rows = await self._query("", ["count(*)"], consistency_level=_EVERYTHING)
        return int(rows[0]["count(*)"])

    async def drop(self) -> None:
        await self._client.drop_collection(self._name)

    async def seal(self) -> None:
        """Let the server put away what is in memory, of which it then makes one graph, in the background."""
        await self._client.flush(self._name, patience=_LOADING)

    async def _make_ready(self) -> None:
        wanted = indexes(embedded=self._embedded)
        there = await self._client.list_indexes(self._name)
        await asyncio.gather(*(self._index(field, index) for field, index in wanted.items() if field not in there))
        await self._client.load_collection(self._name, patience=_LOADING)

    async def _index(self, field: str, index: "IndexParams") -> None:
        """Servers before 2.4 keep sets without an index, and look through them."""
        from pymilvus import MilvusException

        try:
            await self._client.create_index(self._name, index, patience=_LOADING)
        except MilvusException as fault:
            if field not in SETS or fault.code != INVALID:
                raise

    async def _query(self, where: str, fields: Sequence[str], **options: Any) -> Sequence[Mapping[str, Any]]:
        options = {"consistency_level": _WHAT_THERE_IS} | options
        rows: Sequence[Mapping[str, Any]] = await self._client.query(
            self._name, filter=where, output_fields=list(fields), **options
        )
        return rows

    def _expression(self, where: Filter) -> str:
        return expression(where, embedded=self._embedded)

    async def _nearest(self, query: Vector, limit: int, where: str) -> list[Neighbour]:
        fetch = min(limit + 16, MOST)
        while True:
            found = await self._search(query, fetch, where)
            if where and len(found) < fetch:
                found = await self._few(query, where) or found
            if (best := settled(found, limit, fetch, _SLACK)) is not None:
                return best
            if fetch == MOST:
                return nearest_parts(found, limit)
            fetch = min(4 * fetch, MOST)

    async def _search(self, query: Vector, fetch: int, where: str) -> list[Neighbour]:
        found = await self._client.search(
            self._name,
            [query],
            filter=where,
            limit=fetch,
            output_fields=[ID, PART, VECTOR],
            search_params={"metric_type": "COSINE", "params": {"ef": max(fetch, _LEAST_EF)}},
            consistency_level=_WHAT_THERE_IS,
        )
        return _neighbours([hit["entity"] for hit in found[0]], query)

    async def _few(self, query: Vector, where: str) -> list[Neighbour]:
        """All that are admitted, if these are few: what a server has in memory only it searches loosely."""
        rows = await self._query(where, [ID, PART, VECTOR], limit=_FEW)
        return [] if len(rows) == _FEW else _neighbours(rows, query)

    async def _settle(self) -> None:
        """Return only when what was written shows.

        Lite answers slowly, and syncs nothing, before a flush; a server's log is durable, and limits flushes, but
        reads are behind it for a moment.
        """
        if self._embedded:
            await self._client.flush(self._name, patience=_LOADING)
        else:
            await self.count()


def _neighbours(rows: Sequence[Mapping[str, Any]], query: Vector) -> list[Neighbour]:
    vectors = np.array([row[VECTOR] for row in rows], np.float32).reshape(-1, len(query))
    scores = cosines(vectors, query).tolist()
    return in_order(Neighbour(row[ID], score, row[PART]) for row, score in zip(rows, scores, strict=True))


def _batches(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (rows[at : at + size] for at in range(0, len(rows), size))
