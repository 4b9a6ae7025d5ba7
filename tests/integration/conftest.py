"""What is expensive and shared by the integration tests."""

from pathlib import Path

import pytest

from musicsim.adapters.demo.library import SynthesisedDemoLibrary
from musicsim.adapters.demo.plan import VERSION

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
async def demo_folder(anyio_backend) -> Path:
    """The whole demo library, rendered once a version and kept between runs."""
    folder = ROOT / "build" / f"demo-{VERSION}"
    await SynthesisedDemoLibrary().compose(folder, lambda done, total: None)
    return folder
