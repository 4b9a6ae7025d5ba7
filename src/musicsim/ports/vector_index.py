"""Nearest neighbours."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Place, Space, VectorEntry


class VectorIndex(Protocol):
    """Keeps unit vectors in spaces and finds the nearest by cosine.

    An entry is the part-th vector of an id; most ids have one, part 0. A space comes into being with `create` or
    with its first entry; before that it is empty, not an error. A vector of another dimension than its space's is
    refused with Invalid, and nothing of that call is written. What is written is durable when the call returns, and
    shows in the next query.

    An alias is a name that leads to a space. Whoever asks finds out with `answering` which one it is now, so that a
    new space can be filled while the old one answers, and take over at once.

    All methods raise Unavailable, within seconds, when the store does not answer or another process holds it, and
    work again once it does.
    """

    @abstractmethod
    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        """Insert or replace by id and part; of two entries with the same the later wins."""

    @abstractmethod
    async def delete(self, space: Space, ids: Collection[str]) -> None:
        """Remove all parts of these ids; unknown ids are passed over."""

    @abstractmethod
    async def nearest(self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING) -> list[Neighbour]:
        """The `limit` ids nearest to `vector`, each by the nearest of its parts among those that `where` admits.

        Descending by cosine, ties ascending by id. As many as there are when fewer than `limit` fit: conditions are
        part of the search, never applied to its outcome. Approximate above a size of the store's own choosing, with
        recall@10 of at least 0.95 at 10,000 entries, filtered or not. `vector` need not have unit length, but a zero
        one, or one that is not finite, is Invalid.
        """

    async def nearest_vectors(
        self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING
    ) -> tuple[list[Neighbour], Mapping[str, Vector]]:
        """What `nearest` finds, and what `vectors` has of it: in one go where the store can."""
        near = await self.nearest(space, vector, limit, where)
        return near, await self.vectors(space, [one.id for one in near])

    @abstractmethod
    async def vectors(self, space: Space, ids: Collection[str]) -> Mapping[str, Vector]:
        """The kept vectors of part 0, float32 of unit length; ids without one are absent."""

    @abstractmethod
    async def page(self, space: Space, limit: int, after: Place | None = None) -> list[VectorEntry]:
        """The first `limit` entries behind `after`, ascending by id (code points) and part, with all that is kept.

        Reading on behind the last one until a page is empty gives each entry that was there all the time once.
        """

    @abstractmethod
    async def count(self, space: Space) -> int:
        """How many entries the space holds, all parts counted."""

    @abstractmethod
    async def spaces(self) -> list[Space]:
        """The spaces that exist, empty ones included, by name."""

    @abstractmethod
    async def create(self, space: Space) -> None:
        """Make an empty space, unless it exists; Invalid when it does with another dimension."""

    @abstractmethod
    async def drop(self, space: Space) -> None:
        """Remove the space of that name, if it exists, with all that is in it; Conflict while an alias leads to it."""

    @abstractmethod
    async def switch(self, alias: str, space: Space) -> None:
        """Let `alias` lead to `space`, from now on, for every reader in every process, and lastingly.

        NotFound when the space does not exist, Invalid when it has another dimension.
        """

    @abstractmethod
    async def answering(self, alias: str) -> Space | None:
        """The space that `alias` leads to. Asked with every query, so cheap."""

    @abstractmethod
    async def aliases(self) -> Mapping[str, Space]:
        """Every alias with the space that it leads to."""

    @abstractmethod
    async def close(self) -> None:
        """Give back files, locks and connections; called once, after which nothing else is."""
