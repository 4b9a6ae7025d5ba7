"""The background work sees to missing pictures, waits for what is down, and outlives faults of ours."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.model.painting import ArtworkState
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.studio import Studio
from tests.support.missing_artwork import Gallery

QUICK = Pace(idle=0.01, retry=0.01)
PATIENCE = 20.0


@asynccontextmanager
async def at_work(gallery: Gallery) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    studio = Studio(assemble(Settings(), gallery.ports), QUICK)
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(studio.run(stopping))
        yield
        stopping.set()


async def ended(gallery: Gallery, *states: ArtworkState) -> None:
    """Until searches have ended so."""
    while [one.search.state for one in (await gallery.painting.list_jobs()).items] != list(states):
        await asyncio.sleep(0.005)


async def test_pictures_are_made_until_it_is_asked_to_stop() -> None:
    gallery = Gallery()
    for number in range(6):
        await gallery.album(f"Album {number}", pitch=300 + 20 * number)
    async with at_work(gallery):
        await ended(gallery, *[ArtworkState.FOUND] * 6)


async def test_a_database_that_is_down_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    gallery = Gallery()
    await gallery.album("One")
    gallery.library.database.reachable = False
    with caplog.at_level(logging.WARNING):
        async with at_work(gallery):
            while not caplog.messages:
                await asyncio.sleep(0.005)
            gallery.library.database.reachable = True
            await ended(gallery, ArtworkState.FOUND)
    assert [message.partition(":")[0] for message in caplog.messages] == ["Pictures wait"]


async def test_a_fault_of_ours_is_logged_and_the_others_get_theirs(caplog: pytest.LogCaptureFixture) -> None:
    gallery = Gallery()
    await gallery.album("One")
    gallery.painters[0].fails_with = ZeroDivisionError()  # type: ignore[assignment]
    async with at_work(gallery):
        await ended(gallery, ArtworkState.FAILED)
        gallery.painters[0].fails_with = None
        await gallery.album("Two", pitch=600)
        gallery.library.clock.advance(60)
        await ended(gallery, ArtworkState.FOUND, ArtworkState.FAILED)
    assert "could not be made" in caplog.text
