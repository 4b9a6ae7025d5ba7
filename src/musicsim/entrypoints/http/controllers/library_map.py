"""The map of the library, and its clusters."""

import asyncio
import gzip
from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.params import QueryParameter

from musicsim.domain.errors import NotFound
from musicsim.domain.model.clusters import ClusterId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.library_map import FARTHEST
from musicsim.entrypoints.http.documentation import content, nothing, problems
from musicsim.entrypoints.http.encodings import takes_gzip
from musicsim.entrypoints.http.etags import is_named_weakly
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit
from musicsim.entrypoints.http.preconditions import IfNoneMatch
from musicsim.entrypoints.schemas import library_map as schemas
from musicsim.entrypoints.schemas.track import TrackPage

MEDIA_TYPE = "application/vnd.musicsim.map"

Version = Annotated[
    str | None,
    QueryParameter(
        description="Only this version of the map, which clients may then keep for ever; 404 when it is gone."
    ),
]
X = Annotated[int, QueryParameter(ge=0, le=FARTHEST, description="A place on the map, from left to right.")]
Y = Annotated[int, QueryParameter(ge=0, le=FARTHEST, description="A place on the map, from top to bottom.")]
Level = Annotated[
    int | None, QueryParameter(ge=0, le=9, description="Only regions of this level; 0 are those for the whole map.")
]
Few = Annotated[int, QueryParameter(ge=1, le=100, description="The most tracks to answer with.")]

_NO_MAP = "none"  # as a version: there are no clusters yet
_UNCHANGED = {304: nothing("It is as you know it")}


@get(
    "/map",
    operation_id="download_map",
    summary="The map of the library",
    responses=problems(404, 422, 503) | {200: content(bytes, MEDIA_TYPE, "The map, in columns")} | _UNCHANGED,
    no_compression=True,
)
async def download_map(
    application: InjectedApplication,
    request: Request[Any, Any, Any],
    version: Version = None,
    if_none_match: IfNoneMatch = None,
) -> Response[bytes]:
    """Where every track lies, and what colours it, in one download: see docs/api.md for its layout. 404 before the
    first is made.
    """
    found = await application.collections.download_map(lambda made: is_named_weakly(_etag(made), if_none_match))
    if version is not None and version != found.version:
        raise NotFound("That map is gone: there is a newer one.")
    headers = _headers(found.version, kept=version is not None) | {"Vary": "Accept-Encoding"}
    if not found.content:
        return Response(b"", status_code=304, headers=headers)
    if takes_gzip(request.headers.get("accept-encoding")):
        return Response(found.content, media_type=MEDIA_TYPE, headers=headers | {"Content-Encoding": "gzip"})
    return Response(await asyncio.to_thread(gzip.decompress, found.content), media_type=MEDIA_TYPE, headers=headers)


@get(
    "/map/legend",
    operation_id="get_map_legend",
    summary="What the map shows",
    responses=problems(404, 422, 503) | _UNCHANGED,
    no_compression=True,
)
async def show_legend(
    application: InjectedApplication, if_none_match: IfNoneMatch = None
) -> Response[schemas.MapLegend]:
    """Its version, when it was made, what its colours mean, and how well it keeps neighbours together."""
    found = await application.collections.show_map()
    known = _known(found.version, if_none_match)
    return known or Response(schemas.MapLegend.of(found), headers=_headers(found.version))


@get(
    "/map/regions",
    operation_id="list_map_regions",
    summary="Labels for the map",
    responses=problems(404, 422, 503) | _UNCHANGED,
    no_compression=True,
)
async def list_regions(
    application: InjectedApplication, level: Level = None, if_none_match: IfNoneMatch = None
) -> Response[schemas.MapRegions]:
    """What parts of the map are called, for as near as one looks: there are up to three levels."""
    found = await application.collections.show_map()
    known = _known(found.version, if_none_match)
    return known or Response(schemas.MapRegions.of(found, level), headers=_headers(found.version))


@get(
    "/map/nearby",
    operation_id="list_tracks_nearby",
    summary="The tracks around a place on the map",
    responses=problems(404, 422, 503),
)
async def list_nearby(
    application: InjectedApplication, caller: InjectedCaller, x: X, y: Y, limit: Few = 20
) -> schemas.PlacedTracks:
    """The map as a list, for those who do not see it, or do not look."""
    found = await application.collections.look_around(x, y, limit)
    beside = await application.show_beside([one.track for one in found], caller.user)
    return schemas.PlacedTracks.of(found, beside)


@get(
    "/tracks/{track_id:str}/place",
    operation_id="get_track_place",
    summary="Where a track is on the map",
    responses=problems(404, 422, 503),
)
async def show_place(application: InjectedApplication, track_id: Id) -> schemas.MapPlace:
    """404 also for a track that came after the map was made."""
    return schemas.MapPlace.of(await application.collections.find_place(TrackId(track_id)))


@get(
    "/clusters",
    operation_id="list_clusters",
    summary="Tracks that sound alike",
    responses=problems(422, 503) | _UNCHANGED,
    no_compression=True,
)
async def list_clusters(
    application: InjectedApplication, if_none_match: IfNoneMatch = None
) -> Response[schemas.Clusters]:
    """Collections that make themselves, with the map; ids stay while a cluster is mostly the same."""
    found = await application.collections.read_map()
    version = found.version if found is not None else _NO_MAP
    return _known(version, if_none_match) or Response(schemas.Clusters.of(found), headers=_headers(version))


@get(
    "/clusters/{cluster_id:str}/tracks",
    operation_id="list_cluster_tracks",
    summary="A cluster's tracks",
    responses=problems(404, 422, 503),
)
async def list_cluster_tracks(
    application: InjectedApplication,
    caller: InjectedCaller,
    cluster_id: Id,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> TrackPage:
    """The most typical first."""
    page = await application.collections.list_cluster(ClusterId(cluster_id), limit, cursor)
    return TrackPage.of(page, await application.show_beside(page.items, caller.user))


def _etag(version: str) -> str:
    return f'W/"{version}"'


def _headers(version: str, *, kept: bool = False) -> dict[str, str]:
    cache = "private, max-age=31536000, immutable" if kept else "private, no-cache"
    return {"ETag": _etag(version), "Cache-Control": cache}


def _known(version: str, if_none_match: str | None) -> Response[Any] | None:
    """The answer to who knows this version."""
    if is_named_weakly(_etag(version), if_none_match):
        return Response(None, status_code=304, headers=_headers(version))
    return None


_HANDLERS = [
    download_map,
    show_legend,
    list_regions,
    list_nearby,
    show_place,
    list_clusters,
    list_cluster_tracks,
]

router = Router("/", route_handlers=_HANDLERS, tags=["map"])
