"""Query parameters that narrow lists, and what of the domain they stand for."""

from collections.abc import Sequence
from typing import Annotated

from litestar.params import QueryParameter

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import CLEAR_MOOD, LEAST_MOOD, MOST_NAMES, TrackQuery
from musicsim.domain.model.identity import AlbumId, ArtistId
from musicsim.domain.model.narrowing import LONGEST_WHILE, Narrowing
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.narrowing import camelot_codes, span
from musicsim.domain.rules.text import fold
from musicsim.entrypoints.http.injected import InjectedCaller
from musicsim.entrypoints.schemas.narrowing import Conditions

Bpm = Annotated[float | None, QueryParameter(ge=0, le=1000, description="Bounds of the tempo, in beats a minute.")]
Year = Annotated[int | None, QueryParameter(ge=0, le=9999, description="Bounds of the year.")]
Seconds = Annotated[float | None, QueryParameter(ge=0, le=1e6, description="Bounds of the duration, in seconds.")]
Keys = Annotated[list[str] | None, QueryParameter(description="Only these keys, as Camelot codes (1A … 12B).")]
Compatible = Annotated[
    bool, QueryParameter(description="Whether keys that go with these do, too: neighbours on the wheel, the relative.")
]
Genres = Annotated[list[str] | None, QueryParameter(description="Only these genres; case and accents are ignored.")]
Moods = Annotated[
    list[str] | None, QueryParameter(description="Only what sounds like all of these tags; `GET /moods` lists them.")
]
Likely = Annotated[float, QueryParameter(ge=LEAST_MOOD, le=1, description="How likely a tag of `mood` must be.")]
Words = Annotated[str, QueryParameter(description="Words that occur in title, artist, album or path, accents ignored.")]
Starts = Annotated[str, QueryParameter(description="How the title begins, accents ignored.")]
FolderPath = Annotated[str | None, QueryParameter(description="Only tracks directly in this folder.")]
Within = Annotated[str | None, QueryParameter(description="Only tracks in this folder, at any depth.")]
Statuses = Annotated[list[TrackStatus] | None, QueryParameter(description="Only tracks in these states.")]
Analysed = Annotated[bool | None, QueryParameter(description="Only tracks that were listened to, or were not.")]
Artist = Annotated[str | None, QueryParameter(description="Only tracks of this artist: an id.")]
Album = Annotated[str | None, QueryParameter(description="Only tracks on this album: an id.")]
Favourite = Annotated[bool, QueryParameter(description="Only your favourites.")]
ClearMoods = Annotated[
    list[str] | None,
    QueryParameter(max_items=MOST_NAMES, description="Only what clearly has all of these tags: see `GET /moods`."),
]
WithoutArtists = Annotated[
    list[str] | None, QueryParameter(max_items=MOST_NAMES, description="Nothing by these artists, as tracks name them.")
]
WithoutAlbums = Annotated[
    list[str] | None, QueryParameter(max_items=MOST_NAMES, description="Nothing from albums of these names.")
]
Hours = Annotated[
    float | None,
    QueryParameter(gt=0, le=LONGEST_WHILE, description="Nothing that you began to play in the last so many hours."),
]

_HEARD = frozenset({TrackStatus.ANALYSED, TrackStatus.SILENT})


def track_filter(
    caller: InjectedCaller,
    q: Words = "",
    starts: Starts = "",
    folder: FolderPath = None,
    within: Within = None,
    artist: Artist = None,
    album: Album = None,
    genre: Genres = None,
    mood: Moods = None,
    mood_min: Likely = CLEAR_MOOD,
    year_min: Year = None,
    year_max: Year = None,
    duration_min: Seconds = None,
    duration_max: Seconds = None,
    bpm_min: Bpm = None,
    bpm_max: Bpm = None,
    key: Keys = None,
    compatible: Compatible = False,
    favourite: Favourite = False,
    status: Statuses = None,
    analysed: Analysed = None,
) -> TrackQuery:
    """Which tracks to list, in no order yet."""
    return TrackQuery(
        text=q,
        starts=starts,
        folder=folder,
        within=within.strip("/") if within is not None else None,
        artist=ArtistId(artist) if artist is not None else None,
        album=AlbumId(album) if album is not None else None,
        genres=frozenset(map(fold, genre or ())),
        moods=frozenset(map(fold, mood or ())),
        mood_at_least=mood_min,
        year=span("year", year_min, year_max),
        duration=span("duration", duration_min, duration_max),
        bpm=span("bpm", bpm_min, bpm_max),
        keys=camelot_codes(key or (), compatible=compatible),
        favourite_of=caller.user if favourite else None,
        statuses=_statuses(status, analysed),
    )


def narrowing(
    bpm_min: Bpm = None,
    bpm_max: Bpm = None,
    year_min: Year = None,
    year_max: Year = None,
    duration_min: Seconds = None,
    duration_max: Seconds = None,
    key: Keys = None,
    compatible: Compatible = False,
    genre: Genres = None,
    mood: ClearMoods = None,
    within: Within = None,
    favourite: Favourite = False,
    exclude_artist: WithoutArtists = None,
    exclude_album: WithoutAlbums = None,
    heard_within: Hours = None,
) -> Narrowing:
    """What a hit must fulfil, before it is known what the caller likes and has heard: see NarrowSearch."""
    return Conditions(
        bpm_min=bpm_min,
        bpm_max=bpm_max,
        year_min=year_min,
        year_max=year_max,
        duration_min=duration_min,
        duration_max=duration_max,
        key=tuple(key or ()),
        compatible=compatible,
        genre=tuple(genre or ()),
        mood=tuple(mood or ()),
        within=within or "",
        favourite=favourite,
        exclude_artist=tuple(exclude_artist or ()),
        exclude_album=tuple(exclude_album or ()),
        heard_within=heard_within,
    ).narrowing()


def _statuses(named: Sequence[TrackStatus] | None, analysed: bool | None) -> frozenset[TrackStatus]:
    if analysed is None:
        return frozenset(named or ())
    if named:
        raise Invalid("Ask for states or for what was listened to, not for both.", "analysed")
    return _HEARD if analysed else frozenset(TrackStatus) - _HEARD
