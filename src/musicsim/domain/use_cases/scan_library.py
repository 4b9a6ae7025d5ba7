"""Bring the catalogue in step with the library's store."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from musicsim.domain.errors import Conflict, Invalid, MusicsimError
from musicsim.domain.model.arrival import Arrival, Difference, Gone, Reading, Returned, Settled, Unchanged
from musicsim.domain.model.audio import AudioSource, Unlisted
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.identity import ScanId, TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.domain.model.track import Track
from musicsim.domain.rules.differences import differences
from musicsim.domain.rules.naming import metadata_from_key
from musicsim.domain.rules.settling import settle
from musicsim.domain.rules.upload_keys import is_upload
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.lease import Lease
from musicsim.ports.metrics import Metrics
from musicsim.ports.scans import Scans
from musicsim.ports.tag_reader import TagReader

T = TypeVar("T")

log = logging.getLogger(__name__)

_AT_ONCE = 32
_MARKED_AT_ONCE = 1000
"""Who writes meanwhile waits for a batch, not for a library whose disk is gone."""
_PROBLEMS_KEPT = 1000
_REPORT_EVERY = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """`accept_empty` believes a store that lists nothing; `retry_failed` queues failed tracks again."""

    accept_empty: bool = False
    retry_failed: bool = False


PLAIN = ScanOptions()


@dataclass(frozen=True, kw_only=True)
class ScanLibrary:
    """Walk the store, compare with what is known, read what differs.

    Repeatable at any moment: what an interrupted scan did stays, what it did not do the next one finds. Listening
    is not part of it: new tracks wait as pending.
    """

    store: AudioStore
    catalogue: Catalogue
    scans: Scans
    tags: TagReader
    queue: JobQueue
    lease: Lease
    clock: Clock
    ids: Ids
    metrics: Metrics
    settle_uploads: Callable[[], Awaitable[object]]
    """What finishes uploads that broke off, once the scan has found their bytes."""

    async def __call__(
        self, options: ScanOptions = PLAIN, on_progress: Callable[[Scan], None] = lambda _: None
    ) -> Scan:
        """Scan, and return the finished or failed scan; Conflict while another one runs.

        `on_progress` gets the scan as it goes, the first time as soon as it is in the log.
        """
        async with self.lease.hold("scan") as ours:
            if not ours:
                raise Conflict("A scan is already running. Wait until it is finished.")
            await self._close_interrupted()
            scan = Scan(id=ScanId(self.ids.new()), status=ScanStatus.RUNNING, started_at=self.clock.now())
            run = _Run(self, scan, on_progress)
            try:
                await run.go(options)
            except MusicsimError as fault:
                await run.end(ScanStatus.FAILED, str(fault))
            except (asyncio.CancelledError, Exception):
                await asyncio.shield(asyncio.ensure_future(run.end(ScanStatus.INTERRUPTED)))
                raise
            return run.scan

    async def _close_interrupted(self) -> None:
        for scan in await self.scans.recent(5):
            if scan.status is ScanStatus.RUNNING:
                await self.scans.save(replace(scan, status=ScanStatus.INTERRUPTED, finished_at=self.clock.now()))


@dataclass(slots=True)
class _Run:
    """One scan under way: what it found so far."""

    parts: ScanLibrary
    scan: Scan
    on_progress: Callable[[Scan], None]
    arrivals: list[Arrival] = field(default_factory=list)
    gone: set[TrackId] = field(default_factory=set)
    returned: list[TrackId] = field(default_factory=list)
    overwriting: list[Reading] = field(default_factory=list)
    unsettled: set[str] = field(default_factory=set)
    known: int = 0  # and `found`: in the library itself, whose disk may be gone while what people brought is there
    found: int = 0
    listed: int = 0  # a new scan for each of a hundred thousand files would take as long as all the rest

    async def go(self, options: ScanOptions) -> None:
        await self.report()
        await self.compare()
        if self.known and not self.found and not options.accept_empty:
            raise Invalid(
                f"The library lists nothing, but {self.known} tracks were there before. Is its disk mounted? "
                "If it really is empty now, scan with accept_empty."
            )
        if options.retry_failed:
            await self.parts.catalogue.requeue_failed()
        for gone in _batches(sorted(self.gone), _MARKED_AT_ONCE):
            await self.parts.catalogue.mark_missing(gone, self.parts.clock.now())
        for returned in _batches(self.returned, _MARKED_AT_ONCE):
            await self.parts.catalogue.restore(returned)
        await self.report(missing=len(self.gone), restored=len(self.returned), to_read=len(self.arrivals))
        for arrivals in _batches(self.arrivals, _AT_ONCE):
            await self.read(arrivals)
        for some in _batches(self.overwriting, _AT_ONCE):
            await self.tell(Counter([await self.settle_one(reading) for reading in some]))
        await self.parts.settle_uploads()
        await self.parts.queue.forget()  # what kept jobs from being performed may have been put right
        await self.end(ScanStatus.FINISHED)

    async def compare(self) -> None:
        """Fill `arrivals`, `gone` and `returned`."""
        store, catalogue = self.parts.store, self.parts.catalogue
        async for difference in differences(store.walk(), catalogue.known_objects()):
            ours = not is_upload(difference.key)
            if not ours and await self.is_over(difference):
                continue
            match difference:
                case Unchanged():
                    self.known += ours
                case Gone(known):
                    self.known += ours
                    self.gone.add(known.id)
                    continue
                case Returned(known):
                    self.returned.append(known.id)
                case Arrival():
                    self.arrivals.append(difference)
                    if difference.known:
                        self.known += ours
                        self.unsettled.add(difference.key)
                case Unlisted():
                    self.note(difference)
                    continue
            self.found += ours
            self.listed += 1
            if self.listed % _REPORT_EVERY == 0:
                await self.report()

    async def is_over(self, difference: Difference) -> bool:
        """Whether a file that somebody brought or deleted while others were listed is, or is not, there after all."""
        match difference:
            case Gone(known):
                return await self.parts.store.stat(known.key) is not None
            case Returned(known):
                return await self.parts.store.stat(known.key) is None
        return False

    def note(self, problem: Unlisted) -> None:
        kept = self.scan.problems
        kept = (*kept, problem) if len(kept) < _PROBLEMS_KEPT else kept
        self.scan = replace(self.scan, problems=kept, problem_count=self.scan.problem_count + 1)

    async def read(self, arrivals: Sequence[Arrival]) -> None:
        """Read some arrivals at once and settle them: the plainly new ones together, the others one by one."""
        readings = [r for r in await asyncio.gather(*(self.read_one(a) for a in arrivals)) if r is not None]
        twins = await self.parts.catalogue.with_content({r.content_hash for r in readings if r.content_hash})
        plain = [r for r in readings if r.object.key not in self.unsettled and r.content_hash not in twins]
        new = [settle(r, None, (), self.new_id(), self.parts.clock.now())[1][0] for r in plain]
        try:
            await self.parts.catalogue.save(new)
        except Conflict:  # somebody brought one of them in this very moment: one by one, as things are now
            plain, new = [], []
        tally = Counter({Settled.ADDED: len(new)})
        fresh = {reading.object.key for reading in plain}
        for reading in readings:
            if reading.object.key in self.unsettled and reading.content_hash and reading.content_hash not in twins:
                # bytes never seen, where others were: those may turn up elsewhere and take their track along
                self.overwriting.append(reading)
            elif reading.object.key not in fresh:
                tally[await self.settle_one(reading)] += 1
        await self.tell(tally, len(arrivals))

    async def tell(self, tally: Counter[Settled], read: int = 0) -> None:
        await self.report(
            read=self.scan.read + read,
            added=self.scan.added + tally[Settled.ADDED],
            changed=self.scan.changed + tally[Settled.CHANGED],
            moved=self.scan.moved + tally[Settled.MOVED],
            restored=self.scan.restored + tally[Settled.RESTORED],
            missing=len(self.gone),  # without those that turned up elsewhere
        )

    async def read_one(self, arrival: Arrival) -> Reading | None:
        """Its bytes and tags; None when it is gone meanwhile, which the next scan will see."""
        item = arrival.object
        try:
            content_hash = await self.parts.store.content_hash(item.key)
            source = await self.parts.store.source(item.key)
        except UnreadableAudio as fault:
            if fault.failure.reason is FailureReason.VANISHED:
                return None
            return Reading(item, metadata_from_key(item.key), failure=fault.failure)
        return Reading(item, await self.tags_of(source, item.key), content_hash)

    async def tags_of(self, source: AudioSource, key: str) -> Metadata:
        """The file's own words; a fault of ours in reading them costs one file its words, not the scan its end."""
        try:
            return await self.parts.tags.read(source, key)
        except MusicsimError:
            raise
        except Exception:
            log.exception("The tags of %s cannot be read; its key has to do.", key)
            return metadata_from_key(key)

    async def settle_one(self, reading: Reading) -> Settled:
        """Settle an object with a history, as things are now: those before it may have moved its tracks."""
        try:
            return await self.settle_now(reading)
        except Conflict:  # somebody brought it in this very moment
            return await self.settle_now(reading)

    async def settle_now(self, reading: Reading) -> Settled:
        catalogue = self.parts.catalogue
        at_key = await catalogue.at_key(reading.object.key)
        same = (await catalogue.with_content({reading.content_hash})).get(reading.content_hash, ())
        twins = [track for track in same if await self.is_free(track)]
        kind, tracks = settle(reading, at_key, twins, self.new_id(), self.parts.clock.now())
        await catalogue.save(tracks)
        self.gone -= {track.id for track in tracks if track.missing_since is None}
        self.gone |= {track.id for track in tracks if track.missing_since is not None}
        self.unsettled.discard(reading.object.key)
        return kind

    async def is_free(self, track: Track) -> bool:
        """Whether the track lost its object: it is missing, or other bytes are at its key, as when two are swapped."""
        if track.missing_since is not None:
            return True
        if track.key not in self.unsettled:
            return False
        try:
            return await self.parts.store.content_hash(track.key) != track.content_hash
        except UnreadableAudio:
            return False

    def new_id(self) -> TrackId:
        return TrackId(self.parts.ids.new())

    async def report(self, **changes: int) -> None:
        self.scan = replace(self.scan, listed=self.listed, **changes)  # type: ignore[arg-type]
        await self.parts.scans.save(self.scan)
        self.on_progress(self.scan)

    async def end(self, status: ScanStatus, error: str = "") -> None:
        now = self.parts.clock.now()
        self.scan = replace(self.scan, status=status, finished_at=now, error=error)
        await self.report()
        seconds = (now - self.scan.started_at).total_seconds()
        self.parts.metrics.observe("scans", seconds, outcome=status)


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
