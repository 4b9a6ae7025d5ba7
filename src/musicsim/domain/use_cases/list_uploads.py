"""What a person brought."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.identity import UploadId, UserId
from musicsim.domain.model.uploaded import BroughtFiles, Quota, Uploaded, UploadedTrack, UploadProgress
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.uploads import Uploads

_FOLLOWED = 500
"""The newest files, among which those that wait are looked for: it is asked every second."""


@dataclass(frozen=True, kw_only=True)
class ListUploads:
    """A person's own files, with their tracks."""

    uploads: Uploads
    catalogue: Catalogue
    quota: Quota

    async def __call__(self, user: UserId, limit: int, cursor: str | None = None) -> BroughtFiles:
        """The newest first, behind `cursor`, at most `limit`."""
        page = await self.uploads.page(user, limit, None if cursor is None else UploadId(cursor))
        items = await self._with_tracks(page.items)
        return BroughtFiles(items=items, next=page.next, usage=await self.uploads.usage(user), quota=self.quota)

    async def _with_tracks(self, uploads: Sequence[Uploaded]) -> list[UploadedTrack]:
        same = await self.catalogue.with_content({upload.content_hash for upload in uploads})
        found = {track.key: track for tracks in same.values() for track in tracks if track.missing_since is None}
        return [UploadedTrack(upload, found.get(upload.key)) for upload in uploads]


@dataclass(frozen=True, kw_only=True)
class FollowUploads:
    """How far listening has come with what a person brought."""

    uploads: Uploads

    async def __call__(self, user: UserId) -> UploadProgress:
        """Cheap enough to be asked every second for everyone who listens."""
        return await self.uploads.progress(user, _FOLLOWED)
