"""Delete a file that a person brought."""

from contextlib import suppress
from dataclasses import dataclass

from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.track import Track
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.upload_keys import owner_of
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.uploads import Uploads


@dataclass(frozen=True, kw_only=True)
class DeleteUpload:
    """Remove the bytes, mark the track missing, forget whose it was: in this order, each step repeatable.

    The vector follows the row. What else is kept of the track, such as its place in playlists, stays: should its
    bytes ever come back, so does all of that.
    """

    catalogue: Catalogue
    uploads: Uploads
    blobs: BlobStore
    queue: JobQueue
    clock: Clock

    async def __call__(self, caller: Caller, track_id: TrackId) -> None:
        """NotFound for a track that is unknown or gone already, or that somebody else brought, unless an admin asks;
        Conflict for one of the library, which is only read.
        """
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        owner = await self._owner(track)
        if owner is None:
            raise Conflict("It belongs to the library, which musicsim only reads: delete it there, and scan.")
        if not caller.is_admin and owner != caller.user:
            raise NotFound(f"You brought no track {track_id!r}.")
        await self.blobs.delete(track.key)
        await self.catalogue.mark_missing({track.id}, self.clock.now())
        await self.uploads.remove(track.key)
        with suppress(Unavailable):  # whoever indexes looks for itself now and then
            await self.queue.announce()

    async def _owner(self, track: Track) -> UserId | None:
        """Whose file it is; None when it is nobody's."""
        upload = await self.uploads.at_key(track.key)
        if track.missing_since is not None and (upload is None or await self.catalogue.at_key(track.key) is not None):
            raise NotFound(f"The file of {track.metadata.title!r} is gone already.")
        if upload is not None:
            return upload.user
        owner = owner_of(track.key)  # a crash may have kept us from remembering it
        return owner if owner is not None and await self.blobs.stat(track.key) is not None else None
