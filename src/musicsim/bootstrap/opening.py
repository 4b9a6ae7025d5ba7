"""Settings become an application, and close it again."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from secrets import token_bytes

from musicsim.adapters.argon2.password_hasher import Argon2PasswordHasher
from musicsim.adapters.audio.inspector import PooledInspector
from musicsim.adapters.audio.pool import PooledAnalyser
from musicsim.adapters.audio.tags import FileTagReader
from musicsim.adapters.audio.transcoder import PooledTranscoder
from musicsim.adapters.cartographer.map_maker import ProcessMapMaker
from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.adapters.filesystem.inbox import FolderInbox
from musicsim.adapters.filesystem.server_folders import MachineFolders
from musicsim.adapters.mounted.remembered_choice import RememberedChoice
from musicsim.adapters.pillow.picture_editor import PillowPictureEditor
from musicsim.adapters.playlist_files.playlist_files import TextPlaylistFiles
from musicsim.adapters.sqlalchemy.accounts import SqlAccounts
from musicsim.adapters.sqlalchemy.album_pictures import SqlAlbumPictures
from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.api_tokens import SqlApiTokens
from musicsim.adapters.sqlalchemy.artwork_searches import SqlArtworkSearches
from musicsim.adapters.sqlalchemy.artworks import SqlArtworks
from musicsim.adapters.sqlalchemy.attempts import SqlAttempts
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.derived import SqlDerived
from musicsim.adapters.sqlalchemy.favourites import SqlFavourites
from musicsim.adapters.sqlalchemy.groups import SqlGroups
from musicsim.adapters.sqlalchemy.hubs import SqlHubs
from musicsim.adapters.sqlalchemy.invites import SqlInvites
from musicsim.adapters.sqlalchemy.library_choice import SqlLibraryChoice
from musicsim.adapters.sqlalchemy.mixes import SqlMixes
from musicsim.adapters.sqlalchemy.outside_answers import SqlOutsideAnswers
from musicsim.adapters.sqlalchemy.outside_tracks import SqlOutsideTracks
from musicsim.adapters.sqlalchemy.outside_uploads import SqlOutsideUploads
from musicsim.adapters.sqlalchemy.playlists import SqlPlaylists
from musicsim.adapters.sqlalchemy.plays import SqlPlays
from musicsim.adapters.sqlalchemy.radio_sessions import SqlRadioSessions
from musicsim.adapters.sqlalchemy.receipts import SqlReceipts
from musicsim.adapters.sqlalchemy.scans import SqlScans
from musicsim.adapters.sqlalchemy.segments import SqlSegments
from musicsim.adapters.sqlalchemy.sessions import SqlSessions
from musicsim.adapters.sqlalchemy.shared_secrets import SqlSharedSecrets
from musicsim.adapters.sqlalchemy.spending import SqlSpending
from musicsim.adapters.sqlalchemy.track_finder import SqlTrackFinder
from musicsim.adapters.sqlalchemy.uploads import SqlUploads
from musicsim.adapters.system.clock import SystemClock
from musicsim.adapters.system.ids import UlidIds
from musicsim.adapters.telemetry.metrics import OtelMetrics
from musicsim.adapters.vocabulary.text_reader import VocabularyTextReader
from musicsim.adapters.zip.archiver import ZipArchiver
from musicsim.bootstrap.application import Application, assemble
from musicsim.bootstrap.outside import INTERNET, Internet, open_outside, outside_probes
from musicsim.bootstrap.painters import Atelier
from musicsim.bootstrap.ports import Ports
from musicsim.bootstrap.probes import database_probe, index_probe, other_probes, queue_probe
from musicsim.bootstrap.stores import (
    audio_store,
    blob_store,
    job_queue,
    lease,
    open_bucket,
    side_files,
    vector_index,
    with_uploads,
)
from musicsim.config import Settings, VectorIndexKind, bucket_of
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.use_cases.forget_uploads import BroughtByPerson
from musicsim.domain.use_cases.upload_library import UploadLibrary
from musicsim.ports.demo_library import DemoLibrary
from musicsim.ports.vector_index import VectorIndex


@asynccontextmanager
async def open_application(settings: Settings, internet: Internet = INTERNET) -> AsyncIterator[Application]:
    """The application on the adapters that `settings` choose, closed at the end.

    Raises:
        Unavailable: a store that has to be opened first cannot be.
    """
    async with AsyncExitStack() as stack:
        yield assemble(settings, await _open_ports(settings, internet, stack))


def demo_library() -> DemoLibrary:
    """The library that `musicsim demo` composes."""
    from musicsim.adapters.demo.library import SynthesisedDemoLibrary  # instruments are for those who play them

    return SynthesisedDemoLibrary()


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
        bucket = open_bucket(settings, place, stack, "library")
        target = MinioBlobStore(bucket, settings.data / "uploads")
        yield UploadLibrary(source=FilesystemAudioStore(folder), target=target)


@asynccontextmanager
async def open_vector_index(settings: Settings, kind: VectorIndexKind) -> AsyncIterator[VectorIndex]:
    """The vector index of a kind, where the settings place it, closed at the end."""
    index = vector_index(settings, kind)
    try:
        yield index
    finally:
        await index.close()


async def _open_ports(settings: Settings, internet: Internet, stack: AsyncExitStack) -> Ports:
    _make(settings.data)
    database = Database(settings.effective_database_url, settings.database_timeout, settings.database_connections)
    stack.push_async_callback(database.close)
    await database.migrate()
    index = vector_index(settings, settings.vector_index)
    stack.push_async_callback(index.close)
    choice = RememberedChoice(SqlLibraryChoice(database))
    store, library = audio_store(settings, choice, stack)
    blobs, *blobs_probe = blob_store(settings, stack)
    catalogue = SqlCatalogue(database)
    analyser = PooledAnalyser(
        processes=settings.processes, memory_mb=settings.analysis_memory_mb, timeout=settings.analysis_timeout
    )
    clock = SystemClock()
    queue = job_queue(settings, clock)
    stack.push_async_callback(queue.close)
    passwords = Argon2PasswordHasher()
    stack.callback(passwords.close)
    sessions, tokens = SqlSessions(database), SqlApiTokens(database)
    playlists = SqlPlaylists(database)
    favourites = SqlFavourites(database)
    plays = SqlPlays(database)
    radio = SqlRadioSessions(database)
    mixes = SqlMixes(database)
    uploads = SqlUploads(database)
    brought = BroughtByPerson(uploads=uploads, blobs=blobs, catalogue=catalogue, clock=clock)
    metrics = OtelMetrics()
    stack.callback(metrics.close)
    outside = open_outside(settings, internet, clock, metrics, stack)
    spending = SqlSpending(database)
    painters = Atelier(
        settings=settings, internet=internet, clock=clock, metrics=metrics, spending=spending, stack=stack
    ).open()
    return Ports(
        store=with_uploads(store, blobs),
        blobs=blobs,
        tags=FileTagReader(),
        side_files=side_files(settings, choice, stack),
        library_choice=choice,
        server_folders=MachineFolders(),
        pictures=PillowPictureEditor(),
        transcoder=PooledTranscoder(most=settings.transcodes),
        analyser=analyser,
        catalogue=catalogue,
        analyses=SqlAnalyses(database),
        scans=SqlScans(database),
        artworks=SqlArtworks(database),
        artwork_searches=SqlArtworkSearches(database),
        album_pictures=SqlAlbumPictures(database),
        images=painters.images,
        generators=painters.generators,
        plays=plays,
        radio=radio,
        mixes=mixes,
        map_maker=ProcessMapMaker(settings.data / "maps"),
        finder=SqlTrackFinder(database),
        playlists=playlists,
        playlist_files=TextPlaylistFiles(),
        archiver=ZipArchiver(),
        uploads=uploads,
        inbox=FolderInbox(settings.data / "inbox"),
        inspector=PooledInspector(memory_mb=settings.analysis_memory_mb),
        groups=SqlGroups(database),
        favourites=favourites,
        segments=SqlSegments(database),
        derived=SqlDerived(database),
        hubs=SqlHubs(database),
        texts=VocabularyTextReader(),
        index=index,
        accounts=SqlAccounts(database),
        sessions=sessions,
        tokens=tokens,
        invites=SqlInvites(database),
        attempts=SqlAttempts(database),
        passwords=passwords,
        signing_key=await SqlSharedSecrets(database).settle("signing", token_bytes(32)),
        lease=lease(settings),
        spending=spending,
        outside_answers=SqlOutsideAnswers(database),
        outside_tracks=SqlOutsideTracks(database),
        outside_uploads=SqlOutsideUploads(database),
        receipts=SqlReceipts(database),
        similarity_providers=outside.providers,
        metadata_providers=outside.catalogues,
        outside_library=outside.library,
        webhooks=outside.webhooks,
        queue=queue,
        clock=clock,
        ids=UlidIds(),
        metrics=metrics,
        render_metrics=metrics.render,
        vital_probes=[database_probe(database, catalogue)],
        serving_probes=[index_probe(settings, index, analyser.spaces[0]), library],
        outside_probes=outside_probes(outside),
        probes=[
            *blobs_probe,
            *queue_probe(settings, queue),
            *other_probes(settings, analyser),
        ],
        personal=[plays, radio, mixes, brought, sessions, tokens, favourites, playlists],
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"The data folder {folder} cannot be made: {fault.strerror}. Choose another with MUSICSIM_DATA."
        raise Unavailable("data folder", message) from fault
