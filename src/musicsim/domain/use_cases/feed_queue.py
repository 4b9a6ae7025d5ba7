"""Fill the job queue from the rows."""

from collections.abc import Collection
from dataclasses import dataclass

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import ALL_KINDS, JobCounts, JobKind, JobState
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.ports.analyses import Analyses
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

WINDOW = 1000
"""Jobs of a kind that wait at most: enough for many workers until it is looked at again, and soon made anew."""


@dataclass(frozen=True, kw_only=True)
class FeedQueue:
    """Queue what the rows say is to be done: so no list of work can be lost.

    Whoever does it, and however often, a track gets one job of a kind.

    `space` is the one that the analyser in use now fills. While another one answers, the tracks that only the model
    before has heard are queued, too, behind those that nobody has. `print_model` is what fingerprints of whole tracks
    are wanted by, None when they are not.
    """

    analyses: Analyses
    segments: SegmentStore
    queue: JobQueue
    index: VectorIndex
    space: Space
    print_model: str | None

    async def __call__(self, kinds: Collection[JobKind] = ALL_KINDS) -> int:
        """Top the queue up, where it is less than half full; how many jobs are new.

        Waveforms are queued when no track waits to be listened to, fingerprints when no waveform is to be drawn.
        """
        counts = await self.queue.counts()
        new = await self._put(JobKind.LISTEN, counts) if JobKind.LISTEN in kinds else 0
        for before, kind in ((JobKind.LISTEN, JobKind.TRACE), (JobKind.TRACE, JobKind.PRINT)):
            if new or counts.of(before, JobState.QUEUED):
                break
            new = await self._put(kind, counts) if kind in kinds else 0
        return new

    async def _put(self, kind: JobKind, counts: JobCounts) -> int:
        room = WINDOW - counts.live(kind)
        if room < WINDOW / 2:
            return 0
        waiting = await self._waiting(kind, room)
        return await self.queue.put(kind, [track.id for track in waiting]) if waiting else 0

    async def _waiting(self, kind: JobKind, room: int) -> Collection[Track]:
        held = await self.queue.held(kind)
        if kind is JobKind.TRACE:
            return await self.analyses.without_waveform(room, held)
        if kind is JobKind.PRINT:
            return await self.segments.lacking(self.print_model, room, held) if self.print_model else []
        return await self.analyses.pending(room, held) or await self._heard_otherwise(room, held)

    async def _heard_otherwise(self, room: int, held: Collection[TrackId]) -> Collection[Track]:
        """Asked for only while the model changes, as it takes reading all tracks to find that there are none."""
        if await self.index.answering(LIBRARY) in {None, self.space}:
            return []
        return await self.analyses.heard_otherwise(self.space.name, room, held)
