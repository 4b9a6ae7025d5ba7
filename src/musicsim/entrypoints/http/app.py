"""The ASGI application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from typing import Any

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from musicsim.bootstrap import Application
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.entrypoints.http.authentication import Authentication
from musicsim.entrypoints.http.controllers import (
    album_pictures,
    alchemy,
    alike,
    artwork,
    artwork_jobs,
    audio,
    auth,
    clips,
    events,
    explorer,
    favourites,
    health,
    jobs,
    library,
    library_map,
    lyrics,
    me,
    metrics,
    mixes,
    operating,
    outside_uploads,
    paths,
    playlist_files,
    playlist_items,
    playlist_sharing,
    playlist_sound,
    playlists,
    plays,
    radio,
    recommendations,
    shared,
    similar,
    tracks,
    uploads,
    users,
    webhooks,
)
from musicsim.entrypoints.http.documentation import OPENAPI
from musicsim.entrypoints.http.envelope import Envelope
from musicsim.entrypoints.http.errands import Errands
from musicsim.entrypoints.http.examples import ExampledStructs
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.http.gatekeeping import hosts_of
from musicsim.entrypoints.http.injected import DEPENDENCIES, Behind, find_in_turn
from musicsim.entrypoints.http.parameters import learn_parameters, refuse_unknown
from musicsim.entrypoints.http.problems import answer
from musicsim.entrypoints.http.remembering import remembering
from musicsim.entrypoints.http.requests import AnyRequest
from musicsim.entrypoints.http.web_client import WebClient
from musicsim.entrypoints.http.web_files import WebFiles
from musicsim.entrypoints.worker.worker import AGAIN, Worker, keep_working

log = logging.getLogger(__name__)

_WORTH_COMPRESSING = 2000  # bytes


class _Once(Router):
    """Made for one application, of copies: Litestar would copy them all once more, a quarter of what an app costs."""

    def __deepcopy__(self, _: object) -> "_Once":
        return self


def create_app(
    application: Application,
    worker: Worker | None = None,
    *,
    feed: StatusFeed | None = None,
    again: float = AGAIN,
    client: WebFiles | None = None,
) -> Litestar:
    """The API, the web client when there is a build of it and, when a `worker` is given, its background work.

    That goes on for as long as the app lives; a worker that stumbles over a fault of ours is started anew after `again`
    seconds.
    """
    settings = application.settings
    feed = feed or feed_of(application)
    errands = Errands()
    answering = Behind(application, feed, worker, errands).answering(operations())
    answering = WebClient(answering, client) if client else answering
    envelope = Envelope(answering, application.metrics, hosts_of(settings), settings.media_origins)
    app = Litestar(
        lifespan=[
            errands.lifespan,
            remembering(application.discovery.recall_tracks),
            *([_background(worker, again, scan=settings.scan_on_start)] if worker else []),
        ],
        openapi_config=None,
        logging_config=None,
    )
    app.asgi_handler = _behind(settings.trusted_proxies, envelope)
    return app


def feed_of(application: Application) -> StatusFeed:
    """What happens in an application."""
    return StatusFeed(application.report_status, application.uploading.follow_uploads, application.painting.list_jobs)


@cache
def operations() -> Litestar:
    """All that can be asked for, whatever is behind it: the same for all apps of a process, as it is long in making."""
    resources = [
        auth.router,
        me.router,
        users.users,
        users.invites,
        health.router,
        library.router,
        jobs.router,
        tracks.router,
        explorer.router,
        alike.router,
        library_map.router,
        mixes.router,
        favourites.router,
        audio.router,
        lyrics.router,
        artwork.router,
        artwork_jobs.router,
        album_pictures.router,
        plays.router,
        similar.router,
        alchemy.router,
        clips.router,
        paths.router,
        radio.router,
        playlists.router,
        playlist_items.router,
        playlist_sound.router,
        playlist_files.router,
        playlist_sharing.router,
        shared.router,
        uploads.router,
        recommendations.router,
        outside_uploads.router,
        webhooks.router,
        events.router,
        operating.router,
    ]
    app = Litestar(
        route_handlers=[
            _Once("/api/v1", route_handlers=resources, guards=[refuse_unknown], middleware=[Authentication]),
            metrics.show_metrics,
        ],
        dependencies=DEPENDENCIES,
        exception_handlers={Exception: answer},
        request_class=AnyRequest,
        openapi_config=OPENAPI,
        plugins=[ExampledStructs()],
        compression_config=CompressionConfig(
            "gzip", minimum_size=_WORTH_COMPRESSING, gzip_compress_level=3, exclude_opt_key="no_compression"
        ),
        logging_config=None,
    )
    learn_parameters(app)
    find_in_turn(app)
    return app


def _behind(proxies: str, app: ASGIApp) -> ASGIApp:
    """The app behind proxies whose word is taken for where a request comes from."""
    behind: Any = ProxyHeadersMiddleware
    return behind(app, proxies) if proxies else app


def _background(worker: Worker, again: float, *, scan: bool) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        work = asyncio.create_task(_work(worker, again, scan=scan))
        try:
            yield
        finally:
            while not work.done():  # a task group may lose a cancellation that meets a fault of its own
                work.cancel()
                await asyncio.wait({work}, timeout=1.0)

    return lifespan


async def _work(worker: Worker, again: float, *, scan: bool) -> None:
    """Side by side, so that whatever ends the work also ends the scan."""
    async with asyncio.TaskGroup() as group:
        if scan:
            group.create_task(_scan_at_start(worker))
        group.create_task(keep_working(worker, again))


async def _scan_at_start(worker: Worker) -> None:
    """Nothing that befalls it keeps the server from answering what it can."""
    try:
        await worker.start_scan()
    except (Conflict, Unavailable) as fault:
        log.warning("There is no scan at the start: %s", fault)
    except Exception:
        log.exception("The scan at the start broke off.")
