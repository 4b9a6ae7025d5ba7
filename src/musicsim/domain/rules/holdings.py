"""What a playlist holds, whether people put it there or a rule finds it."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.browse import MOST_TRACKS, TrackQuery
from musicsim.domain.model.identity import ItemId, PlaylistId, TrackId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.playlist import Contents, PlacedTrack, Playlist, PlaylistItem
from musicsim.domain.model.track import Track
from musicsim.domain.model.track_rule import TrackRule

Search = Callable[[TrackQuery], Awaitable[Page[Track]]]
"""Finds a page of tracks, as a catalogue does."""


def own(playlist: Playlist | None, playlist_id: PlaylistId, user: UserId) -> Playlist:
    """The playlist. NotFound for one that is unknown or another's: nobody learns which."""
    if playlist is None or playlist.owner != user:
        raise NotFound.of("playlist", playlist_id)
    return playlist


def own_contents(contents: Contents | None, playlist_id: PlaylistId, user: UserId) -> Contents:
    """The same for a playlist with its items."""
    own(contents.playlist if contents is not None else None, playlist_id, user)
    assert contents is not None  # noqa: S101 - `own` has seen to it
    return contents


def check_items(playlist: Playlist) -> None:
    """Conflict for a playlist whose items a rule decides on."""
    if playlist.rule is not None:
        raise Conflict(f"A rule decides what {playlist.name!r} holds. Change the rule, or freeze the playlist first.")


async def held(contents: Contents, search: Search) -> Contents:
    """The contents, what a rule finds among them: such an item has its track's id."""
    rule = contents.playlist.rule
    if rule is None:
        return contents
    found = await tracks_found(rule, contents.playlist.owner, search)
    items = [PlaylistItem(ItemId(track.id), track.id, track.added_at) for track in found]
    return Contents(contents.playlist, items)


async def tracks_found(rule: TrackRule, owner: UserId, search: Search) -> list[Track]:
    """The tracks that a rule of that person finds now; favourites are always the person's own."""
    tracks: list[Track] = []
    favourite_of = owner if rule.query.favourite_of is not None else None
    query = replace(rule.query, limit=min(rule.limit, MOST_TRACKS), favourite_of=favourite_of)
    while True:
        page = await search(query)
        tracks += page.items
        if page.next is None or len(tracks) >= rule.limit:
            return tracks[: rule.limit]
        query = replace(query, cursor=page.next)


def placed(items: Sequence[PlaylistItem], tracks: Collection[Track], start: int = 0) -> list[PlacedTrack]:
    """Items with their tracks, the first at the place `start`. Those whose track is unknown are passed over."""
    by_id: dict[TrackId, Track] = {track.id: track for track in tracks}
    return [
        PlacedTrack(item, by_id[item.track_id], start + place)
        for place, item in enumerate(items)
        if item.track_id in by_id
    ]
