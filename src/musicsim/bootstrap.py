"""The composition root: settings become an application. The only module that names adapters."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from musicsim.adapters.audio.pool import PooledAnalyser
from musicsim.adapters.audio.tags import FileTagReader
from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.adapters.filesystem.blob_store import FilesystemBlobStore
from musicsim.adapters.filesystem.lease import FileLease
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.adapters.minio.access import Access
from musicsim.adapters.minio.bucket import Bucket as MinioBucket
from musicsim.adapters.probes.answering import AnsweringProbe
from musicsim.adapters.probes.disk import DiskProbe
from musicsim.adapters.probes.sample import sample
from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.scans import SqlScans
from musicsim.adapters.system.clock import SystemClock
from musicsim.adapters.system.ids import UlidIds
from musicsim.adapters.telemetry.metrics import OtelMetrics
from musicsim.config import Bucket, Settings, VectorIndexKind, bucket_of
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.job import JobKind, JobState
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.use_cases.analyse_track import AnalyseTrack
from musicsim.domain.use_cases.browse_library import BrowseLibrary
from musicsim.domain.use_cases.change_job import CancelJob, RetryJob
from musicsim.domain.use_cases.compare_store import CompareStore
from musicsim.domain.use_cases.diagnose import Diagnose
from musicsim.domain.use_cases.evaluate_similarity import EvaluateSimilarity
from musicsim.domain.use_cases.feed_queue import FeedQueue
from musicsim.domain.use_cases.find_scan import FindScan
from musicsim.domain.use_cases.find_similar import FindSimilar
from musicsim.domain.use_cases.index_tracks import IndexTracks
from musicsim.domain.use_cases.list_jobs import ListJobs
from musicsim.domain.use_cases.measure_queue import MeasureQueue
from musicsim.domain.use_cases.open_audio import OpenAudio
from musicsim.domain.use_cases.reconcile_index import ReconcileIndex
from musicsim.domain.use_cases.report_status import ReportStatus
from musicsim.domain.use_cases.scan_library import ScanLibrary
from musicsim.domain.use_cases.search_tracks import SearchTracks
from musicsim.domain.use_cases.show_analyses import ShowAnalyses
from musicsim.domain.use_cases.show_track import ShowTrack
from musicsim.domain.use_cases.trace_waveform import TraceWaveform
from musicsim.domain.use_cases.upload_library import UploadLibrary
from musicsim.ports.analyser import Analyser
from musicsim.ports.analyses import Analyses
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.demo_library import DemoLibrary
from musicsim.ports.ids import Ids
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.lease import Lease
from musicsim.ports.metrics import Metrics
from musicsim.ports.probe import Probe
from musicsim.ports.scans import Scans
from musicsim.ports.tag_reader import TagReader
from musicsim.ports.vector_index import VectorIndex

RenderMetrics = Callable[[], tuple[bytes, str]]
"""The metrics in an exposition format, and that format's media type."""


@dataclass(frozen=True, kw_only=True)
class Ports:
    """One adapter a port."""

    store: AudioStore
    blobs: BlobStore
    tags: TagReader
    analyser: Analyser
    catalogue: Catalogue
    analyses: Analyses
    scans: Scans
    index: VectorIndex
    queue: JobQueue
    lease: Lease
    clock: Clock
    ids: Ids
    metrics: Metrics
    render_metrics: RenderMetrics
    vital_probes: Sequence[Probe] = ()
    """Parts without which nothing can be answered."""
    serving_probes: Sequence[Probe] = ()
    """Parts without which some things cannot; asked often, so cheap."""
    probes: Sequence[Probe] = ()
    """The rest of what scanning and listening need."""


@dataclass(frozen=True, kw_only=True)
class Application:
    """The use cases, wired; what entrypoints are given."""

    settings: Settings
    queue: JobQueue
    lease: Lease
    concurrency: int
    metrics: Metrics
    render_metrics: RenderMetrics
    scan_library: ScanLibrary
    feed_queue: FeedQueue
    measure_queue: MeasureQueue
    list_jobs: ListJobs
    cancel_job: CancelJob
    retry_job: RetryJob
    analyse_track: AnalyseTrack
    index_tracks: IndexTracks
    reconcile_index: ReconcileIndex
    compare_store: CompareStore
    find_similar: FindSimilar
    browse_library: BrowseLibrary
    search_tracks: SearchTracks
    show_analyses: ShowAnalyses
    show_track: ShowTrack
    open_audio: OpenAudio
    trace_waveform: TraceWaveform
    report_status: ReportStatus
    find_scan: FindScan
    evaluate_similarity: EvaluateSimilarity
    diagnose: Diagnose
    check_readiness: Diagnose


@asynccontextmanager
async def open_application(settings: Settings) -> AsyncIterator[Application]:
    """The application on the adapters that `settings` choose, closed at the end.

    Raises:
        Unavailable: a store that has to be opened first cannot be.
    """
    async with AsyncExitStack() as stack:
        yield assemble(settings, await _open_ports(settings, stack))


def demo_library() -> DemoLibrary:
    """The library that `musicsim demo` composes."""
    from musicsim.adapters.demo.library import SynthesisedDemoLibrary  # instruments are for those who play them

    return SynthesisedDemoLibrary()


async def _open_ports(settings: Settings, stack: AsyncExitStack) -> Ports:
    _make(settings.data)
    database = Database(settings.effective_database_url, settings.database_timeout, settings.database_connections)
    stack.push_async_callback(database.close)
    await database.migrate()
    index = _vector_index(settings, settings.vector_index)
    stack.push_async_callback(index.close)
    store, library = _audio_store(settings, stack)
    blobs, *blobs_probe = _blob_store(settings, stack)
    catalogue = SqlCatalogue(database)
    analyser = PooledAnalyser(
        processes=settings.processes, memory_mb=settings.analysis_memory_mb, timeout=settings.analysis_timeout
    )
    clock = SystemClock()
    queue = _job_queue(settings, clock)
    stack.push_async_callback(queue.close)
    metrics = OtelMetrics()
    stack.callback(metrics.close)
    return Ports(
        store=store,
        blobs=blobs,
        tags=FileTagReader(),
        analyser=analyser,
        catalogue=catalogue,
        analyses=SqlAnalyses(database),
        scans=SqlScans(database),
        index=index,
        lease=_lease(settings),
        queue=queue,
        clock=clock,
        ids=UlidIds(),
        metrics=metrics,
        render_metrics=metrics.render,
        vital_probes=[_database_probe(database, catalogue)],
        serving_probes=[_index_probe(settings, index, analyser.spaces[0]), library],
        probes=[*blobs_probe, *_queue_probe(settings, queue), *_probes(settings, analyser)],
    )


def _lease(settings: Settings) -> Lease:
    """Between the hosts that share a database, or else between the processes that share a data folder."""
    if not settings.database_is_server:
        return FileLease(settings.data / "locks")
    from musicsim.adapters.sqlalchemy.lease import SqlLease

    return SqlLease(settings.database_url, settings.database_timeout)


def _job_queue(settings: Settings, clock: Clock) -> JobQueue:
    if settings.job_queue == "embedded":
        return MemoryJobQueue(clock)
    try:
        from musicsim.adapters.procrastinate.job_queue import ProcrastinateJobQueue
    except ImportError as fault:
        message = "Sharing jobs needs further packages: pip install 'musicsim[workers]'."
        raise Unavailable("job queue", message) from fault
    return ProcrastinateJobQueue(settings.database_url, settings.database_timeout)


def _audio_store(settings: Settings, stack: AsyncExitStack) -> tuple[AudioStore, Probe]:
    if (place := settings.library_bucket) is not None:
        from musicsim.adapters.minio.audio_store import MinioAudioStore
        from musicsim.adapters.minio.probe import BucketProbe

        bucket = _bucket(settings, place, stack, "library")
        return MinioAudioStore(bucket), BucketProbe("library", bucket)
    store = FilesystemAudioStore(settings.library_folder or Path())

    async def library() -> str:
        first = await anext(store.walk(), None)
        return f"{settings.library} can be read." if first else f"{settings.library} holds no audio."

    remedy = "Name the folder with your music: MUSICSIM_LIBRARY or --library."
    return store, AnsweringProbe("library", library, remedy=remedy)


def _blob_store(settings: Settings, stack: AsyncExitStack) -> tuple[BlobStore, Probe] | tuple[BlobStore]:
    if (place := bucket_of(settings.blobs)) is None:
        return (FilesystemBlobStore(Path(settings.blobs or settings.data / "blobs").expanduser()),)
    from musicsim.adapters.minio.blob_store import MinioBlobStore
    from musicsim.adapters.minio.probe import BucketProbe

    bucket = _bucket(settings, place, stack, "blobs")
    return MinioBlobStore(bucket, settings.data / "uploads"), BucketProbe("blobs", bucket, writing=True)


def _bucket(settings: Settings, place: Bucket, stack: AsyncExitStack, service: str) -> MinioBucket:
    s, setting = settings, f"MUSICSIM_{service.upper()}"
    access = Access(endpoint=s.s3_endpoint, access_key=s.s3_access_key, secret_key=s.s3_secret_key, region=s.s3_region)
    bucket = MinioBucket(access, place.name, place.prefix, service=service, setting=setting)
    stack.callback(bucket.close)
    return bucket


@asynccontextmanager
async def open_upload(settings: Settings, folder: Path, to: str | None) -> AsyncIterator[UploadLibrary]:
    """The upload of a folder to the bucket `to` or, where that is None, to the library.

    Raises:
        Invalid: that is no bucket.
    """
    if (place := bucket_of(settings.library if to is None else to)) is None:
        raise Invalid("Name the bucket: --to s3://bucket/prefix, or MUSICSIM_LIBRARY.", "to")
    from musicsim.adapters.minio.blob_store import MinioBlobStore

    async with AsyncExitStack() as stack:
        bucket = _bucket(settings, place, stack, "library")
        target = MinioBlobStore(bucket, settings.data / "uploads")
        yield UploadLibrary(source=FilesystemAudioStore(folder), target=target)


@asynccontextmanager
async def open_vector_index(settings: Settings, kind: VectorIndexKind) -> AsyncIterator[VectorIndex]:
    """The vector index of a kind, where the settings place it, closed at the end."""
    index = _vector_index(settings, kind)
    try:
        yield index
    finally:
        await index.close()


def _vector_index(settings: Settings, kind: VectorIndexKind) -> VectorIndex:
    """The index of a kind. Each brings packages that the others do not need, hence the late imports."""
    match kind:
        case "usearch":
            from musicsim.adapters.usearch.vector_index import UsearchVectorIndex

            return UsearchVectorIndex(settings.data / "vectors")
        case "milvus":
            from musicsim.adapters.milvus.vector_index import MilvusVectorIndex

            return MilvusVectorIndex(settings.effective_milvus_uri, settings.milvus_token)
        case "memory":
            from musicsim.adapters.memory.vector_index import MemoryVectorIndex

            return MemoryVectorIndex()
        case "qdrant":
            from musicsim.adapters.qdrant.vector_index import QdrantVectorIndex

            return QdrantVectorIndex(settings.data / "qdrant")
        case "pgvector":
            from musicsim.adapters.pgvector.vector_index import PgvectorVectorIndex

            url, connections = settings.effective_pgvector_url, settings.database_connections
            return PgvectorVectorIndex(url, connections=connections, timeout=settings.database_timeout)


def _database_probe(database: Database, catalogue: Catalogue) -> Probe:
    async def rows() -> str:
        return f"{(await catalogue.counts()).present} tracks in {await database.product()}."

    return AnsweringProbe("database", rows, remedy="See MUSICSIM_DATABASE_URL.")


def _index_probe(settings: Settings, index: VectorIndex, space: Space) -> Probe:
    async def vectors() -> str:
        answering = await index.answering(LIBRARY) or space
        return f"{settings.vector_index}: {await index.count(answering)} vectors in {answering.name}."

    return AnsweringProbe("vector index", vectors, remedy="See MUSICSIM_VECTOR_INDEX.")


def _queue_probe(settings: Settings, queue: JobQueue) -> list[Probe]:
    """One that is inside this process needs no look."""

    async def jobs() -> str:
        counts = await queue.counts()
        failed = sum(counts.of(kind, JobState.FAILED) for kind in JobKind)
        return f"{settings.job_queue}: {sum(counts.live(kind) for kind in JobKind)} jobs, {failed} failed."

    return [AnsweringProbe("job queue", jobs, remedy="See MUSICSIM_JOB_QUEUE.")] if queue.shared else []


def _probes(settings: Settings, analyser: Analyser) -> list[Probe]:
    async def listening() -> str:
        heard = await analyser.analyse(sample())
        return f"{', '.join(e.space for e in heard.embeddings)}; {analyser.concurrency} processes."

    return [
        DiskProbe(settings.data),
        AnsweringProbe("analyser", listening, remedy="Install musicsim anew.", patience=60.0),
    ]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"The data folder {folder} cannot be made: {fault.strerror}. Choose another with MUSICSIM_DATA."
        raise Unavailable("data folder", message) from fault


def assemble(settings: Settings, ports: Ports) -> Application:
    """Wire the use cases to `ports`."""
    p, space = ports, ports.analyser.spaces[0]
    return Application(
        settings=settings,
        queue=p.queue,
        lease=p.lease,
        concurrency=p.analyser.concurrency,
        metrics=p.metrics,
        render_metrics=p.render_metrics,
        scan_library=ScanLibrary(
            store=p.store,
            catalogue=p.catalogue,
            scans=p.scans,
            tags=p.tags,
            queue=p.queue,
            lease=p.lease,
            clock=p.clock,
            ids=p.ids,
            metrics=p.metrics,
        ),
        feed_queue=FeedQueue(analyses=p.analyses, queue=p.queue),
        measure_queue=MeasureQueue(queue=p.queue, metrics=p.metrics),
        list_jobs=ListJobs(queue=p.queue, catalogue=p.catalogue),
        cancel_job=CancelJob(queue=p.queue),
        retry_job=RetryJob(queue=p.queue),
        analyse_track=AnalyseTrack(
            store=p.store,
            analyser=p.analyser,
            catalogue=p.catalogue,
            analyses=p.analyses,
            clock=p.clock,
            metrics=p.metrics,
        ),
        index_tracks=IndexTracks(analyses=p.analyses, index=p.index, space=space),
        reconcile_index=ReconcileIndex(
            catalogue=p.catalogue, analyses=p.analyses, index=p.index, metrics=p.metrics, space=space
        ),
        compare_store=CompareStore(store=p.store, catalogue=p.catalogue),
        find_similar=FindSimilar(catalogue=p.catalogue, analyses=p.analyses, index=p.index, space=space),
        browse_library=BrowseLibrary(catalogue=p.catalogue),
        search_tracks=SearchTracks(catalogue=p.catalogue),
        show_analyses=ShowAnalyses(analyses=p.analyses),
        show_track=ShowTrack(catalogue=p.catalogue, analyses=p.analyses),
        open_audio=OpenAudio(catalogue=p.catalogue, store=p.store),
        trace_waveform=TraceWaveform(catalogue=p.catalogue, analyses=p.analyses, store=p.store, analyser=p.analyser),
        report_status=ReportStatus(
            catalogue=p.catalogue, analyses=p.analyses, scans=p.scans, queue=p.queue, clock=p.clock
        ),
        find_scan=FindScan(scans=p.scans),
        evaluate_similarity=EvaluateSimilarity(catalogue=p.catalogue, analyses=p.analyses, spaces=p.analyser.spaces),
        diagnose=Diagnose(probes=[*p.vital_probes, *p.serving_probes, *p.probes]),
        check_readiness=Diagnose(probes=p.vital_probes, optional=p.serving_probes),
    )
