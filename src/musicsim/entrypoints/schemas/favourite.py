"""Favourites."""

from datetime import datetime

import msgspec

from musicsim.domain.model import favourite as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.page import Page
from musicsim.entrypoints.schemas.track import Track


class Favourite(msgspec.Struct, frozen=True):
    """A mark on a track, and when you made it."""

    track_id: str
    added_at: datetime

    @classmethod
    def of(cls, favourite: domain.Favourite) -> "Favourite":
        return cls(favourite.track, favourite.added_at)


class FavouriteTrack(msgspec.Struct, frozen=True):
    """A track that you like; one that is gone from the library has its `missing_since` set."""

    track: Track
    added_at: datetime


class FavouritePage(msgspec.Struct, frozen=True):
    """Some favourites and, when there are more, the cursor to ask for the next ones with."""

    items: list[FavouriteTrack]
    next: str | None

    @classmethod
    def of(cls, page: Page[domain.FavouriteTrack], beside: Beside) -> "FavouritePage":
        return cls([FavouriteTrack(Track.of(each.track, beside), each.added_at) for each in page.items], page.next)
