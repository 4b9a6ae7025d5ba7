"""The heavy part of making a map."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.clusters import Clustering
from musicsim.domain.model.layout import Layout, Points, Vectors


class MapMaker(Protocol):
    """Lays tracks out on a plane, by their unit vectors, where it is in nobody's way.

    The same input gives the same answer. What is cancelled stops working at once. All methods raise Unavailable when
    the work cannot be done: there is no memory for it, or what does it was ended.
    """

    @abstractmethod
    async def lay_out(self, vectors: Vectors, begin: Points | None = None) -> Layout:
        """A point for each row, neighbours near one another.

        With `begin`, an earlier layout whose rows are NaN for newcomers, it stays the same map: nobody goes far.
        """

    @abstractmethod
    async def place(self, known: Vectors, points: Points, newcomers: Vectors) -> Points:
        """A point for each newcomer, near those of its neighbours among the known, who stay where they are."""

    @abstractmethod
    async def cluster(self, vectors: Vectors, count: int) -> Clustering:
        """At most `count` clusters of those that sound alike, as rules.clustering has them."""
