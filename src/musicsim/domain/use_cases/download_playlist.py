"""Take a playlist along: its audio in one archive."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from musicsim.domain.model.archive import Member
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.identity import PlaylistId
from musicsim.domain.model.playlist import PlacedTrack, Playlist
from musicsim.domain.model.playlist_file import FileEntry, PlaylistFile, PlaylistFormat
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.archive_names import file_name, folder_name
from musicsim.domain.rules.holdings import held, own_contents, placed
from musicsim.ports.archiver import Archiver
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.playlist_files import PlaylistFiles
from musicsim.ports.playlists import Playlists

LEFT_OUT = "left out.txt"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is made while it is read."""

    name: str
    media_type: str
    chunks: AsyncGenerator[bytes, None]


@dataclass(slots=True)
class _Course:
    """How far it has come: what is in, and what could not be."""

    entries: list[FileEntry] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class DownloadPlaylist:
    """An archive of a playlist's files in order, with a playlist file of them."""

    playlists: Playlists
    catalogue: Catalogue
    store: AudioStore
    files: PlaylistFiles
    archiver: Archiver
    clock: Clock

    async def __call__(self, caller: Caller, playlist_id: PlaylistId) -> Download:
        """NotFound for a playlist that is unknown or another's. A file that is gone, or breaks off, does not stop the
        others: a text in the archive tells of it. When the store does not answer, Unavailable is raised by the chunks.
        """
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        full = await held(contents, self.catalogue.search)
        tracks = await self.catalogue.get_many(list(dict.fromkeys(item.track_id for item in full.items)))
        members = self._members(contents.playlist, placed(full.items, tracks), self.clock.now())
        name = f"{folder_name(contents.playlist.name)}.{self.archiver.ending}"
        return Download(name, self.archiver.media_type, self.archiver.archive(members))

    async def _members(
        self, playlist: Playlist, items: Sequence[PlacedTrack], now: datetime
    ) -> AsyncGenerator[Member, None]:
        course, folder = _Course(), folder_name(playlist.name)
        for each in items:
            name = file_name(each, len(items))
            opened = await self._opened(each, name, course)
            if opened is not None:
                course.entries.append(_entry(each, name))
                try:
                    yield Member(f"{folder}/{name}", each.track.added_at, _whole(*opened, name, course))
                finally:  # also when nobody came to read it
                    await _close(opened[1])
        listed = PlaylistFile(course.entries, playlist.name, playlist.description)
        data = await asyncio.to_thread(self.files.write, listed, PlaylistFormat.M3U8)
        yield Member(f"{folder}/{folder}.{PlaylistFormat.M3U8}", now, _once(data))
        if course.left_out:
            text = "".join(f"{line}\r\n" for line in course.left_out)
            yield Member(f"{folder}/{LEFT_OUT}", now, _once(text.encode()))

    async def _opened(self, each: PlacedTrack, name: str, course: _Course) -> tuple[bytes, AsyncIterator[bytes]] | None:
        """The first chunk of the track's audio, as only that tells whether it can be read, and the others."""
        if each.track.missing_since is not None:
            course.left_out.append(f"{name}: the file is gone ({each.track.key}).")
            return None
        chunks = self.store.read(each.track.key)
        try:
            first = await anext(chunks, b"")
        except UnreadableAudio as fault:
            course.left_out.append(f"{name}: {fault}")
            return None
        return first, chunks


async def _whole(first: bytes, rest: AsyncIterator[bytes], name: str, course: _Course) -> AsyncGenerator[bytes, None]:
    """All chunks, or as many as can be read."""
    yield first
    try:
        async for chunk in rest:
            yield chunk
    except UnreadableAudio as fault:
        course.left_out.append(f"{name} breaks off: {fault}")


async def _close(chunks: AsyncIterator[bytes]) -> None:
    if isinstance(chunks, AsyncGenerator):
        await chunks.aclose()


async def _once(data: bytes) -> AsyncGenerator[bytes, None]:
    yield data


def _entry(each: PlacedTrack, name: str) -> FileEntry:
    about = each.track.metadata
    return FileEntry(
        line=each.position + 1,
        location=name,
        title=about.title,
        artist=about.artist,
        album=about.album,
        duration=about.duration,
    )
