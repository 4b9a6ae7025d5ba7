"""What every test shares."""

import signal

import pytest
from hypothesis import settings

# a slow machine is not a failing test
settings.register_profile("musicsim", deadline=None)
settings.load_profile("musicsim")

# a shell starts what runs in its background with SIGINT ignored, and children inherit that: Ctrl-C could not be tested
signal.signal(signal.SIGINT, signal.default_int_handler)


SLOW_FIRST = (
    "test_milvus_server",
    "test_outages",
    "test_page",
    "test_workers",
    "test_command_line",
    "test_qdrant_graphs",
    "test_kill",
    "test_demo_quality",
    "test_run_services",
    "test_postgres_stores",
)
"""Modules that take longest: begun last, they would keep one process busy while the others have nothing left."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules are handed out in the order of their tests."""
    place = {name: number for number, name in enumerate(SLOW_FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The application runs on asyncio; trio would only test anyio."""
    return "asyncio"
