"""What sounds like a track."""

from dataclasses import replace
from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter, SkipValidation

from musicsim.domain.model.facets import MOST_WEIGHT, FacetWeights
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.narrowing import Narrowing
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery
from musicsim.domain.model.vectors import Filter
from musicsim.domain.rules.text import fold
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.filters import narrowing
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.schemas.similar import SimilarTracks

Hits = Annotated[int, QueryParameter(ge=1, le=100, description="The most hits.")]
PerArtist = Annotated[int, QueryParameter(ge=0, le=100, description="The most hits by one artist; 0: any number.")]
PerAlbum = Annotated[int, QueryParameter(ge=0, le=100, description="The most hits from one album; 0: any number.")]
Diversity = Annotated[float, QueryParameter(ge=0, le=1, description="0: the nearest; 1: as different as can be.")]
GroupCopies = Annotated[bool, QueryParameter(description="Whether near-duplicates go together as one hit.")]
DampHubs = Annotated[
    float,
    QueryParameter(ge=0, le=1, description="How much what sounds like everything is held back; 0: not at all."),
]
SameArtist = Annotated[bool, QueryParameter(description="Whether the track's own artist may come up.")]
Weight = Annotated[
    float,
    QueryParameter(
        ge=0,
        le=MOST_WEIGHT,
        description="How much this side of the sound counts; only proportions matter. Equal ones: the whole sound.",
    ),
]
Explain = Annotated[bool, QueryParameter(description="Whether each hit says why it is one.")]


def ranking(
    limit: Hits = 20,
    per_artist: PerArtist = 3,
    per_album: PerAlbum = 2,
    diversity: Diversity = 0.0,
    group_copies: GroupCopies = True,
    damp_hubs: DampHubs = 1.0,
) -> RankingOptions:
    """How the nearest become an answer."""
    return RankingOptions(
        limit=limit,
        per_artist=per_artist or None,
        per_album=per_album or None,
        diversity=diversity,
        group_copies=group_copies,
        damp_hubs=damp_hubs,
    )


def facet_weights(
    timbre_weight: Weight = 1.0, rhythm_weight: Weight = 1.0, harmony_weight: Weight = 1.0, mood_weight: Weight = 1.0
) -> FacetWeights:
    """How much each side of the sound counts."""
    return FacetWeights(timbre=timbre_weight, rhythm=rhythm_weight, harmony=harmony_weight, mood=mood_weight)


@get(
    "/{track_id:str}/similar",
    operation_id="list_similar_tracks",
    summary="What sounds like a track",
    responses=problems(404, 409, 422, 503),
    dependencies={
        "options": Provide(ranking, sync_to_thread=False),
        "wanted": Provide(narrowing, sync_to_thread=False),
        "weights": Provide(facet_weights, sync_to_thread=False),
    },
)
async def list_similar(
    application: InjectedApplication,
    caller: InjectedCaller,
    track_id: Id,
    options: NamedDependency[SkipValidation[RankingOptions]],
    wanted: NamedDependency[SkipValidation[Narrowing]],
    weights: NamedDependency[SkipValidation[FacetWeights]],
    same_artist: SameArtist = True,
    explain: Explain = False,
) -> SimilarTracks:
    """The nearest by sound, ranked; 409 for a track that has not been listened to or could not be."""
    seed = TrackId(track_id)
    where = await application.discovery.narrow_search(caller.user, wanted)
    if not same_artist:
        where = await _without_artist_of(seed, application, where)
    answer = await application.find_similar(seed, SimilarQuery(options, where, weights, explain, caller.user))
    return SimilarTracks.of(answer, answer.beside)


async def _without_artist_of(seed: TrackId, application: InjectedApplication, where: Filter) -> Filter:
    """Exclude the seed's artist, when it has one: tracks without an artist are not all by one."""
    artist = fold((await application.show_track(seed)).track.metadata.artist)
    return replace(where, exclude_artists=where.exclude_artists | {artist}) if artist else where


router = Router("/tracks", route_handlers=[list_similar], tags=["tracks"])
