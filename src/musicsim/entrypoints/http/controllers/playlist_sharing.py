"""Links by which anybody may hear a playlist."""

from litestar import Response, Router, delete, get, post
from litestar.params import JSONBody

from musicsim.domain.model.identity import PlaylistId, ShareId
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.schemas.share import NewShare, ShareRequest, Shares


@get("/", operation_id="list_shares", summary="The links to a playlist", responses=problems(404, 422))
async def list_shares(application: InjectedApplication, caller: InjectedCaller, playlist_id: Id) -> Shares:
    """Those that still hold, without their secrets: who has lost one makes another link."""
    return Shares.of(await application.curation.list_shares(caller, PlaylistId(playlist_id)))


@post("/", operation_id="share_playlist", summary="Make a link to a playlist", responses=problems(404, 409, 413, 422))
async def share_playlist(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    data: JSONBody[ShareRequest | None] = None,
) -> Response[NewShare]:
    """Whoever knows its secret may see the playlist and hear its tracks, and nothing else. 409 for the 21st link."""
    expires_at = data.expires_at if data is not None else None
    made = await application.curation.share_playlist(caller, PlaylistId(playlist_id), expires_at)
    return Response(NewShare.of_new(made))


@delete("/", operation_id="revoke_shares", summary="Revoke all links to a playlist", responses=problems(404, 422))
async def revoke_shares(application: InjectedApplication, caller: InjectedCaller, playlist_id: Id) -> None:
    """They lead nowhere from this moment on."""
    await application.curation.revoke_shares(caller, PlaylistId(playlist_id))


@delete(
    "/{share_id:str}",
    operation_id="revoke_share",
    summary="Revoke one link to a playlist",
    responses=problems(404, 422),
)
async def revoke_share(application: InjectedApplication, caller: InjectedCaller, playlist_id: Id, share_id: Id) -> None:
    """It leads nowhere from this moment on."""
    await application.curation.revoke_shares(caller, PlaylistId(playlist_id), ShareId(share_id))


router = Router(
    "/playlists/{playlist_id:str}/share",
    route_handlers=[list_shares, share_playlist, revoke_shares, revoke_share],
    tags=["playlists"],
)
