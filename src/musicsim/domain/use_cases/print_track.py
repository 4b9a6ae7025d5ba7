"""Take the fingerprint of a whole track, so that excerpts of it are recognised."""

from dataclasses import dataclass

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.identity import TrackId
from musicsim.ports.analyser import Analyser
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.segments import SegmentStore


@dataclass(frozen=True, kw_only=True)
class PrintTrack:
    """Needs every sample, where listening needs a tenth: so it is done when nothing else is left to do.

    Repeatable at any moment, by any process. The vector index follows (see IndexSegments).
    """

    catalogue: Catalogue
    store: AudioStore
    analyser: Analyser
    segments: SegmentStore

    async def __call__(self, track_id: TrackId) -> None:
        """NotFound for an unknown or vanished track, Conflict for one that changed or cannot be decoded."""
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        if not track.listenable or await self._is_done(track_id):
            return
        item = await self.store.stat(track.key)
        if item is None:
            raise NotFound(f"The file of {track.metadata.title!r} is gone.")
        if (item.size, item.modified_ns) != (track.size, track.modified_ns):
            raise Conflict(f"The file of {track.metadata.title!r} changed. Scan the library first.")
        try:
            found = await self.analyser.segments(await self.store.source(track.key))
        except UnreadableAudio as fault:
            raise Conflict(f"{track.metadata.title!r} cannot be decoded: {fault}.") from fault
        await self.segments.save(track, found)

    async def _is_done(self, track_id: TrackId) -> bool:
        kept = (await self.segments.wholes([track_id])).get(track_id)
        return kept is not None and kept.model == self.analyser.print_model
