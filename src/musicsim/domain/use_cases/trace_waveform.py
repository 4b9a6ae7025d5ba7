"""Draw a track's waveform, once."""

from dataclasses import dataclass, field

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.analysis import Waveform
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.identity import TrackId
from musicsim.domain.rules.once import Once
from musicsim.ports.analyser import Analyser
from musicsim.ports.analyses import Analyses
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class TraceWaveform:
    """The overview of a track's loudness over time, kept once it was made.

    It needs every sample, where an analysis needs a tenth: so it is made when it is asked for, or when nothing else
    is left to do.
    """

    catalogue: Catalogue
    analyses: Analyses
    store: AudioStore
    analyser: Analyser

    _under_way: Once[TrackId, Waveform] = field(default_factory=Once, init=False, compare=False)

    async def __call__(self, track_id: TrackId) -> Waveform:
        """The waveform; NotFound for an unknown or vanished track, Conflict for one that cannot be decoded.

        However many ask for one at the same time, it is traced once.
        """
        if (kept := await self.analyses.waveform(track_id)) is not None:
            return kept
        return await self._under_way(track_id, lambda: self._trace(track_id))

    async def _trace(self, track_id: TrackId) -> Waveform:
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        item = None if track.missing_since else await self.store.stat(track.key)
        if item is None:
            raise NotFound(f"The file of {track.metadata.title!r} is gone.")
        if (item.size, item.modified_ns) != (track.size, track.modified_ns):
            raise Conflict(f"The file of {track.metadata.title!r} changed. Scan the library first.")
        try:
            waveform = await self.analyser.waveform(await self.store.source(track.key))
        except UnreadableAudio as fault:
            if fault.failure.reason is FailureReason.VANISHED:
                raise NotFound(f"The file of {track.metadata.title!r} is gone.") from fault
            raise Conflict(f"{track.metadata.title!r} cannot be decoded: {fault}.") from fault
        await self.analyses.save_waveform(track, waveform)
        return waveform
