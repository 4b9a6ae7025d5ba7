"""Walking through the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import AlbumId, ArtistId, UserId
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import TrackStatus

MOST_TRACKS = 500
"""Items that one page may hold."""

MOST_TEXT = 1000
"""Characters that a search may have: databases take no statement of any length."""

MOST_NAMES = 50
"""Names that one condition may list."""

MOST_SKIPPED = 10_000_000
"""Items that a list can be entered behind."""

LEAST_MOOD = 0.1
"""Tags that are less likely than this are not looked for: nearly every track has nearly every one of them."""

CLEAR_MOOD = 0.2
"""How likely a tag is that people hear."""


@dataclass(frozen=True, slots=True)
class SubFolder:
    """A folder inside another; `tracks` counts those at any depth below it."""

    name: str
    tracks: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A prefix of the library's keys, without a trailing "/"; "" is the root."""

    path: str
    folders: Sequence[SubFolder]


class TrackOrder(StrEnum):
    """Orders that a list of tracks can have; each is made total by the track's id.

    What is not known of a track (YEAR, DURATION, BPM, CAMELOT) comes last, whichever way round the list is.
    """

    PATH = "path"
    TITLE = "title"
    ARTIST = "artist"
    ALBUM = "album"  # by the album's name, then disc and number
    YEAR = "year"
    DURATION = "duration"
    BPM = "bpm"
    CAMELOT = "camelot"  # round the wheel: 1A, 1B, 2A …
    ADDED = "added"  # newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackQuery:
    """Which tracks to list. Conditions left at their default let everything pass; all others must hold.

    `text`, of up to 1000 characters, is matched word by word (folded, anywhere in title, artist, album or key),
    `starts` is how the folded title begins. `folder` takes the tracks directly in that folder, `within` those at any
    depth below it. `genres` are folded names of which one must fit; `moods` are folded tags, each of which must be at
    least `mood_at_least` likely. `keys` are Camelot codes. `favourite_of` takes a person's favourites.
    What is not known of a track fails every condition on it. `reverse` turns the order round; `limit` is 1 … 500.
    `skip` passes over so many, of those behind the cursor where there is one: for who enters a long list far down.
    """

    text: str = ""
    starts: str = ""
    folder: str | None = None
    within: str | None = None
    statuses: frozenset[TrackStatus] = frozenset()
    artist: ArtistId | None = None
    album: AlbumId | None = None
    genres: frozenset[str] = frozenset()
    moods: frozenset[str] = frozenset()
    mood_at_least: float = CLEAR_MOOD
    keys: frozenset[str] = frozenset()
    year: Span | None = None
    duration: Span | None = None
    bpm: Span | None = None
    favourite_of: UserId | None = None
    order: TrackOrder = TrackOrder.PATH
    reverse: bool = False
    limit: int = 50
    skip: int = 0
    cursor: str | None = None

    def __post_init__(self) -> None:
        check_limit(self.limit)
        check_text(self.text)
        check_text(self.starts, "starts")
        for field, names in (("genres", self.genres), ("moods", self.moods), ("keys", self.keys)):
            if len(names) > MOST_NAMES:
                raise Invalid(f"At most {MOST_NAMES} of these can be asked for at once.", field)
        if not 0 <= self.skip <= MOST_SKIPPED:
            raise Invalid(f"skip lies between 0 and {MOST_SKIPPED}.", "skip")
        if not LEAST_MOOD <= self.mood_at_least <= 1:
            raise Invalid(f"Tags are looked for from a likelihood of {LEAST_MOOD} on, up to 1.", "mood_at_least")


def check_limit(limit: int) -> None:
    """Raise Invalid for a page's length that no list has."""
    if not 1 <= limit <= MOST_TRACKS:
        raise Invalid(f"limit lies between 1 and {MOST_TRACKS}.", "limit")


def check_text(text: str, field: str = "text") -> None:
    """Raise Invalid for words that are too many to look for."""
    if len(text) > MOST_TEXT:
        raise Invalid(f"A search has at most {MOST_TEXT} characters.", field)
