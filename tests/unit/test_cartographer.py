"""The map is made in the background, and keeps nothing else from being done."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

import pytest

from musicsim.adapters.memory.map_maker import MemoryMapMaker
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.layout import Layout, Points, Vectors
from musicsim.entrypoints.worker.cartographer import Cartographer
from musicsim.entrypoints.worker.pace import Pace
from tests.unit.use_cases.library import Library, tone

QUICK = Pace(idle=0.01)


class SlowMapMaker(MemoryMapMaker):
    """Never comes to an end; `begun` is set when it has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = asyncio.Event()

    async def lay_out(self, vectors: Vectors, begin: Points | None = None) -> Layout:
        self.begun.set()
        await asyncio.Event().wait()
        raise AssertionError


class FaultyMapMaker(MemoryMapMaker):
    """Raises what it is given, then makes maps."""

    def __init__(self, *faults: Exception) -> None:
        super().__init__()
        self.faults = list(faults)
        self.asked = asyncio.Event()

    async def lay_out(self, vectors: Vectors, begin: Points | None = None) -> Layout:
        self.asked.set()
        if self.faults:
            raise self.faults.pop(0)
        return await super().lay_out(vectors, begin)


async def background(maker: MemoryMapMaker, **settings: Any) -> tuple[Library, Cartographer]:
    library = Library()
    await library.fill(one=tone(440), other=tone(880))
    application = assemble(Settings(**settings), replace(library.ports, map_maker=maker))
    return library, Cartographer(application, QUICK)


async def until_there(library: Library) -> None:
    while await library.app.collections.read_map() is None:
        await asyncio.sleep(0.01)


async def test_a_map_is_made_and_the_work_ends_when_it_is_told_to():
    library, cartographer = await background(MemoryMapMaker())
    stopping = asyncio.Event()
    working = asyncio.create_task(cartographer.run(stopping))
    async with asyncio.timeout(20):
        await until_there(library)
        stopping.set()
        await working


async def test_a_map_that_takes_long_is_given_up_when_the_work_ends():
    maker = SlowMapMaker()
    library, cartographer = await background(maker)
    stopping = asyncio.Event()
    working = asyncio.create_task(cartographer.run(stopping))
    async with asyncio.timeout(20):
        await maker.begun.wait()
        stopping.set()
        await working
    async with library.lease.hold("map") as free:
        assert free


async def test_what_is_down_is_waited_for():
    library, cartographer = await background(FaultyMapMaker(Unavailable("map", "no memory"), Unavailable("map", "no")))
    stopping = asyncio.Event()
    working = asyncio.create_task(cartographer.run(stopping))
    async with asyncio.timeout(20):
        await until_there(library)
        stopping.set()
        await working


async def test_a_fault_of_ours_ends_nothing(caplog: pytest.LogCaptureFixture):
    maker = FaultyMapMaker(RuntimeError("a bug"))
    _, cartographer = await background(maker)
    stopping = asyncio.Event()
    with caplog.at_level(logging.ERROR):
        working = asyncio.create_task(cartographer.run(stopping))
        async with asyncio.timeout(20):
            await maker.asked.wait()
            while "broke off" not in caplog.text:
                await asyncio.sleep(0.01)
            stopping.set()
            await working


async def test_without_a_map_there_is_nothing_to_do():
    _, cartographer = await background(MemoryMapMaker(), map_every=0)
    async with asyncio.timeout(5):
        await cartographer.run(asyncio.Event())
