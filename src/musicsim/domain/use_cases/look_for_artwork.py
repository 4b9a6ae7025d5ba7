"""Find the picture of a track."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from musicsim.domain.errors import Invalid
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSize, ArtworkSource
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.track import Track
from musicsim.domain.rules.artwork_policy import MOST_BYTES, covers, picture_folders
from musicsim.ports.artworks import Artworks
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.clock import Clock
from musicsim.ports.metrics import Metrics
from musicsim.ports.picture_editor import PictureEditor
from musicsim.ports.side_files import SideFiles
from musicsim.ports.tag_reader import TagReader

Store = Callable[[bytes], Coroutine[Any, Any, str]]
"""Keeps a picture and tells its name; Invalid when it is none."""

_AT_ONCE = 4
"""Looks: each may hold a picture of 20 MB, and a page of covers begins fifty."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture as it was found: in which file, and whether that is the audio itself."""

    data: bytes
    source: ArtworkSource
    origin: str


@dataclass(frozen=True, kw_only=True)
class LookForArtwork:
    """Look for a picture in the track's own file, then beside it; keep the first that can be decoded.

    Bytes first, row after: the largest variant, of which the others are made, is kept before the row speaks of it.
    """

    store: AudioStore
    side_files: SideFiles
    tags: TagReader
    pictures: PictureEditor
    store_picture: Store
    artworks: Artworks
    clock: Clock
    metrics: Metrics

    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE), init=False, compare=False)

    async def __call__(self, track: Track) -> Artwork:
        """What the look came to, remembered. Unavailable when the library cannot be reached: that is no absence."""
        async with self._turns:
            return await self._remembered(track, await self._look(track, self.store_picture))

    async def glance(self, track: Track) -> Artwork:
        """What a look would come to; nothing is kept, so FOUND has no picture. Unavailable as above."""
        async with self._turns:
            return await self._look(track, self._decoded)

    async def _look(self, track: Track, store: Store) -> Artwork:
        reason = ""
        async for candidate in self._candidates(track):
            try:
                picture = await store(candidate.data)
            except Invalid as fault:
                reason = reason or f"{candidate.origin}: {fault}"
                continue
            return self._found(track, candidate, picture)
        outcome = ArtworkOutcome.FAILED if reason else ArtworkOutcome.ABSENT
        return Artwork(track=track.id, outcome=outcome, looked_at=self.clock.now(), reason=reason)

    async def _candidates(self, track: Track) -> AsyncIterator[Candidate]:
        try:
            embedded = await self.tags.picture(await self.store.source(track.key))
        except UnreadableAudio:  # whatever ails the sound, there may be a picture beside it
            embedded = None
        if embedded is not None:
            yield Candidate(embedded.data, ArtworkSource.TAGS, track.key)
        for folder in picture_folders(track.key):
            for file in covers(await self.side_files.starting_with(folder)):
                if (data := await self.side_files.read(file.key, MOST_BYTES)) is not None:
                    yield Candidate(data, ArtworkSource.FOLDER, file.key)

    async def _decoded(self, data: bytes) -> str:
        await self.pictures.thumbnail(data, ArtworkSize.TINY)
        return ""

    def _found(self, track: Track, candidate: Candidate, picture: str) -> Artwork:
        return Artwork(
            track=track.id,
            outcome=ArtworkOutcome.FOUND,
            looked_at=self.clock.now(),
            picture=picture,
            source=candidate.source,
            origin=candidate.origin,
        )

    async def _remembered(self, track: Track, artwork: Artwork) -> Artwork:
        await self.artworks.save(track, artwork)
        self.metrics.count("artwork.looks", outcome=artwork.outcome, source=artwork.source or "none")
        return artwork
