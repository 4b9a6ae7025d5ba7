"""What is in playlists."""

from litestar import Response, Router, delete, get, post
from litestar.params import JSONBody

from musicsim.domain.model.identity import ItemId, PlaylistId, TrackId
from musicsim.entrypoints.http.controllers.playlists import answer, headers_of
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit
from musicsim.entrypoints.http.preconditions import IfMatch, meant_version
from musicsim.entrypoints.schemas.playlist import Playlist
from musicsim.entrypoints.schemas.playlist_item import (
    AddedItems,
    Move,
    NewItems,
    PlaylistItems,
    Removal,
    tracks_of,
)

_CHANGE = problems(404, 409, 412, 413, 422, 428)


@get("/", operation_id="list_playlist_items", summary="What is in a playlist", responses=problems(404, 409, 422))
async def list_items(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> PlaylistItems:
    """In order; tracks that went missing are there, too. 409 for a cursor from before the playlist was changed: read
    it again from its beginning.
    """
    page = await application.curation.read_playlist(caller, PlaylistId(playlist_id), limit, cursor)
    return PlaylistItems.of(page, await application.show_beside(tracks_of(page.items), caller.user))


@post("/", operation_id="add_playlist_items", summary="Put tracks into a playlist", responses=_CHANGE)
async def add_items(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    data: JSONBody[NewItems],
    if_match: IfMatch = None,
) -> Response[AddedItems]:
    """One or many, at a place or at the end. 409 when there would be more than 10,000, or a rule decides."""
    added = await application.curation.add_to_playlist(
        caller,
        PlaylistId(playlist_id),
        meant_version(if_match),
        [TrackId(each) for each in data.track_ids],
        data.position,
        unique=data.unique,
    )
    beside = await application.show_beside(tracks_of(added.items), caller.user)
    return Response(AddedItems.of(added, beside), headers=headers_of(added.playlist))


@post(
    "/move",
    operation_id="move_playlist_items",
    summary="Give items another place",
    status_code=200,
    responses=_CHANGE,
    no_compression=True,
)
async def move_items(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    data: JSONBody[Move],
    if_match: IfMatch = None,
) -> Response[Playlist]:
    """They stand behind one another then, in the order given."""
    items = [ItemId(each) for each in data.item_ids]
    version = meant_version(if_match)
    return answer(
        await application.curation.move_in_playlist(caller, PlaylistId(playlist_id), version, items, data.position)
    )


@post(
    "/remove",
    operation_id="remove_playlist_items",
    summary="Take items out of a playlist",
    status_code=200,
    responses=_CHANGE,
    no_compression=True,
)
async def remove_items(
    application: InjectedApplication,
    caller: InjectedCaller,
    playlist_id: Id,
    data: JSONBody[Removal],
    if_match: IfMatch = None,
) -> Response[Playlist]:
    """All of them, or none when one of them is not there."""
    items = [ItemId(each) for each in data.item_ids]
    version = meant_version(if_match)
    return answer(await application.curation.remove_from_playlist(caller, PlaylistId(playlist_id), version, items))


@delete(
    "/{item_id:str}",
    operation_id="remove_playlist_item",
    summary="Take one item out of a playlist",
    status_code=200,
    responses=problems(404, 409, 412, 422, 428),
    no_compression=True,
)
async def remove_item(
    application: InjectedApplication, caller: InjectedCaller, playlist_id: Id, item_id: Id, if_match: IfMatch = None
) -> Response[Playlist]:
    """The playlist as it is then."""
    version = meant_version(if_match)
    items = [ItemId(item_id)]
    return answer(await application.curation.remove_from_playlist(caller, PlaylistId(playlist_id), version, items))


router = Router(
    "/playlists/{playlist_id:str}/items",
    route_handlers=[list_items, add_items, move_items, remove_items, remove_item],
    tags=["playlists"],
)
