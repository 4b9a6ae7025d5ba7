"""What every test shares."""

import pytest
from hypothesis import settings

# a slow machine is not a failing test
settings.register_profile("musicsim", deadline=None)
settings.load_profile("musicsim")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The application runs on asyncio; trio would only test anyio."""
    return "asyncio"
