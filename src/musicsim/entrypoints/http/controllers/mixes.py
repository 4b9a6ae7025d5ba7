"""Mixes that are made for a person each day."""

from litestar import Response, Router, get, post
from litestar.params import JSONBody

from musicsim.domain.model.mixes import MixId
from musicsim.entrypoints.http.controllers.playlists import answer
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.schemas.mix import KeptMix, MixDetails, Mixes
from musicsim.entrypoints.schemas.playlist import Playlist


@get("/", operation_id="list_my_mixes", summary="Your mixes of today", responses=problems(503))
async def list_mixes(application: InjectedApplication, caller: InjectedCaller) -> Mixes:
    """Up to six, made of what you play, finish and like, and of what sounds like it: the same until tomorrow (UTC)."""
    return Mixes.of(await application.collections.list_mixes(caller))


@post(
    "/refresh",
    operation_id="refresh_my_mixes",
    summary="Mix anew",
    status_code=200,
    responses=problems(503),
)
async def refresh_mixes(application: InjectedApplication, caller: InjectedCaller) -> Mixes:
    """Other mixes, out of what you have heard by now. Playlists that were made of mixes stay as they are."""
    return Mixes.of(await application.collections.list_mixes(caller, anew=True))


@get("/{mix_id:str}", operation_id="get_my_mix", summary="A mix", responses=problems(404, 422, 503))
async def show_mix(application: InjectedApplication, caller: InjectedCaller, mix_id: Id) -> MixDetails:
    """With its tracks in order. 404 once it is mixed anew, or the day is over."""
    shown = await application.collections.show_mix(caller, MixId(mix_id))
    return MixDetails.of(shown, await application.show_beside(shown.tracks, caller.user))


@post(
    "/{mix_id:str}/keep",
    operation_id="keep_my_mix",
    summary="Make a playlist of a mix",
    responses=problems(404, 409, 413, 422, 503),
    no_compression=True,
)
async def keep_mix(
    application: InjectedApplication, caller: InjectedCaller, mix_id: Id, data: JSONBody[KeptMix | None] = None
) -> Response[Playlist]:
    """Yours to change: no other mix touches it. 404 as for showing it, 409 when you have a thousand playlists."""
    name = data.name if data is not None else None
    made = await application.collections.keep_mix(caller, MixId(mix_id), name)
    return answer(made, Location=f"/api/v1/playlists/{made.id}")


router = Router("/me/mixes", route_handlers=[list_mixes, refresh_mixes, show_mix, keep_mix], tags=["mixes"])
