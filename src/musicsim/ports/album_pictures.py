"""Pictures that were made of albums, or brought by people."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.identity import PictureId, TrackId


class AlbumPictures(Protocol):
    """Remembers them, with where they come from, beside ArtworkSearches; their bytes are blobs.

    Every write is durable when it returns. All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def add(self, picture: AlbumPicture) -> None:
        """Keep a new one; nothing shows it yet."""

    @abstractmethod
    async def of(self, album: str) -> Sequence[AlbumPicture]:
        """All that were kept for the subject of that id, the latest first."""

    @abstractmethod
    async def shown(self, tracks: Collection[TrackId]) -> Mapping[TrackId, AlbumPicture]:
        """What the rows of the tracks' subjects show, present or missing ones'; others are absent, and so are those
        whose picture was rejected.
        """

    @abstractmethod
    async def judge(self, picture: PictureId, rejected_at: datetime | None) -> None:
        """Note that a person does not want it, or (None) does again; an unknown one is passed over."""

    @abstractmethod
    async def lose(self, picture: PictureId, now: datetime) -> None:
        """The bytes of one are gone: the row that shows it waits for another one. What was made is forgotten; what a
        person brought stays in the list, as its bytes may come back, with a folder that was not mounted.
        """

    @abstractmethod
    async def named(self, pictures: Collection[str]) -> frozenset[str]:
        """Those of the pictures (SHA-256, hex) that are kept for anything."""
