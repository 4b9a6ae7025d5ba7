"""What every test shares."""

import gc
import signal

import pytest
from hypothesis import settings

# a slow machine is not a failing test
settings.register_profile("musicsim", deadline=None)
settings.load_profile("musicsim")

# most of what tests make is kept until they end: looked through as often as by default, it takes a sixth of their time
gc.set_threshold(20_000, 20, 20)

# a shell starts what runs in its background with SIGINT ignored, and children inherit that: Ctrl-C could not be tested
signal.signal(signal.SIGINT, signal.default_int_handler)


SLOW_FIRST = (
    "test_milvus_server",
    "test_playing",
    "test_command_line",
    "test_workers",
    "test_outages",
    "test_kill",
    "test_qdrant_vector_index",
    "test_schema_conformance",
    "test_postgres_stores",
    "test_sqlite_stores",
    "test_demo_quality",
    "test_run_services",
    "test_audio_accuracy",
    "test_milvus_vector_index",
    "test_audio_formats",
    "test_qdrant_graphs",
)
"""Modules that take longest: begun last, they would keep one process busy while the others have nothing left."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules are handed out in the order of their tests, if xdist is told `--no-loadscope-reorder`."""
    place = {name: number for number, name in enumerate(SLOW_FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay to the end: from here on nobody looks through them for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The application runs on asyncio; trio would only test anyio."""
    return "asyncio"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes by their place: what gzip makes holds the time, and processes that share the work compare names."""
    return argname if isinstance(val, bytes) else None
