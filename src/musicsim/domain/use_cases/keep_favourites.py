"""Favourites: a person's own marks on tracks."""

from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.favourite import Favourite, FavouriteTrack
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.page import Page
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.favourites import Favourites


@dataclass(frozen=True, kw_only=True)
class AddFavourite:
    """Mark a track, once or again."""

    favourites: Favourites
    clock: Clock

    async def __call__(self, user: UserId, track_id: TrackId) -> Favourite:
        """The mark, as it was first made; NotFound for an unknown track."""
        favourite = await self.favourites.add(user, track_id, self.clock.now())
        if favourite is None:
            raise NotFound.of("track", track_id)
        return favourite


@dataclass(frozen=True, kw_only=True)
class RemoveFavourite:
    """Take a mark away, which may not be there."""

    favourites: Favourites

    async def __call__(self, user: UserId, track_id: TrackId) -> None:
        """Nothing is there afterwards."""
        await self.favourites.remove(user, track_id)


@dataclass(frozen=True, kw_only=True)
class FindFavourite:
    """Look for one mark."""

    favourites: Favourites

    async def __call__(self, user: UserId, track_id: TrackId) -> Favourite:
        """NotFound when there is none."""
        if (favourite := await self.favourites.get(user, track_id)) is None:
            raise NotFound.of("favourite", track_id)
        return favourite


@dataclass(frozen=True, kw_only=True)
class ListFavourites:
    """A person's favourites, the newest first; tracks that are missing stay in the list."""

    favourites: Favourites
    catalogue: Catalogue

    async def __call__(self, user: UserId, limit: int, cursor: str | None = None) -> Page[FavouriteTrack]:
        """One page; Invalid for a cursor that another list made."""
        page = await self.favourites.page(user, limit, cursor)
        tracks = {track.id: track for track in await self.catalogue.get_many([each.track for each in page.items])}
        items = [FavouriteTrack(tracks[each.track], each.added_at) for each in page.items if each.track in tracks]
        return Page(items, page.next)
