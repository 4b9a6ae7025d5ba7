"""What sounds like a track."""

from dataclasses import replace
from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter, SkipValidation

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.musical_key import MusicalKey
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery
from musicsim.domain.model.vectors import Filter, Span
from musicsim.domain.rules.text import fold
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.schemas.similar import SimilarTracks, tracks_in

Hits = Annotated[int, QueryParameter(ge=1, le=100, description="The most hits.")]
PerArtist = Annotated[int, QueryParameter(ge=0, le=100, description="The most hits by one artist; 0: any number.")]
PerAlbum = Annotated[int, QueryParameter(ge=0, le=100, description="The most hits from one album; 0: any number.")]
Diversity = Annotated[float, QueryParameter(ge=0, le=1, description="0: the nearest; 1: as different as can be.")]
GroupCopies = Annotated[bool, QueryParameter(description="Whether near-duplicates go together as one hit.")]
Bpm = Annotated[float | None, QueryParameter(ge=0, le=1000, description="Bounds of the tempo, in beats a minute.")]
Year = Annotated[int | None, QueryParameter(ge=0, le=9999, description="Bounds of the year.")]
Seconds = Annotated[float | None, QueryParameter(ge=0, le=1e6, description="Bounds of the duration, in seconds.")]
Keys = Annotated[list[str] | None, QueryParameter(description="Only these keys, as Camelot codes (1A … 12B).")]
Genres = Annotated[list[str] | None, QueryParameter(description="Only these genres; case and accents are ignored.")]
SameArtist = Annotated[bool, QueryParameter(description="Whether the track's own artist may come up.")]


def ranking(
    limit: Hits = 20,
    per_artist: PerArtist = 3,
    per_album: PerAlbum = 2,
    diversity: Diversity = 0.0,
    group_copies: GroupCopies = True,
) -> RankingOptions:
    """How the nearest become an answer."""
    return RankingOptions(
        limit=limit,
        per_artist=per_artist or None,
        per_album=per_album or None,
        diversity=diversity,
        group_copies=group_copies,
    )


def conditions(
    bpm_min: Bpm = None,
    bpm_max: Bpm = None,
    year_min: Year = None,
    year_max: Year = None,
    duration_min: Seconds = None,
    duration_max: Seconds = None,
    key: Keys = None,
    genre: Genres = None,
) -> Filter:
    """What a hit must fulfil."""
    return Filter(
        bpm=_span("bpm", bpm_min, bpm_max),
        year=_span("year", year_min, year_max),
        duration=_span("duration", duration_min, duration_max),
        keys=frozenset(_camelot(code) for code in key or ()),
        genres=frozenset(fold(name) for name in genre or ()),
    )


@get(
    "/{track_id:str}/similar",
    operation_id="list_similar_tracks",
    summary="What sounds like a track",
    responses=problems(404, 409, 422, 503),
    dependencies={
        "options": Provide(ranking, sync_to_thread=False),
        "where": Provide(conditions, sync_to_thread=False),
    },
)
async def list_similar(
    application: InjectedApplication,
    track_id: Id,
    options: NamedDependency[SkipValidation[RankingOptions]],
    where: NamedDependency[SkipValidation[Filter]],
    same_artist: SameArtist = True,
) -> SimilarTracks:
    """The nearest by sound, ranked; 409 for a track that has not been listened to or could not be."""
    seed = TrackId(track_id)
    if not same_artist:
        where = await _without_artist_of(seed, application, where)
    answer = await application.find_similar(seed, SimilarQuery(options, where))
    return SimilarTracks.of(answer, await application.show_analyses(tracks_in(answer)))


async def _without_artist_of(seed: TrackId, application: InjectedApplication, where: Filter) -> Filter:
    """Exclude the seed's artist, when it has one: tracks without an artist are not all by one."""
    artist = fold((await application.show_track(seed)).track.metadata.artist)
    return replace(where, exclude_artists=frozenset({artist})) if artist else where


def _span(name: str, low: float | None, high: float | None) -> Span | None:
    if low is not None and high is not None and low > high:
        raise Invalid(f"{name}_min is above {name}_max.", f"{name}_min")
    return None if low is None and high is None else Span(low, high)


def _camelot(code: str) -> str:
    try:
        return MusicalKey.from_camelot(code).camelot
    except ValueError as fault:
        raise Invalid(f"{fault}.", "key") from fault


router = Router("/tracks", route_handlers=[list_similar], tags=["tracks"])
