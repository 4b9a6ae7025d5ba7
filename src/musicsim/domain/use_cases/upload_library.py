"""Copy the audio of a folder to where the library's blobs are."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from musicsim.domain.errors import Conflict, Invalid
from musicsim.domain.model.audio import AudioObject, Unlisted
from musicsim.domain.model.blob import Blob
from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio
from musicsim.domain.model.upload import Upload
from musicsim.domain.rules.streams import Checksum
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore

_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadOptions:
    """`replace` puts what is here in place of other content that is there; `media_type_of` a key."""

    media_type_of: Callable[[str], str]
    replace: bool = False


@dataclass(frozen=True, kw_only=True)
class UploadLibrary:
    """Copy what `target` has not, under the same keys; nothing is removed from it.

    Repeatable at any moment: what an earlier run brought there is not sent again, nor, where the target can go on with
    a blob that broke off, the parts of it that arrived. `source` names contents by their SHA-256.
    """

    source: AudioStore
    target: BlobStore

    async def __call__(self, options: UploadOptions, on_progress: Callable[[Upload], None] = lambda _: None) -> Upload:
        """Copy, and return what became of each file. Unavailable when either side does not answer."""
        run = _Run(self, options, on_progress)
        found = [item async for item in self.source.walk()]
        run.report(total=len(found))
        room = asyncio.Semaphore(_AT_ONCE)
        try:
            async with asyncio.TaskGroup() as group:
                for item in found:
                    await room.acquire()
                    group.create_task(run.one(item)).add_done_callback(lambda _: room.release())
        except ExceptionGroup as faults:
            raise faults.exceptions[0] from faults  # the others are the same, or came of it
        return run.upload


@dataclass(slots=True)
class _Run:
    """One upload under way."""

    parts: UploadLibrary
    options: UploadOptions
    on_progress: Callable[[Upload], None]
    upload: Upload = field(default_factory=Upload)

    def report(self, **changes: object) -> None:
        self.upload = replace(self.upload, **changes)  # type: ignore[arg-type]
        self.on_progress(self.upload)

    async def one(self, item: AudioObject | Unlisted) -> None:
        if isinstance(item, Unlisted):
            self.report(failed=(*self.upload.failed, item))
            return
        try:
            await self.copy(item)
        except UnreadableAudio as fault:
            self.report(failed=(*self.upload.failed, Unlisted(item.key, fault.failure)))
        except Invalid as fault:  # it changed while it was read, or its name is too long for the store
            failure = Failure(FailureReason.UNREADABLE, str(fault))
            self.report(failed=(*self.upload.failed, Unlisted(item.key, failure)))
        except Conflict:
            self.report(different=(*self.upload.different, item.key))

    async def copy(self, item: AudioObject) -> None:
        digest = await self.parts.source.content_hash(item.key)
        there = await self.parts.target.stat(item.key)
        if there is not None and there.size == item.size and await self.digest_of(there) == digest:
            self.report(there=self.upload.there + 1)
            return
        if there is not None and not self.options.replace:
            raise Conflict(f"{item.key!r} is there already, with other content.")
        kind = self.options.media_type_of(item.key)
        chunks = self.parts.source.read(item.key)
        blob = await self.parts.target.put(item.key, chunks, kind, sha256=digest, only_new=there is None)
        self.report(sent=self.upload.sent + 1, sent_bytes=self.upload.sent_bytes + blob.size)

    async def digest_of(self, blob: Blob) -> str:
        """Its SHA-256, by reading it where whoever put it there did not say."""
        if blob.sha256:
            return blob.sha256
        checksum = Checksum()
        async for chunk in self.parts.target.read(blob.key):
            checksum.add(chunk)
        return checksum.checked("")
