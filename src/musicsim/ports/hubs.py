"""How much of a hub each track is."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId


class Hubs(Protocol):
    """Keeps a number beside each embedding (see rules.hubness), in the same database as the analyses.

    A number goes with its embedding: a track that is listened to anew has none until it is measured again. Every
    write is durable when it returns. All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def numbers(self, space: str, ids: Collection[TrackId]) -> Mapping[TrackId, float]:
        """The numbers in that space; ids without one are absent."""

    @abstractmethod
    async def due(self, space: str, limit: int, least: int) -> Sequence[tuple[TrackId, Vector]]:
        """At most `limit` embeddings to measure: first those without a number, then those that were measured among
        fewer than `least` tracks. Cheap when there are none.
        """

    @abstractmethod
    async def keep(self, space: str, numbers: Mapping[TrackId, float], among: int) -> None:
        """Keep numbers that were measured among so many tracks; tracks without an embedding are passed over."""
