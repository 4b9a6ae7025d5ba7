"""The real world of the commands: each part is imported when it is first needed."""

import gc
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from musicsim.entrypoints.cli.session import World

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.config import Settings, VectorIndexKind
    from musicsim.domain.use_cases.upload_library import UploadLibrary
    from musicsim.entrypoints.worker.worker import Worker
    from musicsim.ports.demo_library import DemoLibrary
    from musicsim.ports.vector_index import VectorIndex


def _open_application(settings: "Settings") -> AbstractAsyncContextManager["Application"]:
    from musicsim import bootstrap

    return bootstrap.open_application(settings)


def _demo_library() -> "DemoLibrary":
    from musicsim import bootstrap

    return bootstrap.demo_library()


def _open_upload(settings: "Settings", folder: Path, to: str | None) -> AbstractAsyncContextManager["UploadLibrary"]:
    from musicsim import bootstrap

    return bootstrap.open_upload(settings, folder, to)


def _open_vector_index(settings: "Settings", kind: "VectorIndexKind") -> AbstractAsyncContextManager["VectorIndex"]:
    from musicsim import bootstrap

    return bootstrap.open_vector_index(settings, kind)


async def _serve(application: "Application", worker: "Worker", on_ready: Callable[[str], None]) -> None:
    from musicsim.entrypoints.http.server import serve

    def ready(url: str) -> None:
        gc.freeze()  # 200,000 objects that stay: to look through them for garbage halts all answers for 90 ms
        on_ready(url)

    await serve(application, worker, application.settings.host, application.settings.port, on_ready=ready)


def real_world() -> World:
    """The world that bootstrap makes."""
    return World(
        open_application=_open_application,
        demo_library=_demo_library,
        open_upload=_open_upload,
        open_vector_index=_open_vector_index,
        serve=_serve,
    )
