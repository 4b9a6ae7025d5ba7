"""The stores that the settings choose. Each brings packages that the others do not need, hence the late imports."""

from contextlib import AsyncExitStack
from pathlib import Path

from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.adapters.filesystem.blob_store import FilesystemBlobStore
from musicsim.adapters.filesystem.lease import FileLease
from musicsim.adapters.filesystem.side_files import FilesystemSideFiles
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.adapters.minio.access import Access
from musicsim.adapters.minio.bucket import Bucket as MinioBucket
from musicsim.adapters.mounted.audio_store import MountedAudioStore
from musicsim.adapters.mounted.blob_audio import BlobAudioStore
from musicsim.adapters.mounted.chosen import Chosen, ChosenAudioStore, ChosenSideFiles
from musicsim.adapters.probes.answering import AnsweringProbe
from musicsim.config import Bucket, Settings, VectorIndexKind, bucket_of
from musicsim.domain.errors import Unavailable
from musicsim.domain.rules.upload_keys import PREFIX
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.clock import Clock
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.lease import Lease
from musicsim.ports.library_choice import LibraryChoice
from musicsim.ports.probe import Probe
from musicsim.ports.side_files import SideFiles
from musicsim.ports.vector_index import VectorIndex


def lease(settings: Settings) -> Lease:
    """Between the hosts that share a database, or else between the processes that share a data folder."""
    if not settings.database_is_server:
        return FileLease(settings.data / "locks")
    from musicsim.adapters.sqlalchemy.lease import SqlLease

    return SqlLease(settings.database_url, settings.database_timeout)


def job_queue(settings: Settings, clock: Clock) -> JobQueue:
    """The queue of this process, or the one that all hosts share."""
    if settings.job_queue == "embedded":
        return MemoryJobQueue(clock)
    try:
        from musicsim.adapters.procrastinate.job_queue import ProcrastinateJobQueue
    except ImportError as fault:
        message = "Sharing jobs needs further packages: pip install 'musicsim[workers]'."
        raise Unavailable("job queue", message) from fault
    return ProcrastinateJobQueue(settings.database_url, settings.database_timeout)


def audio_store(settings: Settings, choice: LibraryChoice, stack: AsyncExitStack) -> tuple[AudioStore, Probe]:
    """The library, where the settings or else the `choice` say that it is, and a look at it."""
    if (place := settings.library_bucket) is not None:
        from musicsim.adapters.minio.audio_store import MinioAudioStore
        from musicsim.adapters.minio.probe import BucketProbe

        bucket = open_bucket(settings, place, stack, "library")
        return MinioAudioStore(bucket), BucketProbe("library", bucket)
    configured = str((settings.library_folder or Path()).absolute())
    store: AudioStore = FilesystemAudioStore(Path(configured))
    if not settings.library:
        store = ChosenAudioStore(Chosen(choice, configured, lambda folder: FilesystemAudioStore(Path(folder))))

    async def library() -> str:
        folder = settings.library or await choice.folder() or configured
        first = await anext(store.walk(), None)
        return f"{folder} can be read." if first else f"{folder} holds no audio."

    remedy = "Name the folder with your music: MUSICSIM_LIBRARY or --library; or choose it on the page, as an admin."
    return store, AnsweringProbe("library", library, remedy=remedy)


def side_files(settings: Settings, choice: LibraryChoice, stack: AsyncExitStack) -> SideFiles:
    """What lies beside the library's audio."""
    if (place := settings.library_bucket) is not None:
        from musicsim.adapters.minio.side_files import MinioSideFiles

        return MinioSideFiles(open_bucket(settings, place, stack, "library"))
    configured = str((settings.library_folder or Path()).absolute())
    if settings.library:
        return FilesystemSideFiles(Path(configured))
    return ChosenSideFiles(Chosen(choice, configured, lambda folder: FilesystemSideFiles(Path(folder))))


def with_uploads(library: AudioStore, blobs: BlobStore) -> AudioStore:
    """The library, and in it what people brought."""
    return MountedAudioStore(library, BlobAudioStore(blobs, PREFIX), PREFIX)


def blob_store(settings: Settings, stack: AsyncExitStack) -> tuple[BlobStore, Probe] | tuple[BlobStore]:
    """Where blobs go, and a look at that unless it is the data folder, which is looked at anyway."""
    if (place := bucket_of(settings.blobs)) is None:
        return (FilesystemBlobStore(Path(settings.blobs or settings.data / "blobs").expanduser()),)
    from musicsim.adapters.minio.blob_store import MinioBlobStore
    from musicsim.adapters.minio.probe import BucketProbe

    bucket = open_bucket(settings, place, stack, "blobs")
    return MinioBlobStore(bucket, settings.data / "uploads"), BucketProbe("blobs", bucket, writing=True)


def open_bucket(settings: Settings, place: Bucket, stack: AsyncExitStack, service: str) -> MinioBucket:
    """A bucket of the object store, closed with `stack`; `service` names it in problems and settings."""
    s, setting = settings, f"MUSICSIM_{service.upper()}"
    access = Access(endpoint=s.s3_endpoint, access_key=s.s3_access_key, secret_key=s.s3_secret_key, region=s.s3_region)
    bucket = MinioBucket(access, place.name, place.prefix, service=service, setting=setting)
    stack.callback(bucket.close)
    return bucket


def vector_index(settings: Settings, kind: VectorIndexKind) -> VectorIndex:
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
