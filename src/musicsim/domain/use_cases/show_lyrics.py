"""Show what is sung."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.lyrics import Lyrics, LyricsSource
from musicsim.domain.rules.encodings import decoded
from musicsim.domain.rules.lyric_text import lyric_lines
from musicsim.domain.rules.side_keys import WORDS, ending_of, stem_of
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.side_files import SideFiles
from musicsim.ports.tag_reader import TagReader

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class ShowLyrics:
    """The words of a track: with times if any are, from beside the file before those in its tags."""

    catalogue: Catalogue
    store: AudioStore
    side_files: SideFiles
    tags: TagReader

    async def __call__(self, track_id: TrackId) -> Lyrics:
        """NotFound for an unknown track, and where there are none."""
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        plain: Lyrics | None = None
        async for lyrics in self._all(track.key):
            if lyrics.synced:
                return lyrics
            plain = plain or lyrics
        if plain is None:
            raise NotFound(f"There are no words of {track.metadata.title!r}.")
        return plain

    async def _all(self, key: str) -> AsyncIterator[Lyrics]:
        """Those that have lines: what lies beside the file is there because somebody wanted it so."""
        async for text, source in self._texts(key):
            if lines := lyric_lines(text):
                yield Lyrics(lines, source)

    async def _texts(self, key: str) -> AsyncIterator[tuple[str, LyricsSource]]:
        beside = await self.side_files.starting_with(f"{stem_of(key)}.")
        wanted = [file for file in beside if ending_of(file.key) in WORDS and stem_of(file.key) == stem_of(key)]
        for file in sorted(wanted, key=lambda file: WORDS.index(ending_of(file.key))):
            if (data := await self.side_files.read(file.key, _MOST_BYTES)) is not None:
                yield decoded(data), LyricsSource.FILE
        try:
            source = await self.store.source(key)
        except UnreadableAudio:  # gone, perhaps; the words beside it were not
            return
        for text in await self.tags.lyrics(source):
            yield text, LyricsSource.TAGS
