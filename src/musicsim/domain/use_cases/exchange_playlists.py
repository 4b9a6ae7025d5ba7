"""Playlists come from other programs, and go to them."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from musicsim.domain.model.browse import MOST_TEXT, TrackQuery
from musicsim.domain.model.identity import ItemId, PlaylistId
from musicsim.domain.model.playlist import LONGEST_DESCRIPTION, LONGEST_NAME, MOST_PLAYLISTS, Playlist, PlaylistItem
from musicsim.domain.model.playlist_file import FileEntry, PlaylistFile, PlaylistFormat, Unmatched
from musicsim.domain.model.track import Track
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.holdings import held, own_contents, placed
from musicsim.domain.rules.playlist_matching import by_key, by_tags, by_tail, keys_of, name_of, titles_of
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.playlist_files import PlaylistFiles
from musicsim.ports.playlists import Playlists
from musicsim.ports.track_finder import TrackFinder

MOST_CANDIDATES = 10
"""Tracks that are told of a line that may mean any of them."""

_ALIKE = 500  # tracks with a file's name that are looked at
_AT_ONCE = 4  # searches
_NAMELESS = "Playlist"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: the playlist, and the lines that are not in it."""

    playlist: Playlist
    unmatched: Sequence[Unmatched]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to hand out."""

    data: bytes
    media_type: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ImportPlaylist:
    """Make a playlist of a file that another program wrote."""

    playlists: Playlists
    catalogue: Catalogue
    finder: TrackFinder
    files: PlaylistFiles
    clock: Clock
    ids: Ids

    async def __call__(self, caller: Caller, data: bytes, name: str | None = None, filename: str = "") -> Imported:
        """Called `name`, or as the file says, or as the file is called.

        What could not be matched, or not for certain, is told line by line. Invalid for what is no playlist file.
        """
        file = await asyncio.to_thread(self.files.read, data)
        matched = await self._match(file.entries)
        now = self.clock.now()
        made = Playlist(
            id=PlaylistId(self.ids.new()),
            owner=caller.user,
            name=_named(name or file.name or PurePosixPath(filename.replace("\\", "/")).stem),
            description=file.description[:LONGEST_DESCRIPTION],
            created_at=now,
            changed_at=now,
        )
        sure = [found[0] for found in matched if len(found) == 1]
        items = [PlaylistItem(ItemId(self.ids.new()), track.id, now) for track in sure]
        await self.playlists.create(made, items, MOST_PLAYLISTS)
        return Imported(replace(made, count=len(items)), _unmatched(file.entries, matched))

    async def _match(self, entries: Sequence[FileEntry]) -> list[Sequence[Track]]:
        """For each line the tracks that it may mean: one when it is certain."""
        keys = await asyncio.to_thread(lambda: {key for entry in entries for key in keys_of(entry)})
        titles = await asyncio.to_thread(lambda: {title for entry in entries for title in titles_of(entry)})
        found, titled = await self.finder.at_keys(keys), await self.finder.titled(titles)
        matched = await asyncio.to_thread(lambda: [_meant(entry, found, titled) for entry in entries])
        unsure = defaultdict[str, list[int]](list)
        for place, tracks in enumerate(matched):
            if len(tracks) != 1 and (name := name_of(entries[place])[:MOST_TEXT]):
                unsure[name].append(place)
        turn = asyncio.Semaphore(_AT_ONCE)

        async def match(name: str, places: Sequence[int]) -> None:
            async with turn:
                tails = await self._tails(name, [entries[place] for place in places])
            for place, tracks in zip(places, tails, strict=True):
                matched[place] = tracks or matched[place]

        await asyncio.gather(*(match(name, places) for name, places in unsure.items()))
        return matched

    async def _tails(self, name: str, entries: Sequence[FileEntry]) -> list[Sequence[Track]]:
        """For each of these lines, whose files have that name, the tracks whose paths end most alike."""
        alike = (await self.catalogue.search(TrackQuery(text=name, limit=_ALIKE))).items
        return await asyncio.to_thread(lambda: [by_tail(entry, alike)[:MOST_CANDIDATES] for entry in entries])


def _meant(entry: FileEntry, found: Mapping[str, Track], titled: Mapping[str, Sequence[Track]]) -> Sequence[Track]:
    """The tracks that a line may mean, as far as that can be told without a search."""
    track = by_key(entry, found)
    return by_tags(entry, titled)[:MOST_CANDIDATES] if track is None else [track]


@dataclass(frozen=True, kw_only=True)
class ExportPlaylist:
    """Write a playlist as a file for another program."""

    playlists: Playlists
    catalogue: Catalogue
    files: PlaylistFiles

    async def __call__(
        self, caller: Caller, playlist_id: PlaylistId, form: PlaylistFormat, prefix: str = ""
    ) -> Exported:
        """Each path is the track's key behind `prefix`; missing tracks are there, too."""
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        full = await held(contents, self.catalogue.search)
        tracks = await self.catalogue.get_many(list(dict.fromkeys(item.track_id for item in full.items)))
        entries = [entry_of(each.track, each.position, prefix) for each in placed(full.items, tracks)]
        about = contents.playlist
        data = await asyncio.to_thread(self.files.write, PlaylistFile(entries, about.name, about.description), form)
        return Exported(data, self.files.media_type(form), f"{about.name}.{form}")


def entry_of(track: Track, position: int, prefix: str) -> FileEntry:
    """A track as a line."""
    about = track.metadata
    return FileEntry(
        line=position + 1,
        location=f"{prefix}{track.key}",
        title=about.title,
        artist=about.artist,
        album=about.album,
        track_number=about.track_number,
        duration=about.duration,
    )


def _unmatched(entries: Sequence[FileEntry], matched: Sequence[Sequence[Track]]) -> list[Unmatched]:
    left, place = list[Unmatched](), 0
    for entry, found in zip(entries, matched, strict=True):
        if len(found) != 1:
            left.append(Unmatched(entry, place, found))
        else:
            place += 1
    return left


def _named(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME].strip() or _NAMELESS
