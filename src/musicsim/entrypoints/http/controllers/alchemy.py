"""What sounds like more of these and less of those, or as words say."""

from dataclasses import replace
from typing import Annotated

from litestar import Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody, QueryParameter, SkipValidation

from musicsim.domain.model.narrowing import Narrowing
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery
from musicsim.domain.model.words import MOST_CHARACTERS, checked_text
from musicsim.entrypoints.http.access import READERS
from musicsim.entrypoints.http.controllers.similar import Diversity, GroupCopies, Hits, PerAlbum, PerArtist
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.filters import narrowing
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.schemas.alchemy import BlendedTracks, SimilarRequest
from musicsim.entrypoints.schemas.words import WordTracks, tracks_found

Text = Annotated[
    str,
    QueryParameter(max_length=MOST_CHARACTERS, description="How it should sound, in English or French words."),
]


def ranking_of_words(
    limit: Hits = 20,
    per_artist: PerArtist = 3,
    per_album: PerAlbum = 2,
    diversity: Diversity = 0.0,
    group_copies: GroupCopies = True,
) -> RankingOptions:
    """How what fits becomes an answer. There are no hubs: those are an affair of neighbours."""
    return RankingOptions(
        limit=limit,
        per_artist=per_artist or None,
        per_album=per_album or None,
        diversity=diversity,
        group_copies=group_copies,
        damp_hubs=0.0,
    )


@post(
    "/",
    operation_id="find_similar",
    summary="What sounds like more of these and less of those",
    status_code=200,
    access=READERS,
    responses=problems(404, 409, 413, 422),
)
async def find_similar(
    application: InjectedApplication, caller: InjectedCaller, data: JSONBody[SimilarRequest]
) -> BlendedTracks:
    """Tracks, albums, artists, playlists, favourites, tags and words are blended into one question; none of their own
    tracks is among the hits. 404 for a playlist that is somebody else's, 409 for what has not been listened to, 422
    when seeds cancel one another out.
    """
    where = await application.discovery.narrow_search(caller.user, data.filters.narrowing())
    wishes = [seed.wish for seed in data.seeds]
    query = replace(data.query(where), asker=caller.user)
    gathered, found = await application.discovery.find_blended(caller.user, wishes, query)
    return BlendedTracks.of(gathered, found, found.beside)


@get(
    "/text",
    operation_id="find_by_words",
    summary="What sounds as words say",
    responses=problems(422),
    dependencies={
        "options": Provide(ranking_of_words, sync_to_thread=False),
        "wanted": Provide(narrowing, sync_to_thread=False),
    },
)
async def find_by_words(
    application: InjectedApplication,
    caller: InjectedCaller,
    q: Text,
    options: NamedDependency[SkipValidation[RankingOptions]],
    wanted: NamedDependency[SkipValidation[Narrowing]],
) -> WordTracks:
    """Such as "calm piano without voice" or "musique triste à la guitare": what was understood, and what fits it all.

    Words that are not understood are told, and looked for in titles, artists, albums and paths.
    """
    text = checked_text(q, "q")
    where = await application.discovery.narrow_search(caller.user, wanted)
    found = await application.discovery.find_by_words(text, SimilarQuery(options, where))
    return WordTracks.of(found, await application.show_beside(tracks_found(found), caller.user))


router = Router("/similar", route_handlers=[find_similar, find_by_words], tags=["similar"])
