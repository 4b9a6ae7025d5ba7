"""What every test shares."""

import signal

import pytest
from hypothesis import settings

# a slow machine is not a failing test
settings.register_profile("musicsim", deadline=None)
settings.load_profile("musicsim")

# a shell starts what runs in its background with SIGINT ignored, and children inherit that: Ctrl-C could not be tested
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The application runs on asyncio; trio would only test anyio."""
    return "asyncio"
