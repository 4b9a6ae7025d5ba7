"""What the memory adapters of catalogue, analyses and scans share, as the real ones share a database."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from musicsim.adapters.memory.people import People
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.analysis import Analysis, Vector, Waveform
from musicsim.domain.model.derived import Making
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import PictureId, ScanId, TrackId, UserId
from musicsim.domain.model.painting import ArtworkSearch
from musicsim.domain.model.scan import Scan
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.model.uploaded import Uploaded

LISTENED = (TrackStatus.ANALYSED, TrackStatus.SILENT)


@dataclass(slots=True)
class Row:
    """A track with all that is kept beside it; stale while `indexed` is not its `revision`."""

    track: Track
    revision: int = 1
    indexed: int = 0
    analysis: Analysis | None = None
    waveform: Waveform | None = None
    fingerprint: Fingerprint | None = None
    whole: Fingerprint | None = None
    whole_version: int = 0
    whole_shown: bool = False
    finished_at: datetime | None = None

    @property
    def stale(self) -> bool:
        return self.indexed != self.revision

    @property
    def present(self) -> bool:
        return self.track.missing_since is None

    def change(self, track: Track) -> None:
        """Put another version of the track in place; the vector index falls behind."""
        self.track = track
        self.revision += 1


@dataclass(slots=True)
class MemoryDatabase:
    """Rows by id. Knob: `reachable = False` makes every method of the adapters on it raise Unavailable."""

    reachable: bool = True
    rows: dict[TrackId, Row] = field(default_factory=dict)
    scans: dict[ScanId, Scan] = field(default_factory=dict)
    favourites: dict[UserId, dict[TrackId, datetime]] = field(default_factory=dict)
    people: People = field(default_factory=People)
    uploads: dict[str, Uploaded] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    derived: dict[str, tuple[Making, bytes]] = field(default_factory=dict)
    hubs: dict[tuple[str, TrackId], tuple[float, int, Vector]] = field(default_factory=dict)
    artwork_searches: dict[str, ArtworkSearch] = field(default_factory=dict)
    album_pictures: dict[PictureId, AlbumPicture] = field(default_factory=dict)

    def check(self) -> None:
        """Raise Unavailable while a test has it so."""
        if not self.reachable:
            raise Unavailable("database", "The database was made unreachable by a test; make it reachable again.")

    def by_id(self) -> Iterator[Row]:
        """All rows, ascending by id."""
        return iter([row for _, row in sorted(self.rows.items())])

    def present(self) -> Iterator[Row]:
        """The rows of present tracks, ascending by id."""
        return (row for row in self.by_id() if row.present)

    def store(self, tracks: dict[TrackId, Track]) -> None:
        """Insert or replace all or, when two present tracks would hold one key, none."""
        after = {key: row.track for key, row in self.rows.items()} | tracks
        holders: set[str] = set()
        for track in after.values():
            if track.missing_since is None and track.key in holders:
                raise Conflict(f"Another track already holds the key {track.key!r}.")
            if track.missing_since is None:
                holders.add(track.key)
        for track in tracks.values():
            self._put(track)

    def _put(self, track: Track) -> None:
        row = self.rows.get(track.id)
        if row is None:
            row = self.rows[track.id] = Row(track, revision=0)
        if not keeps_analysis(row, track):
            row.analysis = row.waveform = None
            row.fingerprint = row.whole = None
        row.change(unheard(track) if row.analysis is None else track)


def keeps_analysis(row: Row, track: Track) -> bool:
    """Whether what was found for a row still holds for the version of its track that replaces it."""
    return track.status in LISTENED and track.content_hash == row.track.content_hash


def unheard(track: Track) -> Track:
    """The same track, waiting to be listened to if it claims to have been."""
    return replace(track, status=TrackStatus.PENDING) if track.status in LISTENED else track
