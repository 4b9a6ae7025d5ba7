"""Hand out a track's audio."""

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.audio import AudioObject
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.streaming import AS_IT_IS, StreamWish, Transcoding
from musicsim.domain.model.track import Track
from musicsim.domain.rules.delivery import delivery
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.transcoder import Transcoder

_DANGEROUS = frozenset({FailureReason.CRASHED, FailureReason.TIMED_OUT, FailureReason.TOO_LARGE})
"""What took a process down when it was listened to is not tried again while people wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAudio:
    """A track's object as it is now, and the ways to its sound; `transcoding` is None where it goes out as it is."""

    track: Track
    object: AudioObject
    transcoding: Transcoding | None
    store: AudioStore
    transcoder: Transcoder

    def read(self, start: int, stop: int) -> AsyncIterator[bytes]:
        """Bytes start … stop (exclusive) of the original."""
        return self.store.read(self.track.key, start, stop)

    async def url(self, seconds: float, media_type: str) -> str | None:
        """An address of the original that anybody may read for so long, as that; None where the store has none."""
        return await self.store.url(self.track.key, seconds, media_type)

    async def transcoded(self, wanted: Transcoding) -> AsyncGenerator[bytes, None]:
        """The sound, encoded anew as it is taken. UnreadableAudio and Unavailable as transcoders raise them."""
        return self.transcoder.transcode(await self.store.source(self.track.key), wanted)


@dataclass(frozen=True, kw_only=True)
class OpenAudio:
    """Open a track's audio for reading, without reading it."""

    catalogue: Catalogue
    store: AudioStore
    transcoder: Transcoder

    async def __call__(self, track_id: TrackId, wish: StreamWish = AS_IT_IS) -> OpenedAudio:
        """NotFound for an unknown track, or one whose object is gone; Conflict for what cannot be transcoded."""
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        item = None if track.missing_since else await self.store.stat(track.key)
        if item is None:
            raise NotFound(f"The file of {track.metadata.title!r} is gone. Scan the library to find where it went.")
        transcoding = delivery(track.key, track.metadata, wish)
        if transcoding and track.failure and track.failure.reason in _DANGEROUS:
            raise Conflict(f"{track.metadata.title!r} cannot be decoded ({track.failure.reason}).")
        return OpenedAudio(
            track=track, object=item, transcoding=transcoding, store=self.store, transcoder=self.transcoder
        )
