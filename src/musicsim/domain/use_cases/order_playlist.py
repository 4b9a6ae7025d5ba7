"""Put a playlist in an order in which each track follows well on the one before."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.identity import ItemId, PlaylistId
from musicsim.domain.model.playlist import Contents, PlacedTrack
from musicsim.domain.model.transition import MOST_ORDERED, Ordering, Sequel, Trait, Weights
from musicsim.domain.model.user import Caller
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.holdings import check_items, held, own_contents, placed
from musicsim.domain.rules.sequencing import best_order
from musicsim.domain.rules.transitions import between, cost_matrix, traits_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.playlists import Playlists
from musicsim.ports.vector_index import VectorIndex

STANDARD = Weights()


@dataclass(frozen=True, kw_only=True)
class Listening:
    """What is known of the sound of tracks; the space is the one that answers, `space` where none does."""

    analyses: Analyses
    index: VectorIndex
    space: Space

    async def traits(self, items: Sequence[PlacedTrack]) -> list[Trait]:
        """The traits of the items' tracks, in order; those of tracks that were not listened to are unknown."""
        ids = list(dict.fromkeys(each.track.id for each in items))
        space = await self.index.answering(LIBRARY) or self.space
        analyses, vectors = await asyncio.gather(self.analyses.get_many(ids), self.index.vectors(space, ids))
        return traits_of([each.track.id for each in items], analyses, vectors)


@dataclass(frozen=True, kw_only=True)
class ShowTransitions:
    """What each transition of a playlist costs, as it is."""

    playlists: Playlists
    catalogue: Catalogue
    listening: Listening

    async def __call__(self, caller: Caller, playlist_id: PlaylistId, weights: Weights = STANDARD) -> Sequel:
        """The items with the transitions between them."""
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        full = await held(contents, self.catalogue.search)
        items = await _tracks(full, self.catalogue)
        traits = await self.listening.traits(items)
        return Sequel(items, await asyncio.to_thread(between, traits, weights))


@dataclass(frozen=True, kw_only=True)
class OrderPlaylist:
    """Find a smoother order and, when asked to, put the playlist in it."""

    playlists: Playlists
    catalogue: Catalogue
    listening: Listening
    clock: Clock

    async def __call__(
        self,
        caller: Caller,
        playlist_id: PlaylistId,
        version: int | None,
        *,
        first: ItemId | None = None,
        weights: Weights = STANDARD,
        apply: bool = False,
    ) -> Ordering:
        """An order that begins with `first` (None: with whichever suits) and costs no more than the present one.

        With `first`, that is compared with the present order with `first` moved to its front. NotFound for an unknown
        item, Conflict for more than a thousand; when it is to be applied, Conflict, too, where a rule decides on the
        items, and Outdated for another version.
        """
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        if apply:
            contents.playlist.expect(version)
            check_items(contents.playlist)
        full = await held(contents, self.catalogue.search)
        if len(full.items) > MOST_ORDERED:
            raise Conflict(f"At most {MOST_ORDERED:,} items can be ordered; this playlist has {len(full.items):,}.")
        items = await _tracks(full, self.catalogue)
        traits = await self.listening.traits(items)
        order = await asyncio.to_thread(_order, traits, weights, _place(items, first))
        ordered = [traits[place] for place in order]
        sequel = _sequel([items[place] for place in order], ordered, weights)
        before = Sequel(items, between(traits, weights)).cost
        playlist = contents.playlist
        if apply and order != list(range(len(order))):
            arranged = [each.item for each in sequel.items]
            playlist = await self.playlists.arrange(playlist_id, playlist.version, arranged, self.clock.now())
        return Ordering(playlist, sequel, [each.lufs for each in ordered], before, apply)


def _order(traits: Sequence[Trait], weights: Weights, first: int | None) -> list[int]:
    return best_order(cost_matrix(traits, weights), first)


def _place(items: Sequence[PlacedTrack], first: ItemId | None) -> int | None:
    if first is None:
        return None
    place = next((number for number, each in enumerate(items) if each.item.id == first), None)
    if place is None:
        raise NotFound.of("item", first)
    return place


def _sequel(items: Sequence[PlacedTrack], traits: Sequence[Trait], weights: Weights) -> Sequel:
    renumbered = [PlacedTrack(each.item, each.track, place) for place, each in enumerate(items)]
    return Sequel(renumbered, between(traits, weights))


async def _tracks(contents: Contents, catalogue: Catalogue) -> list[PlacedTrack]:
    tracks = await catalogue.get_many(list(dict.fromkeys(item.track_id for item in contents.items)))
    return placed(contents.items, tracks)
