"""For those who look after an installation: where the music is, what listens and how well, how everything is."""

import platform
from functools import partial
from typing import Annotated

import msgspec
from litestar import Router, get, post, put
from litestar.params import JSONBody, QueryParameter

import musicsim
from musicsim.config import Settings, metas, secrets
from musicsim.config.masking import masked
from musicsim.domain.model.identity import TrackId
from musicsim.entrypoints.http.access import ADMINS, GOVERNORS
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedErrands
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.schemas.finding import Finding
from musicsim.entrypoints.schemas.library_place import LibraryPlace, NewPlace, ServerFolder
from musicsim.entrypoints.schemas.quality import Measuring, Models
from musicsim.entrypoints.schemas.scan import Scan, Scans
from musicsim.entrypoints.schemas.system import Setting, System

ServerPath = Annotated[
    str, QueryParameter(max_length=4096, description="A whole path on the server; empty: where music is most likely.")
]
Few = Annotated[int, QueryParameter(ge=1, le=100, description="The most items to answer with.")]

_MEASURE = ("measure", "quality")
"""The errand: its kind and its name."""


@get(
    "/library/place",
    access=ADMINS,
    operation_id="get_library_place",
    summary="Where the music is",
    responses=problems(403, 503),
)
async def show_place(application: InjectedApplication) -> LibraryPlace:
    """The folder or bucket, whether it can be read, and whether there is music in it."""
    return LibraryPlace.of(await application.operating.look_at_library())


@put(
    "/library/place",
    access=GOVERNORS,
    operation_id="choose_library_place",
    summary="Choose the folder with the music",
    responses=problems(403, 404, 409, 413, 422, 503),
)
async def choose_place(application: InjectedApplication, data: JSONBody[NewPlace]) -> LibraryPlace:
    """Scan next. The tracks of the folder before are missing until a scan finds them again, with all that is known of
    them.

    409 where the settings say where the music is, or while a scan runs.
    """
    await application.operating.place_library(data.folder)
    return LibraryPlace.of(await application.operating.look_at_library())


@get(
    "/library/place/folders",
    access=GOVERNORS,
    operation_id="browse_server",
    summary="The server's folders, to choose from",
    responses=problems(403, 404, 422),
)
async def browse_server(application: InjectedApplication, path: ServerPath = "") -> ServerFolder:
    """The names of folders, as far as musicsim itself may look; of files only how many hold audio."""
    browse = application.operating.browse_server
    return ServerFolder.of(await browse(path), await browse.usual())


@get("/library/scans", operation_id="list_scans", summary="The last scans", responses=problems(422, 503))
async def list_scans(application: InjectedApplication, limit: Few = 20) -> Scans:
    """The newest first."""
    return Scans([Scan.of(scan) for scan in await application.operating.list_scans(limit)])


@post(
    "/tracks/{track_id:str}/retry",
    access=ADMINS,
    operation_id="retry_track",
    summary="Listen again to a track that failed",
    tags=["tracks"],
    status_code=204,
    responses=problems(403, 404, 409, 422, 503),
)
async def retry_track(application: InjectedApplication, track_id: Id) -> None:
    """Ahead of what else waits. 409 for a track that did not fail; a scan with `retry_failed` is for all of them."""
    await application.operating.retry_track(TrackId(track_id))


@get(
    "/models",
    access=ADMINS,
    operation_id="get_models",
    summary="What listens, and how well",
    responses=problems(403, 503),
)
async def show_models(application: InjectedApplication, errands: InjectedErrands) -> Models:
    """The embedding spaces, and the quality report that was made last, here or by `musicsim evaluate`."""
    operating = application.operating
    models, kept = await operating.show_models(), await operating.read_quality()
    return Models.of(models, kept, measuring=errands.is_at(*_MEASURE))


@post(
    "/models/quality",
    access=ADMINS,
    operation_id="measure_quality",
    summary="Measure how good the answers are",
    status_code=202,
    responses=problems(403, 409, 503),
)
async def measure_quality(application: InjectedApplication, errands: InjectedErrands) -> Measuring:
    """Begins in the background; `GET /models` has the report once it is made. 409 for a library without analyses, and
    for one that is too large to be measured beside everything else.
    """
    measure = application.operating.measure_quality
    await measure.check()
    return Measuring(errands.start(*_MEASURE, partial(measure), most=1))


@get("/system", access=ADMINS, operation_id="get_system", summary="How everything is", responses=problems(403))
async def show_system(application: InjectedApplication) -> System:
    """Versions, settings, and a look at every part, outside services included; the look takes some seconds."""
    found = await application.diagnose()
    return System(
        version=musicsim.__version__,
        python=platform.python_version(),
        findings=[Finding.of(one) for one in found],
        settings=_settings(application.settings),
    )


def _settings(settings: Settings) -> list[Setting]:
    """In their own order."""
    shown, plain, hidden = masked(settings), masked(Settings()), secrets()
    return [
        Setting(
            name=name,
            value=value if isinstance(value, str) else msgspec.json.encode(value).decode(),
            changed=value != plain[name],
            secret=name in hidden,
            meaning=metas()[name].description or "",
        )
        for name, value in shown.items()
    ]


_HANDLERS = [
    show_place,
    choose_place,
    browse_server,
    list_scans,
    retry_track,
    show_models,
    measure_quality,
    show_system,
]

router = Router("/", route_handlers=_HANDLERS, tags=["operating"])
