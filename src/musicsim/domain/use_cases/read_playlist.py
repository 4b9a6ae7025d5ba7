"""What is in a playlist, page by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.errors import Conflict, Invalid
from musicsim.domain.model.identity import PlaylistId
from musicsim.domain.model.playlist import PlacedTrack, Playlist
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.holdings import held, own_contents, placed
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.playlists import Playlists

_CURSOR = re.compile(r"(\d{1,18})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlaylistPage:
    """Some items of a playlist in order and, when there are more, where they go on; `count` is how many in all."""

    playlist: Playlist
    items: Sequence[PlacedTrack]
    count: int
    next: str | None


@dataclass(frozen=True, kw_only=True)
class ReadPlaylist:
    """A page of one's own playlist; tracks that went missing are there, too."""

    playlists: Playlists
    catalogue: Catalogue

    async def __call__(
        self, caller: Caller, playlist_id: PlaylistId, limit: int = 100, cursor: str | None = None
    ) -> PlaylistPage:
        """NotFound for a playlist that is unknown or another's. Invalid for a cursor that it did not make, Conflict
        for one from before the playlist was changed: no item is passed over, none comes twice.
        """
        version, start = (None, 0) if cursor is None else told(cursor)
        page = await self.playlists.page(playlist_id, start, limit)
        contents = own_contents(page, playlist_id, caller.user)
        playlist = contents.playlist
        if version is not None and version != playlist.version:
            raise Conflict("The playlist was changed meanwhile; read it again from its beginning.")
        items, count = contents.items, playlist.count
        if playlist.rule is not None:
            found = (await held(contents, self.catalogue.search)).items
            items, count = found[start : start + limit], len(found)
        tracks = await self.catalogue.get_many(list(dict.fromkeys(item.track_id for item in items)))
        stop = start + len(items)
        more = f"{playlist.version}-{stop}" if items and stop < count else None
        return PlaylistPage(playlist, placed(items, tracks, start), count, more)


def told(cursor: str) -> tuple[int, int]:
    """The version that a cursor is of, and the place to go on from."""
    if (match := _CURSOR.fullmatch(cursor)) is None:
        raise Invalid("This is no cursor of this list; start again without it.", "cursor")
    return int(match[1]), int(match[2])
