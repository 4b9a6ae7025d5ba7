"""What is expensive and shared by the integration tests."""

import fcntl
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from musicsim.adapters.demo.library import SynthesisedDemoLibrary
from tests.support.servers.guarded import CannotRun
from tests.support.servers.milvus import Milvus
from tests.support.servers.postgres import Postgres
from tests.support.servers.s3 import S3
from tests.support.web_site import prepare

T = TypeVar("T")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
async def demo_folder(anyio_backend) -> Path:
    """The whole demo library, the one of `make run`; `make test` has it composed before, as it takes a minute."""
    folder = ROOT / "build" / "demo"
    await SynthesisedDemoLibrary().compose(folder, lambda done, total: None)
    return folder


@pytest.fixture(scope="session")
def prepared_data(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that knows everything of the demo library. Made once for all processes that share the tests."""
    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    folder = Path(os.environ.get("MUSICSIM_WEB_PREPARED", shared / "prepared"))
    with _alone(folder.with_suffix(".lock")):
        if not folder.exists():
            making = folder.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            prepare(demo_folder, making)
            making.rename(folder)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this process. A test that stops it starts it again."""
    with _running("PostgreSQL", Postgres()) as server:
        yield server


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    """An S3 server of this process. A test that stops it starts it again."""
    with _running("SeaweedFS", S3()) as server:
        yield server


@pytest.fixture(scope="session")
async def one_loop(anyio_backend: str) -> AsyncIterator[None]:
    """Keeps the event loop from its first use to the process' end, as an application does.

    gRPC has one queue of events for all loops of a process: what a call that was given up leaves in it would otherwise
    be handed, by the next test's loop, to one that is closed.
    """
    yield  # noqa: PT022 - returning would end what is to be kept


@pytest.fixture(scope="module")
def milvus(one_loop: None) -> Iterator[Milvus]:
    """A Milvus server of this module: at rest it takes a quarter of a core. A test that stops it starts it again."""
    with _running("Milvus", Milvus()) as server:
        yield server


@contextmanager
def _running(name: str, server: AbstractContextManager[T]) -> Iterator[T]:
    """The server, started; a test that needs one that this machine cannot run is skipped."""
    with ExitStack() as stack:
        try:
            started = stack.enter_context(server)
        except CannotRun as why:
            pytest.skip(f"{name} cannot run here: {why}")
        yield started


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
