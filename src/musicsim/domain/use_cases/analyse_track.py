"""Listen to one track and keep what was found."""

from dataclasses import dataclass, replace
from enum import StrEnum

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.ports.analyser import Analyser
from musicsim.ports.analyses import Analyses
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.metrics import Metrics
from musicsim.ports.segments import SegmentStore


class Outcome(StrEnum):
    """What became of one listening."""

    ANALYSED = "analysed"
    SILENT = "silent"
    FAILED = "failed"
    ADOPTED = "adopted"  # another track has the same bytes: nothing was listened to
    GONE = "gone"  # no longer there
    OUTDATED = "outdated"  # the object changed since it was scanned: the next scan will see to it
    SPARED = "spared"  # it does not wait to be listened to, any more


@dataclass(frozen=True, kw_only=True)
class AnalyseTrack:
    """Listen to a track, if it waits for that.

    Repeatable at any moment, by any process: only the row at the end says that it was done, and one that says so is
    not listened to again. The vector index follows the row (see IndexTracks).
    """

    store: AudioStore
    analyser: Analyser
    catalogue: Catalogue
    analyses: Analyses
    segments: SegmentStore
    clock: Clock
    metrics: Metrics

    async def __call__(self, track_id: TrackId) -> Outcome:
        """Listen, unless it was done for the same bytes before. Unavailable when a service is down."""
        started = self.clock.now()
        track = await self.catalogue.get(track_id)
        if track is None or track.missing_since is not None or not await self._waits(track):
            return Outcome.SPARED
        outcome = await self._listen(track)
        seconds = (self.clock.now() - started).total_seconds()
        self.metrics.observe("tracks.listened", seconds, outcome=outcome)
        return outcome

    async def _waits(self, track: Track) -> bool:
        """Whether it was not listened to yet, or only by another model."""
        if track.status is not TrackStatus.ANALYSED:
            return track.status is TrackStatus.PENDING
        known = await self.analyses.get(track.id)
        return known is None or not self._is_current(known)

    async def _listen(self, track: Track) -> Outcome:
        now = await self.store.stat(track.key)
        if now is None:
            return await self._gone(track)
        if (now.size, now.modified_ns) != (track.size, track.modified_ns):
            return Outcome.OUTDATED
        if (twin := await self._of_twin(track)) is not None:
            return Outcome.ADOPTED if await self._keep(track, twin) else Outcome.OUTDATED
        try:
            analysis = await self.analyser.analyse(await self.store.source(track.key))
        except UnreadableAudio as fault:
            if fault.failure.reason is FailureReason.VANISHED:
                return await self._gone(track)
            kept = await self.analyses.fail(track, fault.failure, self.clock.now())
            return Outcome.FAILED if kept else Outcome.OUTDATED
        if not await self._keep(track, analysis):
            return Outcome.OUTDATED
        return Outcome.SILENT if analysis.silent else Outcome.ANALYSED

    async def _of_twin(self, track: Track) -> Analysis | None:
        """What was found for the same bytes, if by the analyser in use now."""
        twin = await self.analyses.of_content(track.content_hash)
        if twin is None or not (twin.silent or self._is_current(twin)):
            return None
        return replace(twin, fingerprint=await self.segments.print_of_content(track.content_hash))

    def _is_current(self, analysis: Analysis) -> bool:
        """Whether the analyser in use now found it."""
        return {space.name for space in self.analyser.spaces} <= {embedding.space for embedding in analysis.embeddings}

    async def _keep(self, track: Track, analysis: Analysis) -> bool:
        """The fingerprint first: a track that says that it was listened to never lacks one that it should have."""
        if analysis.fingerprint is not None:
            await self.segments.save_print(track, analysis.fingerprint)
        return await self.analyses.save(track, replace(analysis, fingerprint=None), self.clock.now())

    async def _gone(self, track: Track) -> Outcome:
        """Mark it missing, unless a scan found it under another key meanwhile."""
        now = await self.catalogue.get(track.id)
        if now is None or now.key != track.key:
            return Outcome.OUTDATED
        await self.catalogue.mark_missing({track.id}, self.clock.now())
        return Outcome.GONE
