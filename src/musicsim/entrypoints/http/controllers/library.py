"""The library: how it does, its scans, its folders."""

from typing import Annotated

from litestar import Response, Router, get, post
from litestar.params import JSONBody, QueryParameter

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.identity import ScanId
from musicsim.entrypoints.http.access import ADMINS
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller, InjectedWorker
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit, Reverse, Sort
from musicsim.entrypoints.schemas.folder import Folder
from musicsim.entrypoints.schemas.library import LibraryStatus
from musicsim.entrypoints.schemas.scan import Scan, ScanDetails, ScanRequest

FolderPath = Annotated[str, QueryParameter(description='Folders with "/" between; empty: the whole library\'s root.')]


@get("/status", operation_id="get_library_status", summary="How the library is doing", responses=problems(503))
async def show_status(application: InjectedApplication) -> LibraryStatus:
    """Counts by state, the pace of listening and the latest scan."""
    return LibraryStatus.of(await application.report_status())


@post(
    "/scans",
    access=ADMINS,
    operation_id="start_scan",
    summary="Scan the library",
    status_code=202,
    responses=problems(403, 409, 413, 422, 503),
)
async def start_scan(worker: InjectedWorker, data: JSONBody[ScanRequest | None] = None) -> Response[Scan]:
    """Begins in the background; its Location tells how far it is. 409 while another scan runs."""
    if worker is None:
        raise Unavailable("worker", "This server does no background work. Run `musicsim scan` instead.")
    scan = await worker.start_scan((data or ScanRequest()).options)
    return Response(Scan.of(scan), headers={"Location": f"/api/v1/library/scans/{scan.id}"})


@get(
    "/scans/{scan_id:str}",
    operation_id="get_scan",
    summary="A scan and its problems",
    responses=problems(404, 422, 503),
)
async def show_scan(application: InjectedApplication, scan_id: Id) -> ScanDetails:
    """How far it is, or how it ended, and the first things that could not be listed."""
    return ScanDetails.of_scan(await application.find_scan(ScanId(scan_id)))


@get("/folders", operation_id="get_folder", summary="What is in a folder", responses=problems(404, 422, 503))
async def show_folder(
    application: InjectedApplication,
    caller: InjectedCaller,
    path: FolderPath = "",
    sort: Sort = TrackOrder.PATH,
    reverse: Reverse = False,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Folder:
    """Its folders, and a page of the tracks directly in it."""
    view = await application.browse_library(path, TrackQuery(order=sort, reverse=reverse, limit=limit, cursor=cursor))
    return Folder.of(view, await application.show_beside(view.tracks.items, caller.user))


router = Router("/library", route_handlers=[show_status, start_scan, show_scan, show_folder], tags=["library"])
