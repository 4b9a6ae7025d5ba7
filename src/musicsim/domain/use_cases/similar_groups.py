"""Albums and artists that sound alike, by all their tracks together."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.groups import Album, Artist
from musicsim.domain.model.identity import AlbumId, ArtistId, TrackId
from musicsim.domain.model.likeness import AlikeGroup
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import LIBRARY, Filter, Neighbour, Space
from musicsim.domain.rules.companions import by_distance, likeliest
from musicsim.domain.rules.grouping import album_id, artist_id, artists_of
from musicsim.domain.rules.set_distance import MOST_MEMBERS
from musicsim.domain.rules.suggesting import spread
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.groups import Groups
from musicsim.ports.vector_index import VectorIndex

Q = TypeVar("Q")
T = TypeVar("T")

_REACH = 150  # neighbours of each of a few tracks
_AT_ONCE = 4  # questions to a store


@dataclass(frozen=True, kw_only=True)
class CompareGroups:
    """Finds the groups around a group, and compares these with it track by track."""

    catalogue: Catalogue
    index: VectorIndex
    space: Space

    async def __call__(
        self, own: str, query_of: Callable[[str], TrackQuery], groups_of: Callable[[Track], Collection[str]], limit: int
    ) -> list[tuple[str, float]]:
        """At most `limit` other groups with their distance, the nearest first.

        `query_of` asks for a group's tracks, `groups_of` names a track's groups. Conflict when nothing of it has been
        listened to.
        """
        space = await self.index.answering(LIBRARY) or self.space
        mine = dict(await self.index.vectors(space, await self._members(query_of(own))))
        if not mine:
            raise Conflict("Nothing of this has been listened to yet: there is no sound to compare.")
        scores = await self._around(space, mine)
        tracks = await self.catalogue.get_many([TrackId(one) for one in scores])
        groups = {str(track.id): set(groups_of(track)) - {own} for track in tracks if track.listenable}
        names = likeliest(scores, groups)
        members = await _few_at_once(self._members, [query_of(name) for name in names])
        found = await self.index.vectors(space, list(dict.fromkeys(one for each in members for one in each)))
        others = {
            name: [found[one] for one in theirs if one in found] for name, theirs in zip(names, members, strict=True)
        }
        return await asyncio.to_thread(by_distance, list(mine.values()), others, limit)

    async def _members(self, query: TrackQuery) -> list[TrackId]:
        """Some of a group's tracks: enough to know it by."""
        page = await self.catalogue.search(replace(query, order=TrackOrder.ALBUM, limit=MOST_MEMBERS))
        return [track.id for track in page.items]

    async def _around(self, space: Space, mine: dict[str, Vector]) -> dict[str, float]:
        """The tracks near a few of the group's own, as unlike one another as can be, with their best cosine."""
        vectors, where = np.stack(list(mine.values())), Filter(exclude_ids=frozenset(mine))

        async def nearest(row: int) -> list[Neighbour]:
            return await self.index.nearest(space, vectors[row], _REACH, where)

        scores: dict[str, float] = {}
        for near in await _few_at_once(nearest, spread(vectors)):
            scores |= {one.id: max(one.score, scores.get(one.id, -1.0)) for one in near}
        return scores


async def _few_at_once(ask: Callable[[Q], Awaitable[T]], about: Sequence[Q]) -> list[T]:
    """The answers, in their order; none is asked for any more when this is cancelled."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(each: Q) -> T:
        async with turn:
            return await ask(each)

    return await asyncio.gather(*map(one, about))


@dataclass(frozen=True, kw_only=True)
class FindSimilarAlbums:
    """Albums that sound like one."""

    groups: Groups
    compare: CompareGroups

    async def __call__(self, album: AlbumId, limit: int) -> list[AlikeGroup[Album]]:
        """The nearest first. NotFound for an unknown album, Conflict for one that has not been listened to."""
        if await self.groups.album(album) is None:
            raise NotFound.of("album", album)
        found = await self.compare(album, _of_album, _album_of, limit)
        known = await self.groups.albums_by_id([AlbumId(name) for name, _ in found])
        return [AlikeGroup(known[AlbumId(name)], distance) for name, distance in found if name in known]


@dataclass(frozen=True, kw_only=True)
class FindSimilarArtists:
    """Artists who sound like one."""

    groups: Groups
    compare: CompareGroups

    async def __call__(self, artist: ArtistId, limit: int) -> list[AlikeGroup[Artist]]:
        """The nearest first. NotFound for an unknown artist, Conflict for one who has not been listened to."""
        if await self.groups.artist(artist) is None:
            raise NotFound.of("artist", artist)
        found = await self.compare(artist, _of_artist, _artists_of, limit)
        known = await self.groups.artists_by_id([ArtistId(name) for name, _ in found])
        return [AlikeGroup(known[ArtistId(name)], distance) for name, distance in found if name in known]


def _of_album(name: str) -> TrackQuery:
    return TrackQuery(album=AlbumId(name))


def _of_artist(name: str) -> TrackQuery:
    return TrackQuery(artist=ArtistId(name))


def _album_of(track: Track) -> list[str]:
    name = album_id(track)
    return [] if name is None else [name]


def _artists_of(track: Track) -> list[str]:
    return [artist_id(name) for name in artists_of(track.metadata)]
