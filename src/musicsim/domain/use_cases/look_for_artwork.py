"""Find the picture of a track."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from hashlib import sha256

from musicsim.domain.errors import Invalid
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSize, ArtworkSource
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.track import Track
from musicsim.domain.rules.artwork_policy import MOST_BYTES, covers, picture_folders, variant_key
from musicsim.domain.rules.streams import at_once
from musicsim.ports.artworks import Artworks
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.clock import Clock
from musicsim.ports.metrics import Metrics
from musicsim.ports.picture_editor import PictureEditor
from musicsim.ports.side_files import SideFiles
from musicsim.ports.tag_reader import TagReader

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
    blobs: BlobStore
    artworks: Artworks
    clock: Clock
    metrics: Metrics

    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE), init=False, compare=False)

    async def __call__(self, track: Track) -> Artwork:
        """What the look came to, remembered. Unavailable when the library cannot be reached: that is no absence."""
        async with self._turns:
            return await self._look(track)

    async def _look(self, track: Track) -> Artwork:
        reason = ""
        async for candidate in self._candidates(track):
            try:
                picture = await self._kept(candidate.data)
            except Invalid as fault:
                reason = reason or f"{candidate.origin}: {fault}"
                continue
            return await self._remembered(track, self._found(track, candidate, picture))
        outcome = ArtworkOutcome.FAILED if reason else ArtworkOutcome.ABSENT
        artwork = Artwork(track=track.id, outcome=outcome, looked_at=self.clock.now(), reason=reason)
        return await self._remembered(track, artwork)

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

    async def _kept(self, data: bytes) -> str:
        """The name of the picture, whose largest variant is kept under it; Invalid when it is none."""
        picture = (await asyncio.to_thread(sha256, data)).hexdigest()  # 30 ms for 20 MB
        key = variant_key(picture, ArtworkSize.LARGEST)
        if await self.blobs.stat(key) is None:  # the tracks of an album bring the same one
            largest = await self.pictures.thumbnail(data, ArtworkSize.LARGEST)
            await self.blobs.put(key, at_once(largest.data), largest.media_type)
        return picture

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
