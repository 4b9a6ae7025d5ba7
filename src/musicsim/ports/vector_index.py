"""Nearest neighbours."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Space, VectorEntry


class VectorIndex(Protocol):
    """Keeps unit vectors in spaces and finds the nearest by cosine.

    A space comes into being with its first entry; before that it is empty, not an error. A vector of another
    dimension than its space's is refused with Invalid, and nothing of that call is written. What is written is
    durable when the call returns, and shows in the next query. All methods raise Unavailable when the store does
    not answer or another process holds it.
    """

    @abstractmethod
    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        """Insert or replace by id; of two entries with one id the later wins."""

    @abstractmethod
    async def delete(self, space: Space, ids: Collection[str]) -> None:
        """Remove; unknown ids are passed over."""

    @abstractmethod
    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        """The `limit` entries nearest to `vector` among those that `where` admits.

        Descending by cosine, ties ascending by id. As many as there are when fewer than `limit` fit: conditions are
        part of the search, never applied to its outcome. Approximate above a size of the store's own choosing, with
        recall@10 of at least 0.95 at 10,000 entries, filtered or not. `vector` need not have unit length, but a zero
        one, or one that is not finite, is Invalid.
        """

    @abstractmethod
    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        """The kept vectors, float32 of unit length; unknown ids are absent."""

    @abstractmethod
    async def count(self, space: Space) -> int:
        """How many entries the space holds."""

    @abstractmethod
    async def clear(self, space: Space) -> None:
        """Remove the space with all that is in it."""

    @abstractmethod
    async def close(self) -> None:
        """Give back files, locks and connections; called once, after which nothing else is."""
