"""Hand out a track's audio."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.audio import AudioObject
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class OpenedAudio:
    """A track's object as it is now, and a way to read any range of its bytes (start, stop exclusive)."""

    track: Track
    object: AudioObject
    read: Callable[[int, int], AsyncIterator[bytes]]


@dataclass(frozen=True, kw_only=True)
class OpenAudio:
    """Open a track's audio for reading, without reading it."""

    catalogue: Catalogue
    store: AudioStore

    async def __call__(self, track_id: TrackId) -> OpenedAudio:
        """NotFound for an unknown track, or one whose object is gone."""
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        item = None if track.missing_since else await self.store.stat(track.key)
        if item is None:
            raise NotFound(f"The file of {track.metadata.title!r} is gone. Scan the library to find where it went.")
        key = track.key
        return OpenedAudio(track, item, lambda start, stop: self.store.read(key, start, stop))
