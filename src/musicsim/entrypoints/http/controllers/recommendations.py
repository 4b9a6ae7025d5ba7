"""Music beyond the library."""

from functools import partial
from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter, SkipValidation
from litestar.serialization import encode_json

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.beyond import ExternalId, SimilarityFilter
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.question import Question
from musicsim.domain.model.user import Caller
from musicsim.domain.rules.asking_outside import key_of
from musicsim.domain.rules.narrowing import camelot_codes
from musicsim.domain.rules.text import fold
from musicsim.domain.rules.wishes import checked_prompt
from musicsim.entrypoints.http.documentation import content, nothing, problems
from musicsim.entrypoints.http.errands import Errands
from musicsim.entrypoints.http.etags import is_named_weakly, weak_etag
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller, InjectedErrands
from musicsim.entrypoints.http.parameters import Absence, Absent, Id
from musicsim.entrypoints.schemas.recommendation import (
    Capabilities,
    RecommendationAbilities,
    Recommendations,
    tracks_in,
)

PATIENCE = 4.0
"""Seconds that the first one to ask a question waits for its answer; who asks again is shown what there is."""

_COVERS_KEPT_FOR = 7 * 24 * 3600
"""Seconds."""

_SLOWEST, _FASTEST = 1.0, 1000.0
_MOST_GENRES = 10

AnyRequest = Request[Any, Any, Any]

Most = Annotated[int, QueryParameter(ge=1, le=50, description="The most items to answer with.")]
SameBpm = Annotated[bool, QueryParameter(description="Only about as fast as the track.")]
Bpm = Annotated[float | None, QueryParameter(ge=1, le=1000, description="Bounds of the tempo, in beats a minute.")]
SameGenre = Annotated[bool, QueryParameter(description="Only of the track's genre.")]
Genre = Annotated[list[str] | None, QueryParameter(description="Only these genres, as the service calls them.")]
MatchingKey = Annotated[bool, QueryParameter(description="Only in keys that go with the track's.")]
Key = Annotated[str, QueryParameter(description="Only in this key, a Camelot code (1A … 12B).")]
Words = Annotated[str, QueryParameter(min_length=1, max_length=500, description="How it should sound.")]


def conditions(
    same_bpm: SameBpm = False,
    bpm_min: Bpm = None,
    bpm_max: Bpm = None,
    same_genre: SameGenre = False,
    genre: Genre = None,
    matching_key: MatchingKey = False,
    key: Key = "",
) -> SimilarityFilter:
    """What suggestions are to have."""
    bounded = bpm_min is not None or bpm_max is not None
    names = sorted({name for one in genre or () if (name := fold(one))})
    if len(names) > _MOST_GENRES or any(len(name) > 50 for name in names):
        raise Invalid(f"At most {_MOST_GENRES} genres of 50 characters each.", "genre")
    return SimilarityFilter(
        same_bpm=same_bpm,
        bpm=(bpm_min or _SLOWEST, bpm_max or _FASTEST) if bounded else None,
        same_genre=same_genre,
        genres=tuple(names),
        matching_key=matching_key,
        key=next(iter(camelot_codes([key])), "") if key else "",
    )


_ANSWERS = problems(404, 409, 422, 503) | {304: nothing("It is as you know it")}


@get(
    "/tracks/{track_id:str}/recommendations",
    operation_id="list_recommendations",
    summary="What sounds like a track, beyond the library",
    responses=_ANSWERS,
    dependencies={"where": Provide(conditions, sync_to_thread=False)},
)
async def list_recommendations(
    application: InjectedApplication,
    caller: InjectedCaller,
    errands: InjectedErrands,
    request: AnyRequest,
    track_id: Id,
    where: NamedDependency[SkipValidation[SimilarityFilter]],
    limit: Most = 20,
) -> Response[Recommendations]:
    """What the configured services suggest, as it is kept; what is too old is asked for anew meanwhile.

    409 when no service is configured (`GET /capabilities` tells), or none that takes these conditions.
    """
    question = Question(track=TrackId(track_id), where=where)
    return await _answer(application, caller, errands, request, question, limit)


@get(
    "/recommendations",
    operation_id="search_recommendations",
    summary="Search in words, beyond the library",
    responses=problems(409, 422, 503) | {304: nothing("It is as you know it")},
)
async def search_recommendations(
    application: InjectedApplication,
    caller: InjectedCaller,
    errands: InjectedErrands,
    request: AnyRequest,
    q: Words,
    limit: Most = 20,
) -> Response[Recommendations]:
    """Tracks that sound as the words say: "calm piano, no voice". 409 when no service takes words."""
    return await _answer(application, caller, errands, request, Question(prompt=checked_prompt(q)), limit)


@get(
    "/recommendations/covers/{catalogue:str}/{external_id:str}",
    operation_id="get_recommendation_cover",
    summary="The cover of a track beyond the library",
    responses=problems(404, 422, 503)
    | {200: content(bytes, "image/webp", "The picture"), 204: nothing("There is none, and `absent` is `empty`")},
    no_compression=True,
)
async def show_cover(
    application: InjectedApplication, catalogue: Id, external_id: Id, absent: Absence = Absent.PROBLEM
) -> Response[bytes]:
    """Fetched by this server, which shows it small; 404 for what was never suggested, or has none."""
    try:
        picture = await application.beyond.show_cover(ExternalId(catalogue, external_id))
    except NotFound:
        if absent is Absent.PROBLEM:
            raise
        return Response(b"", status_code=204)
    headers = {"Cache-Control": f"private, max-age={_COVERS_KEPT_FOR}"}
    return Response(picture.data, media_type=picture.media_type, headers=headers)


@get("/capabilities", operation_id="get_capabilities", summary="What this server can do", responses=problems())
async def show_capabilities(application: InjectedApplication) -> Capabilities:
    """What depends on its settings, for clients that hide what is not there."""
    recommend = application.beyond.recommend
    return Capabilities(
        recommendations=RecommendationAbilities(
            tracks=recommend.possible,
            words=recommend.by_sound,
            filters=recommend.by_sound,
            uploads=application.beyond.uploads_possible,
            providers=[one.name for one in recommend.providers],
        )
    )


async def _answer(
    application: InjectedApplication,
    caller: Caller,
    errands: Errands,
    request: AnyRequest,
    question: Question,
    limit: int,
) -> Response[Recommendations]:
    beyond, name = application.beyond, key_of(question)
    found = await beyond.recommend(question, limit)
    asked = found.due and errands.start("ask", name, partial(beyond.ask, question))
    no_room = found.due and not asked
    if asked and not found.items:
        await errands.wait("ask", name, PATIENCE)
        found = await beyond.recommend(question, limit)
    beside = await application.show_beside(tracks_in(found), caller.user)
    answer = Recommendations.of(found, beside, refreshing=found.asking or errands.is_at("ask", name) or no_room)
    headers = {"ETag": weak_etag(encode_json(answer)), "Cache-Control": "no-cache"}
    if is_named_weakly(headers["ETag"], request.headers.get("if-none-match")):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(answer, headers=headers)


router = Router(
    "/",
    route_handlers=[
        list_recommendations,
        search_recommendations,
        show_cover,
        show_capabilities,
    ],
    tags=["beyond"],
)
