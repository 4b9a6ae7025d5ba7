"""What tracks are recognised by, kept."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Protocol

from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.segments import Segments, Unshown
from musicsim.domain.model.track import Track


class SegmentStore(Protocol):
    """Keeps fingerprints beside their tracks, in the same database as the catalogue, and what the vector index shows.

    They go when the track's content changes or cannot be listened to any more. Every write is durable when it returns.
    All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def lacking(self, model: str, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        """Present ANALYSED tracks of which no fingerprint of the whole by `model` is kept, by id, at most `limit`."""

    @abstractmethod
    async def save(self, track: Track, segments: Segments) -> bool:
        """Keep both fingerprints, replacing older ones; the vector index does not show the whole yet.

        Nothing is written, and False returned, when the track is unknown or holds other content by now.
        """

    @abstractmethod
    async def wholes(self, ids: Collection[TrackId]) -> Mapping[TrackId, Fingerprint]:
        """The fingerprints of whole tracks; ids without one are absent."""

    @abstractmethod
    async def unshown(self, model: str, limit: int) -> Mapping[TrackId, Unshown]:
        """What the vector index does not show of present ANALYSED tracks, the first by id, at most `limit`."""

    @abstractmethod
    async def mark_shown(self, versions: Mapping[TrackId, int]) -> None:
        """The vector index now shows these versions. What was saved since stays unshown."""

    @abstractmethod
    async def mark_unshown(self, ids: Collection[TrackId] | None) -> None:
        """The vector index shows nothing of these tracks, None: of any; unknown ids are passed over."""

    @abstractmethod
    def shown(self, model: str) -> AsyncIterator[tuple[TrackId, int]]:
        """The tracks that the vector index is meant to show, ascending by id, with the numbers of their segments."""

    @abstractmethod
    async def shown_count(self, model: str) -> int:
        """How many segments the vector index is meant to hold."""

    @abstractmethod
    async def save_print(self, track: Track, fingerprint: Fingerprint) -> bool:
        """Keep the fingerprint of the stretch that listening takes, replacing an older one; False as for `save`."""

    @abstractmethod
    async def prints(self, ids: Collection[TrackId]) -> Mapping[TrackId, Fingerprint]:
        """The fingerprints of stretches; ids without one are absent."""

    @abstractmethod
    async def print_of_content(self, content_hash: str) -> Fingerprint | None:
        """The fingerprint of the stretch of any track with exactly these bytes; None for "" or if there is none."""
