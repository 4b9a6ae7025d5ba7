"""What is known of the tracks' pictures."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from musicsim.domain.model.artwork import Artwork
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track


class Artworks(Protocol):
    """Remembers what looks for pictures came to, beside the catalogue; the pictures themselves are blobs.

    What is kept holds for the object that was looked at: it is as good as gone once the track has another one, in
    size or time. Every write is durable when it returns. All methods raise Unavailable when the database does not
    answer.
    """

    @abstractmethod
    async def get(self, track: TrackId) -> Artwork | None:
        """What the last look came to; None without one, and for an unknown track."""

    @abstractmethod
    async def get_many(self, tracks: Collection[TrackId]) -> Mapping[TrackId, Artwork]:
        """The same for several; those without a look are absent."""

    @abstractmethod
    async def of_albums(self, tracks: Collection[TrackId]) -> Mapping[TrackId, Artwork]:
        """For each the picture that a present track of its album was last found to have, the first one's in the
        album's order; those on no album, or on one where none was found, are absent.
        """

    @abstractmethod
    async def save(self, track: Track, artwork: Artwork) -> bool:
        """Keep it, replacing an older one. False, and nothing kept, when the track is unknown or has another object
        than `track` says.
        """

    @abstractmethod
    async def named(self, pictures: Collection[str]) -> frozenset[str]:
        """Those of the pictures (SHA-256, hex) that the last look at any track came to, even one that holds no more."""
