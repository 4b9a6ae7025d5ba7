"""What every test shares."""

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The application runs on asyncio; trio would only test anyio."""
    return "asyncio"
