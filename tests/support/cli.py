"""The command line on a library in memory."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from musicsim.bootstrap import Application, assemble
from musicsim.config import Settings, VectorIndexKind
from musicsim.domain.use_cases.upload_library import UploadLibrary
from musicsim.entrypoints.cli.app import build_cli
from musicsim.entrypoints.cli.session import World
from musicsim.entrypoints.worker.worker import Worker
from musicsim.ports.demo_library import DemoLibrary
from musicsim.ports.vector_index import VectorIndex
from tests.unit.use_cases.library import Library


class TinyDemo(DemoLibrary):
    """A demo library of two files that are names only. Knob: `fault` is raised instead."""

    def __init__(self) -> None:
        self.folders: list[Path] = []
        self.fault: Exception | None = None

    async def compose(self, folder: Path, on_file: Callable[[int, int], None]) -> int:
        if self.fault is not None:
            raise self.fault
        self.folders.append(folder)
        for done in (1, 2):
            on_file(done, 2)
        return 2


@dataclass
class Desk:
    """Where a test types commands.

    Knobs: `environment` is what the commands see of it; `unopenable` is raised instead of opening the application,
    `waits` times if that is set, then no more; `beside` is done while a command is; `url` is where serving would be,
    `served` with which settings; `indexes` are the vector indexes that can be opened, by kind.
    """

    folder: Path
    library: Library = field(default_factory=Library)
    demo: TinyDemo = field(default_factory=TinyDemo)
    environment: dict[str, str] = field(default_factory=dict)
    unopenable: BaseException | None = None
    waits: int | None = None
    beside: Callable[[], Coroutine[Any, Any, None]] | None = None
    served: list[Settings] = field(default_factory=list)
    indexes: dict[VectorIndexKind, VectorIndex] = field(default_factory=dict)
    uploads: list[tuple[Path, str | None]] = field(default_factory=list)
    url: str = "http://127.0.0.1:8765"

    def __post_init__(self) -> None:
        (self.folder / "music").mkdir(exist_ok=True)
        self.environment |= {
            "MUSICSIM_LIBRARY": str(self.folder / "music"),
            "MUSICSIM_DATA": str(self.folder / "data"),
        }

    def run(self, *words: str, stdin: str | None = None) -> Result:
        """Type `musicsim` and `words`, with `stdin` to read."""
        world = World(
            open_application=self._open,
            demo_library=lambda: self.demo,
            open_upload=self._open_upload,
            open_vector_index=self._open_vector_index,
            serve=self._serve,
            environment=self.environment,
            tick=0,
        )
        return CliRunner().invoke(build_cli(world), list(words), input=stdin, prog_name="musicsim")

    def json(self, *words: str, code: int = 0) -> Any:
        """The one document on stdout of a command that ends with `code`."""
        result = self.run(*words, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    def do(self, job: Coroutine[Any, Any, Any]) -> Any:
        """Do something with the library between two commands."""
        return asyncio.run(job)

    @asynccontextmanager
    async def _open(self, settings: Settings) -> AsyncIterator[Application]:
        if self.unopenable is not None and self.waits != 0:
            self.waits = None if self.waits is None else self.waits - 1
            raise self.unopenable
        beside = asyncio.create_task(self.beside()) if self.beside else None
        yield assemble(settings, self.library.ports)
        if beside is not None:
            await beside

    @asynccontextmanager
    async def _open_upload(self, settings: Settings, folder: Path, to: str | None) -> AsyncIterator[UploadLibrary]:
        """The folder's audio is what the library in memory holds; its blobs are where it goes."""
        self.uploads.append((folder, to))
        yield UploadLibrary(source=self.library.store, target=self.library.blobs)

    @asynccontextmanager
    async def _open_vector_index(self, _: Settings, kind: VectorIndexKind) -> AsyncIterator[VectorIndex]:
        yield self.indexes[kind]

    async def _serve(self, application: Application, worker: Worker, on_ready: Callable[[str], None]) -> None:
        self.served.append(application.settings)
        if application.settings.scan_on_start:
            await worker.scan()
            await worker.drain()
        on_ready(self.url)
        for _ in range(50):  # a few looks at the progress
            await asyncio.sleep(0)
