"""What there is to wire: one adapter a port."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from musicsim.ports.accounts import Accounts
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.analyser import Analyser
from musicsim.ports.analyses import Analyses
from musicsim.ports.api_tokens import ApiTokens
from musicsim.ports.archiver import Archiver
from musicsim.ports.artwork_generator import ArtworkGenerator
from musicsim.ports.artwork_searches import ArtworkSearches
from musicsim.ports.artworks import Artworks
from musicsim.ports.attempts import Attempts
from musicsim.ports.audio_inspector import AudioInspector
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.derived import Derived
from musicsim.ports.favourites import Favourites
from musicsim.ports.groups import Groups
from musicsim.ports.hubs import Hubs
from musicsim.ports.ids import Ids
from musicsim.ports.images import Images
from musicsim.ports.inbox import Inbox
from musicsim.ports.invites import Invites
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.lease import Lease
from musicsim.ports.library_choice import LibraryChoice
from musicsim.ports.map_maker import MapMaker
from musicsim.ports.metadata_provider import MetadataProvider
from musicsim.ports.metrics import Metrics
from musicsim.ports.mixes import Mixes
from musicsim.ports.outside_answers import OutsideAnswers
from musicsim.ports.outside_library import OutsideLibrary
from musicsim.ports.outside_tracks import OutsideTracks
from musicsim.ports.outside_uploads import OutsideUploads
from musicsim.ports.password_hasher import PasswordHasher
from musicsim.ports.personal_data import PersonalData
from musicsim.ports.picture_editor import PictureEditor
from musicsim.ports.playlist_files import PlaylistFiles
from musicsim.ports.playlists import Playlists
from musicsim.ports.plays import Plays
from musicsim.ports.probe import Probe
from musicsim.ports.radio_sessions import RadioSessions
from musicsim.ports.receipts import Receipts
from musicsim.ports.scans import Scans
from musicsim.ports.segments import SegmentStore
from musicsim.ports.server_folders import ServerFolders
from musicsim.ports.sessions import Sessions
from musicsim.ports.side_files import SideFiles
from musicsim.ports.similarity_provider import SimilarityProvider
from musicsim.ports.spending import Spending
from musicsim.ports.tag_reader import TagReader
from musicsim.ports.text_reader import TextReader
from musicsim.ports.track_finder import TrackFinder
from musicsim.ports.transcoder import Transcoder
from musicsim.ports.uploads import Uploads
from musicsim.ports.vector_index import VectorIndex
from musicsim.ports.webhook_reader import WebhookReader

RenderMetrics = Callable[[], tuple[bytes, str]]
"""The metrics in an exposition format, and that format's media type."""


@dataclass(frozen=True, kw_only=True)
class Ports:
    """One adapter a port."""

    store: AudioStore
    blobs: BlobStore
    tags: TagReader
    side_files: SideFiles
    library_choice: LibraryChoice
    server_folders: ServerFolders
    pictures: PictureEditor
    transcoder: Transcoder
    analyser: Analyser
    catalogue: Catalogue
    analyses: Analyses
    scans: Scans
    artworks: Artworks
    artwork_searches: ArtworkSearches
    album_pictures: AlbumPictures
    images: Images
    generators: Sequence[ArtworkGenerator]
    """In the order in which they are asked."""
    plays: Plays
    radio: RadioSessions
    mixes: Mixes
    map_maker: MapMaker
    finder: TrackFinder
    playlists: Playlists
    playlist_files: PlaylistFiles
    archiver: Archiver
    uploads: Uploads
    inbox: Inbox
    inspector: AudioInspector
    groups: Groups
    favourites: Favourites
    segments: SegmentStore
    derived: Derived
    hubs: Hubs
    texts: TextReader
    index: VectorIndex
    accounts: Accounts
    sessions: Sessions
    tokens: ApiTokens
    invites: Invites
    attempts: Attempts
    passwords: PasswordHasher
    signing_key: bytes
    """What all processes of one database sign with, unless the settings say."""
    spending: Spending
    outside_answers: OutsideAnswers
    outside_tracks: OutsideTracks
    outside_uploads: OutsideUploads
    receipts: Receipts
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
    outside_probes: Sequence[Probe] = ()
    """Services of others, without which nothing of ours stops."""
    probes: Sequence[Probe] = ()
    """The rest of what scanning and listening need."""
    similarity_providers: Sequence[SimilarityProvider] = ()
    """Services beyond the library; they and those below are there where the settings name them."""
    metadata_providers: Sequence[MetadataProvider] = ()
    """What describes the tracks that they suggest."""
    outside_library: OutsideLibrary | None = None
    """A service that listens to the library's own tracks."""
    webhooks: WebhookReader | None = None
    """Reads what that service tells by itself."""
    personal: Sequence[PersonalData] = ()
    """Everything that keeps things of people: what they take along, and what is forgotten with them."""
