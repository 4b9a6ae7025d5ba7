"""Finish what uploads and deletions left undone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from musicsim.domain.errors import NotFound
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.identity import UploadId
from musicsim.domain.model.reconciliation import Lacking
from musicsim.domain.model.uploaded import Quota, Uploaded
from musicsim.domain.rules.audio_keys import is_audio_key
from musicsim.domain.rules.index_differences import index_differences
from musicsim.domain.rules.upload_keys import PREFIX, owner_of
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.uploads import Uploads

_ANY = Quota(2**62, 2**62)
"""What lies there counts, but is not refused."""


@dataclass(frozen=True, kw_only=True)
class SettleUploads:
    """Compare the files that people brought with what is remembered of them, as part of a scan.

    A file that nobody remembers is its owner's, who stands in its key; what is remembered of a file that is gone is
    forgotten. May run while people bring and delete files. What belongs to nobody who is known is left alone.
    """

    blobs: BlobStore
    store: AudioStore
    uploads: Uploads
    clock: Clock
    ids: Ids

    async def __call__(self) -> int:
        """How much was mended."""
        mended = 0
        async for difference in index_differences(self.uploads.all_keys(), self._there()):
            if isinstance(difference, Lacking):
                mended += await self._adopt(difference.id)
            elif await self.blobs.stat(difference.id) is None:  # else it came after it was looked for
                await self.uploads.remove(difference.id)
                mended += 1
        return mended

    async def _there(self) -> AsyncIterator[str]:
        async for entry in self.blobs.walk(PREFIX):
            if is_audio_key(entry.key) and owner_of(entry.key) is not None:
                yield entry.key

    async def _adopt(self, key: str) -> bool:
        """Whether somebody is known whose file it is, and it is still there."""
        owner, item = owner_of(key), await self.store.stat(key)
        if owner is None or item is None or await self.uploads.at_key(key) is not None:
            return False
        try:
            upload = Uploaded(
                id=UploadId(self.ids.new()),
                user=owner,
                key=key,
                name=key.rpartition("/")[2],
                size=item.size,
                content_hash=await self.store.content_hash(key),
                uploaded_at=self.clock.now(),
            )
            return await self.uploads.add(upload, _ANY)
        except (UnreadableAudio, NotFound):
            return False
