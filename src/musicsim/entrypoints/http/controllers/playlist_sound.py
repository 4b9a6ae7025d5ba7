"""Playlists by their sound: transitions, orders, suggestions."""

from typing import Annotated

from litestar import Response, Router, get, post
from litestar.params import JSONBody, QueryParameter

from musicsim.domain.model.identity import ItemId, PlaylistId
from musicsim.domain.model.similarity import RankingOptions
from musicsim.entrypoints.http.controllers.playlists import headers_of
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.http.preconditions import IfMatch, meant_version
from musicsim.entrypoints.schemas.playlist_item import tracks_of
from musicsim.entrypoints.schemas.playlist_sound import (
    ExtendedPlaylist,
    Extension,
    Ordering,
    OrderRequest,
    Suggestions,
    Transitions,
    suggested_tracks,
)

Most = Annotated[int, QueryParameter(ge=1, le=100, description="The most suggestions.")]
Diversity = Annotated[float, QueryParameter(ge=0, le=1, description="0: the nearest; 1: as different as can be.")]


@get(
    "/transitions",
    operation_id="list_transitions",
    summary="How smoothly a playlist's tracks follow one another",
    responses=problems(404, 422),
)
async def list_transitions(application: InjectedApplication, caller: InjectedCaller, playlist_id: Id) -> Transitions:
    """What each transition costs, and which part of it tempo, key, loudness and timbre have."""
    return Transitions.of(await application.curation.show_transitions(caller, PlaylistId(playlist_id)))


@post(
    "/order",
    operation_id="order_playlist",
    summary="Order a playlist for smooth transitions",
    status_code=200,
    responses=problems(404, 409, 412, 413, 422, 428),
)
async def order_playlist(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    data: JSONBody[OrderRequest | None] = None,
    if_match: IfMatch = None,
) -> Response[Ordering]:
    """A proposal, for up to a thousand items; with `apply`, which needs If-Match, the playlist is put in that order."""
    asked = data or OrderRequest()
    found = await application.curation.order_playlist(
        caller,
        PlaylistId(playlist_id),
        meant_version(if_match) if asked.apply else None,
        first=ItemId(asked.first) if asked.first is not None else None,
        weights=asked.weights.domain,
        apply=asked.apply,
    )
    beside = await application.show_beside(tracks_of(found.sequence.items), caller.user)
    return Response(Ordering.of(found, beside), headers=headers_of(found.playlist))


@get(
    "/suggestions",
    operation_id="suggest_tracks",
    summary="What else would go well with a playlist",
    responses=problems(404, 409, 422),
)
async def suggest_tracks(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    limit: Most = 20,
    diversity: Diversity = 0.2,
) -> Suggestions:
    """By how the playlist sounds, each with its reason; 409 when nothing in it has been listened to."""
    options = RankingOptions(limit=limit, diversity=diversity)
    found = await application.curation.suggest_tracks(caller, PlaylistId(playlist_id), options)
    return Suggestions.of(found, await application.show_beside(suggested_tracks(found), caller.user))


@post(
    "/extend",
    operation_id="extend_playlist",
    summary="Go on with a playlist by its own sound",
    status_code=200,
    responses=problems(404, 409, 412, 413, 422, 428),
)
async def extend_playlist(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    data: JSONBody[Extension | None] = None,
    if_match: IfMatch = None,
) -> Response[ExtendedPlaylist]:
    """Puts suggestions at the end, in an order that goes on smoothly; fewer than asked when no more are near."""
    count = (data or Extension()).count
    version = meant_version(if_match)
    extended = await application.curation.extend_playlist(caller, PlaylistId(playlist_id), version, count)
    beside = await application.show_beside(tracks_of(extended.items), caller.user)
    return Response(ExtendedPlaylist.of(extended, beside), headers=headers_of(extended.playlist))


router = Router(
    "/playlists/{playlist_id:str}",
    route_handlers=[list_transitions, order_playlist, suggest_tracks, extend_playlist],
    tags=["playlists"],
)
