"""The tracks of the library."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.browse import Folder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.scan import KnownObject, LibraryCounts
from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.track import Track


class Catalogue(Protocol):
    """Remembers tracks: present ones, and missing ones for as long as they may come back.

    At most one present track holds a key; missing tracks keep the key that they had. Every write is durable when it
    returns, and atomic. All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    def known_objects(self) -> AsyncIterator[KnownObject]:
        """Every track, present or missing, ascending by key (code point), then by id. A snapshot or the like:
        writes made while it is read may or may not show.
        """

    @abstractmethod
    async def with_content(self, hashes: Collection[str]) -> Mapping[str, Sequence[Track]]:
        """The tracks, present and missing, with each of these content hashes, by id; hashes without a track are
        absent, and so is "".
        """

    @abstractmethod
    async def save(self, tracks: Sequence[Track]) -> None:
        """Insert or replace by id, in the order given.

        Conflict, and nothing written, when a present track would share its key with another present one at the end.
        Whatever is saved becomes stale for the vector index (see Analyses.stale).
        What listening found stays while the content hash does and the status is ANALYSED or SILENT; else it is
        dropped, and a track that claims one of these without its analysis is PENDING.
        """

    @abstractmethod
    async def mark_missing(self, ids: Collection[TrackId], since: datetime) -> None:
        """Mark present tracks as missing; ids unknown or already missing are passed over."""

    @abstractmethod
    async def restore(self, ids: Collection[TrackId]) -> None:
        """Mark missing tracks as present, as they were; unknown or present ones are passed over. Conflict as save."""

    @abstractmethod
    async def get(self, track_id: TrackId) -> Track | None:
        """The track, present or missing."""

    @abstractmethod
    async def get_many(self, ids: Sequence[TrackId]) -> list[Track]:
        """The tracks, present or missing, in the order of `ids`; unknown ids are passed over."""

    @abstractmethod
    async def artists_of(self, ids: Collection[TrackId]) -> Mapping[TrackId, str]:
        """The folded artists ("" is nobody's) of those tracks that can be listened to, present and ANALYSED: read in a
        fraction of the time that `get_many` takes. Others are absent.
        """

    @abstractmethod
    async def sketches(self, ids: Collection[TrackId]) -> Mapping[TrackId, Sketch]:
        """What ranking needs of those tracks, as quickly as `artists_of` and of the same ones."""

    @abstractmethod
    async def at_key(self, key: str) -> Track | None:
        """The present track with that key."""

    @abstractmethod
    async def search(self, query: TrackQuery) -> Page[Track]:
        """Present tracks that fit, in the query's order, ties by id. Following `next` until it is None gives each
        track that was there all the time exactly once. Invalid for a cursor that it did not make for this query.
        """

    @abstractmethod
    async def count(self, query: TrackQuery) -> int:
        """How many present tracks fit; the query's order, limit and cursor mean nothing. It may have to look at all."""

    @abstractmethod
    async def sample(self, query: TrackQuery) -> list[Track]:
        """Present tracks that fit, drawn at random, each as likely as any other or nearly so, at most `query.limit`:
        all that fit when there are no more. Their order is random, too; the query's own and its cursor mean nothing.
        """

    @abstractmethod
    async def folder(self, path: str) -> Folder | None:
        """Sub-folders (by name) and how many present tracks each holds, at any depth; None when no present track
        lies in or below `path`. The root "" always exists.
        """

    @abstractmethod
    async def tracks_within(self, path: str) -> int:
        """How many present tracks lie below that folder, which is not the root, at any depth."""

    @abstractmethod
    async def counts(self) -> LibraryCounts:
        """Tracks by state."""

    @abstractmethod
    async def requeue_failed(self, ids: Collection[TrackId] | None = None) -> int:
        """Set every present failed track, or those of `ids`, to pending again, without failure; how many there were."""
