"""Playlists, without their items."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from litestar import Request, Response, Router, delete, get, patch, post
from litestar.params import JSONBody, QueryParameter

from musicsim.domain.model.artwork import ArtworkSize
from musicsim.domain.model.identity import PlaylistId, TrackId
from musicsim.domain.model.playlist import Playlist as DomainPlaylist
from musicsim.domain.model.track_rule import TrackRule
from musicsim.domain.model.user import Caller
from musicsim.domain.use_cases.keep_playlists import PlaylistOrder
from musicsim.entrypoints.http.controllers.artwork import PICTURE, Size, answer_picture, is_known_picture
from musicsim.entrypoints.http.documentation import nothing, problems
from musicsim.entrypoints.http.etags import is_named_weakly
from musicsim.entrypoints.http.filters import track_filter
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Absence, Absent, Id
from musicsim.entrypoints.http.preconditions import IfMatch, IfNoneMatch, meant_version, version_etag
from musicsim.entrypoints.schemas.playlist import Copy, NewPlaylist, Playlist, PlaylistChanges, Playlists
from musicsim.entrypoints.schemas.track_rule import RuleRequest

Order = Annotated[PlaylistOrder, QueryParameter(description="The order; `changed` and `created` are newest first.")]
Edition = Annotated[
    int | None, QueryParameter(ge=0, description="The version that it is shown for: caches keep one picture of each.")
]


@get("/", operation_id="list_playlists", summary="Your playlists", responses=problems(422))
async def list_playlists(
    application: InjectedApplication, caller: InjectedCaller, sort: Order = PlaylistOrder.NAME
) -> Playlists:
    """All of them at once: a person has at most a thousand."""
    return Playlists.of(await application.curation.list_playlists(caller, sort))


@post(
    "/",
    operation_id="create_playlist",
    summary="Make a playlist",
    responses=problems(404, 409, 413, 422),
    no_compression=True,
)
async def create_playlist(
    application: InjectedApplication, caller: InjectedCaller, data: JSONBody[NewPlaylist]
) -> Response[Playlist]:
    """Of tracks, in the order given, or of what a rule finds, always up to date. 409 when you have a thousand."""
    made = await application.curation.create_playlist(
        caller,
        data.name,
        data.description,
        [TrackId(each) for each in data.track_ids],
        _rule(caller, data.rule),
    )
    return answer(made, Location=f"/api/v1/playlists/{made.id}")


@get(
    "/{playlist_id:str}",
    operation_id="get_playlist",
    summary="A playlist without its items",
    responses=problems(404, 422) | {304: nothing("It is as you know it")},
    no_compression=True,
)
async def show_playlist(
    application: InjectedApplication, caller: InjectedCaller, playlist_id: Id, if_none_match: IfNoneMatch = None
) -> Response[Playlist]:
    """Its ETag is what changes have to name in If-Match."""
    found = await application.curation.show_playlist(caller, PlaylistId(playlist_id))
    if is_named_weakly(version_etag(found.version), if_none_match):
        return Response(None, status_code=304, headers=headers_of(found))  # type: ignore[arg-type]
    return answer(found)


@patch(
    "/{playlist_id:str}",
    operation_id="change_playlist",
    summary="Rename or describe a playlist, or change its rule",
    responses=problems(404, 409, 412, 413, 422, 428),
    no_compression=True,
)
async def change_playlist(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    data: JSONBody[PlaylistChanges],
    if_match: IfMatch = None,
) -> Response[Playlist]:
    """What is not said stays. 409 for a rule where there are items: make another playlist with it."""
    changed = await application.curation.describe_playlist(
        caller,
        PlaylistId(playlist_id),
        meant_version(if_match),
        name=data.name,
        description=data.description,
        rule=_rule(caller, data.rule),
    )
    return answer(changed)


@delete(
    "/{playlist_id:str}",
    operation_id="delete_playlist",
    summary="Delete a playlist",
    responses=problems(404, 412, 422, 428),
)
async def delete_playlist(
    application: InjectedApplication, caller: InjectedCaller, playlist_id: Id, if_match: IfMatch = None
) -> None:
    """And with it the links to it."""
    await application.curation.delete_playlist(caller, PlaylistId(playlist_id), meant_version(if_match))


@post(
    "/{playlist_id:str}/duplicate",
    operation_id="duplicate_playlist",
    summary="Copy a playlist",
    responses=problems(404, 409, 413, 422),
    no_compression=True,
)
async def duplicate_playlist(
    application: InjectedApplication, caller: InjectedCaller, playlist_id: Id, data: JSONBody[Copy | None] = None
) -> Response[Playlist]:
    """The copy holds the same, a rule included, but nobody has a link to it."""
    name = data.name if data is not None else None
    made = await application.curation.duplicate_playlist(caller, PlaylistId(playlist_id), name)
    return answer(made, Location=f"/api/v1/playlists/{made.id}")


@post(
    "/{playlist_id:str}/freeze",
    operation_id="freeze_playlist",
    summary="Make what a rule finds now the items",
    status_code=200,
    responses=problems(404, 412, 422, 428),
    no_compression=True,
)
async def freeze_playlist(
    application: InjectedApplication, caller: InjectedCaller, playlist_id: Id, if_match: IfMatch = None
) -> Response[Playlist]:
    """The rule goes, and what it found stays, to be moved and removed as one likes."""
    frozen = await application.curation.freeze_playlist(caller, PlaylistId(playlist_id), meant_version(if_match))
    return answer(frozen)


@get(
    "/{playlist_id:str}/cover",
    operation_id="get_playlist_cover",
    summary="A playlist's picture",
    responses=problems(404, 422) | PICTURE,
    no_compression=True,
)
async def show_cover(
    application: InjectedApplication,
    caller: InjectedCaller,
    request: Request[Any, Any, Any],
    playlist_id: Id,
    size: Size = ArtworkSize.MEDIUM,
    v: Edition = None,
    absent: Absence = Absent.PROBLEM,
) -> Response[bytes]:
    """A mosaic of the first four different pictures of its tracks; 404 where none has one."""
    known = partial(is_known_picture, request)
    showing = application.curation.show_cover(caller, PlaylistId(playlist_id), size, known)
    return await answer_picture(showing, absent)


def answer(playlist: DomainPlaylist, **headers: str) -> Response[Playlist]:
    """The playlist with its version."""
    return Response(Playlist.of(playlist), headers=headers_of(playlist) | headers)


def headers_of(playlist: DomainPlaylist) -> dict[str, str]:
    """What says which version it is, to be asked for again before it is shown."""
    return {"ETag": version_etag(playlist.version), "Cache-Control": "private, no-cache"}


def _rule(caller: Caller, asked: RuleRequest | None) -> TrackRule | None:
    if asked is None:
        return None
    where: dict[str, Any] = {name: getattr(asked.where, name) for name in asked.where.__struct_fields__}
    query = track_filter(caller, **where)
    return TrackRule(replace(query, order=asked.sort, reverse=asked.reverse), asked.limit)


router = Router(
    "/playlists",
    route_handlers=[
        list_playlists,
        create_playlist,
        show_playlist,
        change_playlist,
        delete_playlist,
        duplicate_playlist,
        freeze_playlist,
        show_cover,
    ],
    tags=["playlists"],
)
