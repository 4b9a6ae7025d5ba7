"""Looking for the pictures of albums, durably."""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.album_picture import ListedSearch
from musicsim.domain.model.page import Page
from musicsim.domain.model.painting import AlbumFacts, ArtworkSearch, ArtworkState, Subject


class ArtworkSearches(Protocol):
    """A row a subject (an album, or a track that is on none), in the same database as the catalogue.

    Every write is durable when it returns. All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def get(self, subject: Subject) -> ArtworkSearch | None:
        """The row; None when nobody looked, and nobody asked for anything."""

    @abstractmethod
    async def due(self, now: datetime, limit: int) -> Sequence[ArtworkSearch]:
        """Rows whose time has come (rules.missing_artwork.is_due) and that nobody has: what waits, the latest changed
        first, as a person may have asked just now; then what is tried again, the longest due first.
        """

    @abstractmethod
    async def played(self, limit: int) -> Sequence[AlbumFacts]:
        """The subjects of present tracks that were listened to and that anybody played last, the latest first, out of
        the latest `limit` plays; with their rows, where they have one.
        """

    @abstractmethod
    async def untried(self, limit: int, after: str | None = None) -> Page[AlbumFacts]:
        """Subjects with a present track that was listened to and without a row, albums first, those that were added
        last first.

        A page may be short, or empty, and not be the last one. Following `next` until it is None gives each that was
        there all the time.
        """

    @abstractmethod
    async def claim(self, subject: Subject, token: str, now: datetime, until: datetime) -> ArtworkSearch | None:
        """Take the subject's row, made if there was none, for whoever knows `token`, until `until`.

        None when it is not due, or somebody else's at `now`. However many ask at one moment, one gets it.
        """

    @abstractmethod
    async def settle(self, token: str, search: ArtworkSearch) -> bool:
        """Write the row and let go of it; False, and nothing written, when it is no longer this token's."""

    @abstractmethod
    async def release(self, subject: Subject, token: str) -> None:
        """Let go of the row as it is, if it is this token's."""

    @abstractmethod
    async def put(self, search: ArtworkSearch) -> None:
        """Write the row, whoever has it: what a person says goes before what is being done."""

    @abstractmethod
    async def look_again(self, now: datetime) -> int:
        """Make every row due that has no picture of ours: failed, absent, and found in files; how many there were."""

    @abstractmethod
    async def page(self, states: Collection[ArtworkState], limit: int, cursor: str | None = None) -> Page[ListedSearch]:
        """Rows in these states (none given: in all), the latest changed first. Following `next` until it is None gives
        each exactly once that did not change meanwhile; Invalid for a cursor that this list did not make.
        """
