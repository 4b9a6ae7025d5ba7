"""Pictures that are missing: what became of looking for them."""

from typing import Annotated

from litestar import Router, get, post
from litestar.params import QueryParameter

from musicsim.domain.model.painting import ArtworkState
from musicsim.entrypoints.http.access import ADMINS
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Cursor, Limit
from musicsim.entrypoints.schemas.artwork import ArtworkDue, ArtworkJobPage

States = Annotated[list[ArtworkState] | None, QueryParameter(name="state", description="Only those in these states.")]


@get("/jobs", operation_id="list_artwork_jobs", summary="List searches for pictures", responses=problems(422))
async def list_jobs(
    application: InjectedApplication, states: States = None, limit: Limit = 50, cursor: Cursor = None
) -> ArtworkJobPage:
    """Page by page, the latest changed first: an album, or a track that is on none, each."""
    return ArtworkJobPage.of(await application.painting.list_jobs(states or (), limit, cursor))


@post(
    "/missing",
    access=ADMINS,
    operation_id="look_for_missing_artwork",
    summary="Look for missing pictures now",
    status_code=202,
    responses=problems(),
)
async def look_for_missing(application: InjectedApplication) -> ArtworkDue:
    """What failed, or was nowhere to be found, is waited for no longer; what files brought is looked at again.

    It is done in the background; what nobody looked for yet is done anyway.
    """
    return ArtworkDue(await application.painting.look_for_missing())


router = Router("/artwork", route_handlers=[list_jobs, look_for_missing], tags=["artwork"])
