"""What a person brought, as part of what is kept of that person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.uploaded import Uploaded
from musicsim.domain.rules.upload_keys import folder_of
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.personal_data import Exported, PersonalData
from musicsim.ports.uploads import Uploads

_BATCH = 100


@dataclass(frozen=True, kw_only=True)
class BroughtByPerson(PersonalData):
    """The files themselves besides what is remembered of them: bytes, tracks, then that, each step repeatable."""

    uploads: Uploads
    blobs: BlobStore
    catalogue: Catalogue
    clock: Clock

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        """What is remembered; the files can be had one by one."""
        return await self.uploads.export(user)

    async def forget(self, user: UserId) -> None:
        """Delete every file, remembered or not; their tracks are missing from then on, also to others."""
        while some := (await self.uploads.page(user, _BATCH)).items:
            for upload in some:
                await self.blobs.delete(upload.key)
            await self._miss(some)
            for upload in some:
                await self.uploads.remove(upload.key)
        for key in [entry.key async for entry in self.blobs.walk(folder_of(user))]:  # left by uploads that broke off
            await self.blobs.delete(key)
            if (track := await self.catalogue.at_key(key)) is not None:
                await self.catalogue.mark_missing({track.id}, self.clock.now())
        await self.uploads.forget(user)

    async def _miss(self, uploads: Sequence[Uploaded]) -> None:
        keys = {upload.key for upload in uploads}
        same = await self.catalogue.with_content({upload.content_hash for upload in uploads})
        gone = {track.id for tracks in same.values() for track in tracks if track.key in keys}
        await self.catalogue.mark_missing(gone, self.clock.now())
