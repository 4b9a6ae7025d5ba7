"""What is expensive and shared by the integration tests."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from musicsim.adapters.demo.library import SynthesisedDemoLibrary
from tests.support.servers.guarded import CannotRun
from tests.support.servers.milvus import Milvus
from tests.support.servers.postgres import Postgres
from tests.support.servers.s3 import S3

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
async def demo_folder(anyio_backend) -> Path:
    """The whole demo library, the one of `make run`; `make test` has it composed before, as it takes a minute."""
    folder = ROOT / "build" / "demo"
    await SynthesisedDemoLibrary().compose(folder, lambda done, total: None)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this process. A test that stops it starts it again."""
    try:
        server = Postgres().__enter__()
    except CannotRun as why:
        pytest.skip(f"PostgreSQL cannot run here: {why}")
    try:
        yield server
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    """An S3 server of this process. A test that stops it starts it again."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(S3())
        except CannotRun as why:
            pytest.skip(f"SeaweedFS cannot run here: {why}")
        yield server


@pytest.fixture(scope="session")
def milvus() -> Iterator[Milvus]:
    """A Milvus server of this process. A test that stops it starts it again."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(Milvus())
        except CannotRun as why:
            pytest.skip(f"Milvus cannot run here: {why}")
        yield server
