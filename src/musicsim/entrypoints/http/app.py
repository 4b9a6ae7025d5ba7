"""The ASGI application."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig

from musicsim.bootstrap import Application
from musicsim.domain.errors import Conflict
from musicsim.entrypoints.http.controllers import audio, events, health, library, metrics, page, similar, tracks
from musicsim.entrypoints.http.documentation import OPENAPI
from musicsim.entrypoints.http.envelope import Envelope
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.http.injected import provide
from musicsim.entrypoints.http.parameters import refuse_unknown
from musicsim.entrypoints.http.problems import answer
from musicsim.entrypoints.worker.worker import Worker

log = logging.getLogger(__name__)

AGAIN = 5.0
_WORTH_COMPRESSING = 2000  # bytes


def create_app(
    application: Application,
    worker: Worker | None = None,
    *,
    feed: StatusFeed | None = None,
    again: float = AGAIN,
) -> Litestar:
    """The API, the page and, when a `worker` is given, its background work for as long as the app lives.

    A worker that stumbles over a fault of ours is started anew after `again` seconds.
    """
    feed = feed or StatusFeed(application.report_status)
    resources = [health.router, library.router, tracks.router, audio.router, similar.router, events.router]
    app = Litestar(
        route_handlers=[
            Router("/api/v1", route_handlers=resources, guards=[refuse_unknown]),
            metrics.show_metrics,
            page.show_page,
            page.show_file,
        ],
        dependencies=provide(application, feed, worker),
        exception_handlers={Exception: answer},
        lifespan=[_background(worker, again, scan=application.settings.scan_on_start)] if worker else [],
        openapi_config=OPENAPI,
        compression_config=CompressionConfig(
            "gzip", minimum_size=_WORTH_COMPRESSING, gzip_compress_level=5, exclude_opt_key="no_compression"
        ),
        logging_config=None,
    )
    app.state["feed"] = feed
    app.asgi_handler = Envelope(app.asgi_handler, application.metrics)
    return app


def _background(worker: Worker, again: float, *, scan: bool) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        if scan:
            with suppress(Conflict):  # another process is at it
                await worker.start_scan()
        work = asyncio.create_task(_keep_working(worker, again))
        try:
            yield
        finally:
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work

    return lifespan


async def _keep_working(worker: Worker, again: float) -> None:
    while True:
        try:
            await worker.run()
        except Exception:
            log.exception("The background work stumbled and begins anew.")
            await asyncio.sleep(again)
