"""What listening found, kept."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.analysis import Analysis, Vector, Waveform
from musicsim.domain.model.details import TempoAndKey
from musicsim.domain.model.failure import Failure
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.indexing import StaleTrack
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.track import Track


class Analyses(Protocol):
    """Keeps analyses beside their tracks, in the same database as the catalogue, and knows what is still to do.

    Every write is durable when it returns, and atomic with the track's status. All methods raise Unavailable when
    the database does not answer.
    """

    @abstractmethod
    async def pending(self, limit: int, excluding: Collection[TrackId] = ()) -> list[Track]:
        """Present tracks that wait to be listened to, by id (the oldest first), at most `limit`."""

    @abstractmethod
    async def heard_otherwise(self, space: str, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        """Present ANALYSED tracks without an embedding in `space`, by id, at most `limit`: another model heard them."""

    @abstractmethod
    async def save(self, track: Track, analysis: Analysis, at: datetime) -> bool:
        """Keep `analysis`, replacing an older one, and set the track's status to ANALYSED or SILENT.

        Nothing is written, and False returned, when the track is unknown or its content hash is no longer
        `track.content_hash`: what was listened to is not what is there now. The track becomes stale.
        """

    @abstractmethod
    async def fail(self, track: Track, failure: Failure, at: datetime) -> bool:
        """Set the status to FAILED with its reason, drop an older analysis; False as for `save`."""

    @abstractmethod
    async def get(self, track_id: TrackId) -> Analysis | None:
        """The kept analysis, embeddings included."""

    @abstractmethod
    async def get_many(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        """The kept analyses WITHOUT their embeddings, for lists; ids without one are absent."""

    @abstractmethod
    async def untagged(self, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
        """The same WITHOUT their tags, too, which are most of what there is to read."""

    @abstractmethod
    async def tempi_and_keys(self, ids: Collection[TrackId]) -> Mapping[TrackId, TempoAndKey]:
        """What lists show, of those of which one of the two is known: read in a fraction of the time, again."""

    @abstractmethod
    async def outlines(self, ids: Collection[TrackId]) -> Outlines:
        """What is compared among hundreds of tracks, of those that have an analysis, in no order: read in a fraction of
        the time that `get_many` takes.
        """

    @abstractmethod
    async def of_content(self, content_hash: str) -> Analysis | None:
        """An analysis of any track, present or missing, with exactly these bytes; None for "" or if there is none."""

    @abstractmethod
    def embeddings(self, space: str) -> AsyncIterator[tuple[TrackId, Vector]]:
        """All embeddings of present tracks in `space`, ascending by track id."""

    @abstractmethod
    async def stale(self, limit: int) -> list[StaleTrack]:
        """Tracks changed in any way since `mark_indexed` last named their revision, by id, at most `limit`."""

    @abstractmethod
    async def mark_indexed(self, revisions: Mapping[TrackId, int]) -> None:
        """The vector index now shows these revisions. A track changed since keeps being stale."""

    @abstractmethod
    async def indexable_count(self) -> int:
        """How many tracks are present, ANALYSED and not stale: as many entries the vector index should hold."""

    @abstractmethod
    async def mark_stale(self, ids: Collection[TrackId]) -> None:
        """Forget what the vector index shows of these tracks, as when it lost them; unknown ids are passed over."""

    @abstractmethod
    async def save_waveform(self, track: Track, waveform: Waveform) -> bool:
        """Keep a waveform; False as for `save`. Analysing the track anew with other content drops it."""

    @abstractmethod
    async def waveform(self, track_id: TrackId) -> Waveform | None:
        """The kept waveform."""

    @abstractmethod
    async def without_waveform(self, limit: int, excluding: Collection[TrackId] = ()) -> Sequence[Track]:
        """Present ANALYSED or SILENT tracks whose waveform is not kept, by id, at most `limit`."""

    @abstractmethod
    async def finished_since(self, moment: datetime) -> int:
        """How many tracks `save` or `fail` were called for after `moment` and that were not finished again since."""
