"""An application in memory, any port of which a test may put another in place of."""

from dataclasses import replace
from typing import Any

from musicsim.adapters.memory.accounts import MemoryAccounts
from musicsim.adapters.memory.album_pictures import MemoryAlbumPictures
from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.api_tokens import MemoryApiTokens
from musicsim.adapters.memory.artwork_searches import MemoryArtworkSearches
from musicsim.adapters.memory.artworks import MemoryArtworks
from musicsim.adapters.memory.attempts import MemoryAttempts
from musicsim.adapters.memory.audio_inspector import MemoryAudioInspector
from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.adapters.memory.blob_store import MemoryBlobStore
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.derived import MemoryDerived
from musicsim.adapters.memory.favourites import MemoryFavourites
from musicsim.adapters.memory.groups import MemoryGroups
from musicsim.adapters.memory.hubs import MemoryHubs
from musicsim.adapters.memory.ids import SequentialIds
from musicsim.adapters.memory.images import MemoryImages
from musicsim.adapters.memory.inbox import MemoryInbox
from musicsim.adapters.memory.invites import MemoryInvites
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.adapters.memory.lease import MemoryLease
from musicsim.adapters.memory.library_choice import MemoryLibraryChoice
from musicsim.adapters.memory.map_maker import MemoryMapMaker
from musicsim.adapters.memory.metrics import MemoryMetrics
from musicsim.adapters.memory.mixes import MemoryMixes
from musicsim.adapters.memory.outside_answers import MemoryOutsideAnswers
from musicsim.adapters.memory.outside_tracks import MemoryOutsideTracks
from musicsim.adapters.memory.outside_uploads import MemoryOutsideUploads
from musicsim.adapters.memory.password_hasher import MemoryPasswordHasher
from musicsim.adapters.memory.picture_editor import MemoryPictureEditor
from musicsim.adapters.memory.playlists import MemoryPlaylists
from musicsim.adapters.memory.plays import MemoryPlays
from musicsim.adapters.memory.radio_sessions import MemoryRadioSessions
from musicsim.adapters.memory.receipts import MemoryReceipts
from musicsim.adapters.memory.scans import MemoryScans
from musicsim.adapters.memory.segments import MemorySegments
from musicsim.adapters.memory.server_folders import MemoryServerFolders
from musicsim.adapters.memory.sessions import MemorySessions
from musicsim.adapters.memory.side_files import MemorySideFiles
from musicsim.adapters.memory.spending import MemorySpending
from musicsim.adapters.memory.tag_reader import MemoryTagReader
from musicsim.adapters.memory.track_finder import MemoryTrackFinder
from musicsim.adapters.memory.transcoder import MemoryTranscoder
from musicsim.adapters.memory.uploads import MemoryUploads
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.adapters.playlist_files.playlist_files import TextPlaylistFiles
from musicsim.adapters.vocabulary.text_reader import VocabularyTextReader
from musicsim.adapters.zip.archiver import ZipArchiver
from musicsim.bootstrap import Application, Ports, assemble
from musicsim.config import Settings


def memory_ports(database: MemoryDatabase | None = None, clock: ManualClock | None = None, **overrides: Any) -> Ports:
    """Ports in memory, those that share a database on one."""
    database, clock = database or MemoryDatabase(), clock or ManualClock()
    sessions, tokens = MemorySessions(database), MemoryApiTokens(database)
    playlists = MemoryPlaylists(database)
    favourites = MemoryFavourites(database)
    plays = MemoryPlays(database)
    radio = MemoryRadioSessions()
    mixes = MemoryMixes(database)
    ports = Ports(
        store=MemoryAudioStore(),
        blobs=MemoryBlobStore(),
        tags=MemoryTagReader(),
        side_files=MemorySideFiles(),
        library_choice=MemoryLibraryChoice(database),
        server_folders=MemoryServerFolders(),
        pictures=MemoryPictureEditor(),
        transcoder=MemoryTranscoder(),
        analyser=MemoryAnalyser(),
        catalogue=MemoryCatalogue(database),
        analyses=MemoryAnalyses(database),
        scans=MemoryScans(database),
        artworks=MemoryArtworks(database),
        artwork_searches=MemoryArtworkSearches(database, plays),
        album_pictures=MemoryAlbumPictures(database),
        images=MemoryImages(),
        generators=[],
        plays=plays,
        radio=radio,
        mixes=mixes,
        map_maker=MemoryMapMaker(),
        finder=MemoryTrackFinder(database),
        playlists=playlists,
        playlist_files=TextPlaylistFiles(),
        archiver=ZipArchiver(),
        uploads=MemoryUploads(database),
        inbox=MemoryInbox(),
        inspector=MemoryAudioInspector(),
        groups=MemoryGroups(database),
        favourites=favourites,
        segments=MemorySegments(database),
        derived=MemoryDerived(database),
        hubs=MemoryHubs(database),
        texts=VocabularyTextReader(),
        index=MemoryVectorIndex(),
        accounts=MemoryAccounts(database),
        sessions=sessions,
        tokens=tokens,
        invites=MemoryInvites(database),
        attempts=MemoryAttempts(database),
        passwords=MemoryPasswordHasher(),
        signing_key=b"for tests",
        spending=MemorySpending(),
        outside_answers=MemoryOutsideAnswers(database),
        outside_tracks=MemoryOutsideTracks(database),
        outside_uploads=MemoryOutsideUploads(database),
        receipts=MemoryReceipts(database),
        queue=MemoryJobQueue(clock),
        lease=MemoryLease(),
        clock=clock,
        ids=SequentialIds(),
        metrics=MemoryMetrics(),
        render_metrics=lambda: (b"# none\n", "text/plain; version=0.0.4"),
        personal=[plays, radio, mixes, sessions, tokens, favourites, playlists],
    )
    return replace(ports, **overrides)


def memory_application(settings: Settings | None = None, **overrides: Any) -> Application:
    """An application on `memory_ports`; it does not scan at the start unless `settings` say so."""
    return assemble(settings or Settings(scan_on_start=False), memory_ports(**overrides))
