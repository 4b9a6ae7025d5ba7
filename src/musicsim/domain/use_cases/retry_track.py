"""Listen again to a track that could not be listened to."""

from dataclasses import dataclass

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import JobKind
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.job_queue import JobQueue


@dataclass(frozen=True, kw_only=True)
class RetryTrack:
    """For one whose file, or whatever else was in the way, was put right; a scan with `retry_failed` is for all."""

    catalogue: Catalogue
    queue: JobQueue

    async def __call__(self, track_id: TrackId) -> None:
        """Have it listened to, ahead of the rest. NotFound for a track that is not there, Conflict for one that did
        not fail.
        """
        track = await self.catalogue.get(track_id)
        if track is None or track.missing_since is not None:
            raise NotFound.of("track", track_id)
        if not await self.catalogue.requeue_failed([track_id]):
            raise Conflict("This track did not fail: there is nothing to try again.")
        await self.queue.put(JobKind.LISTEN, [track_id], ahead=True)
