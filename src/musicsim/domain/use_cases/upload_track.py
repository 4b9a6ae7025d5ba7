"""Take in a file that a person brings."""

import asyncio
import logging
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from musicsim.domain.errors import Conflict, MusicsimError, NotFound, Unavailable
from musicsim.domain.model.arrival import Reading
from musicsim.domain.model.audio_format import AudioFormat
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.identity import TrackId, UploadId, UserId
from musicsim.domain.model.job import JobKind
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.model.uploaded import (
    Incoming,
    Received,
    Refusal,
    Refused,
    Uploaded,
    UploadLimits,
    UploadOutcome,
    UploadResult,
    Usage,
)
from musicsim.domain.rules.naming import metadata_from_key
from musicsim.domain.rules.settling import settle
from musicsim.domain.rules.upload_keys import marks, shown_name, upload_key
from musicsim.ports.audio_inspector import AudioInspector
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.inbox import Inbox
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.metrics import Metrics
from musicsim.ports.tag_reader import TagReader
from musicsim.ports.uploads import Uploads

log = logging.getLogger(__name__)

_MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class UploadTrack:
    """Bytes, whose they are, the track, the job: in this order, each step repeatable.

    What a crash leaves between two of them is in place for the next scan, which finds the bytes, and for
    SettleUploads, which tells whose they are by their key; or for whoever brings the same file again.
    """

    inbox: Inbox
    inspector: AudioInspector
    blobs: BlobStore
    store: AudioStore
    tags: TagReader
    catalogue: Catalogue
    uploads: Uploads
    queue: JobQueue
    clock: Clock
    ids: Ids
    metrics: Metrics
    limits: UploadLimits

    _turns: WeakValueDictionary[str, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False, compare=False
    )

    async def __call__(self, user: UserId, file: Incoming) -> UploadResult:
        """What became of it. Unavailable when a store does not answer; NotFound for a person that is gone."""
        try:
            async with self.inbox.receive(self._bounded(file.chunks)) as received:
                turn = self._turns.setdefault(received.sha256, asyncio.Lock())
                async with turn:  # who sends a file twice at one moment means one
                    result = await self._taken(user, file, received)
        except Refused as fault:
            result = UploadResult(
                name=shown_name(file.name), outcome=UploadOutcome.REFUSED, reason=fault.reason, detail=str(fault)
            )
        self.metrics.count("uploads.received", outcome=result.outcome)
        return result

    async def _bounded(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in chunks:
            size += len(chunk)
            if size > self.limits.file_size:
                limit = f"A file may have {self.limits.file_size // _MIB} MiB."
                raise Refused(Refusal.TOO_LARGE, limit)
            yield chunk

    async def _taken(self, user: UserId, file: Incoming, received: Received) -> UploadResult:
        name = shown_name(file.name)
        twins = (await self.catalogue.with_content({received.sha256})).get(received.sha256, ())
        if (present := await self._present(twins)) is not None:
            return UploadResult(name=name, outcome=UploadOutcome.DUPLICATE, track=present)
        found = await self._inspected(received)
        await self._check_room(user, received)
        key = await self._placed(user, file, received, found)
        await self._own(user, key, name, received)
        metadata = await self._words(received, upload_key(user, name, found.endings))
        track = await self._entered(key, metadata, received, twins)
        await self._announce(track)
        return UploadResult(name=name, outcome=UploadOutcome.CREATED, track=track)

    async def _present(self, twins: Sequence[Track]) -> Track | None:
        """One of them whose file is there: no scan may have been by since others lost theirs."""
        for track in twins:
            if track.missing_since is None and await self.store.stat(track.key) is not None:
                return track
        return None

    async def _inspected(self, received: Received) -> AudioFormat:
        try:
            return await self.inspector.inspect(received.source)
        except UnreadableAudio as fault:
            raise Refused(Refusal.of(fault.failure.reason), f"It cannot be played: {fault.failure.detail}.") from fault

    async def _check_room(self, user: UserId, received: Received) -> None:
        """Spares the bytes a way that would be in vain; what counts is what `uploads` says when it adds them."""
        if not self.limits.quota.admits(await self.uploads.usage(user) + Usage(1, received.size)):
            raise self._too_much()

    def _too_much(self) -> Refused:
        quota = self.limits.quota
        most = f"You may have brought {quota.files} files and {quota.size // _MIB} MiB. Delete some first."
        return Refused(Refusal.QUOTA, most)

    async def _placed(self, user: UserId, file: Incoming, received: Received, found: AudioFormat) -> str:
        """The key at which the bytes lie now."""
        for mark in marks(self.ids.new()):
            key = upload_key(user, file.name, found.endings, mark)
            media_type = file.media_type_of(key)
            try:
                await self.blobs.put(key, received.read(), media_type, sha256=received.sha256, only_new=True)
            except Conflict:
                there = await self.blobs.stat(key)
                if there is None or there.sha256 != received.sha256:
                    continue  # another file of that name; the same one was left there by a crash
            return key
        raise Conflict(f"There is no name left for {file.name!r}; rename it.")

    async def _own(self, user: UserId, key: str, name: str, received: Received) -> None:
        """Remember whose it is; the bytes go again when that may not be."""
        upload = Uploaded(
            id=UploadId(self.ids.new()),
            user=user,
            key=key,
            name=name,
            size=received.size,
            content_hash=received.sha256,
            uploaded_at=self.clock.now(),
        )
        try:
            kept = await self.uploads.add(upload, self.limits.quota)
        except NotFound:
            await self.blobs.delete(key)
            raise
        if not kept:
            await self.blobs.delete(key)
            raise self._too_much()

    async def _words(self, received: Received, key: str) -> Metadata:
        """The file's own; a fault of ours in reading them costs it these, as in a scan."""
        try:
            return await self.tags.read(received.source, key)
        except MusicsimError:
            raise
        except Exception:
            log.exception("The tags of %s cannot be read; its key has to do.", key)
            return metadata_from_key(key)

    async def _entered(self, key: str, metadata: Metadata, received: Received, twins: Sequence[Track]) -> Track:
        """The track in the catalogue: one that lost its file comes back with these bytes, with its history."""
        item = await self.store.stat(key)
        if item is None:
            raise Conflict(f"{key!r} was removed at once by somebody else.")
        reading = Reading(item, metadata, received.sha256)
        at_key = await self.catalogue.at_key(key)
        _, tracks = settle(reading, at_key, twins, TrackId(self.ids.new()), self.clock.now())
        with suppress(Conflict):  # a scan was quicker
            await self.catalogue.save(tracks)
        entered = await self.catalogue.at_key(key)
        if entered is None:
            raise Conflict(f"{key!r} was removed at once by somebody else.")
        return entered

    async def _announce(self, track: Track) -> None:
        """People wait for what they brought, but not for the rest of the library; the rows say it, too."""
        if track.status is TrackStatus.PENDING:
            with suppress(Unavailable):
                await self.queue.put(JobKind.LISTEN, [track.id], ahead=True)
