"""What can wait leaves time to those who ask."""

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from musicsim.bootstrap import Application
from musicsim.domain.model.job import JobKind
from musicsim.domain.use_cases.feed_queue import FeedQueue
from musicsim.domain.use_cases.measure_hubs import MeasureHubs
from musicsim.entrypoints.worker.effort import Effort
from musicsim.entrypoints.worker.housekeeper import Housekeeper
from musicsim.entrypoints.worker.pace import Pace
from tests.unit.use_cases.library import Library

TIRED = Pace(idle=3600, share=1e-9)  # after any work it rests for the rest of the test
PATIENCE = 10.0


def _clock(*moments: float) -> Iterator[float]:
    return iter(moments)


def test_rests_make_up_for_what_was_done() -> None:
    wall, processor = _clock(5, 7, 7), _clock(1, 2.5, 2.5)
    effort = Effort(lambda: next(wall), lambda: next(processor))
    assert effort.rest(0.25) == 4.5
    assert effort.rest(1.0) == 0


def test_waiting_tires_nobody_nor_does_what_others_do_meanwhile() -> None:
    wall, processor = _clock(0, 60), _clock(0, 0.5)
    assert Effort(lambda: next(wall), lambda: next(processor)).rest(0.5) == 0.5
    wall, processor = _clock(0, 1), _clock(0, 2)
    assert Effort(lambda: next(wall), lambda: next(processor)).rest(0.5) == 1


@dataclass(frozen=True, kw_only=True)
class _Endless(MeasureHubs):
    """There are always more hubs to measure; `calls` has an entry a round."""

    calls: list[bool]

    async def __call__(self, *, again: bool = False) -> bool:
        self.calls.append(again)
        sum(range(10_000))
        return True


@dataclass(frozen=True, kw_only=True)
class _Fed(FeedQueue):
    """Nothing is to be listened to; tells that a round has begun."""

    rounds: asyncio.Semaphore

    async def __call__(self, kinds: Collection[JobKind]) -> int:
        self.rounds.release()
        return 0


async def test_news_do_not_shorten_the_rest_after_hubs() -> None:
    calls, rounds = list[bool](), asyncio.Semaphore(0)
    stopping, wake = asyncio.Event(), asyncio.Event()
    housekeeper = Housekeeper(_application(calls, rounds), [], TIRED)
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(housekeeper.run(wake, stopping))
        for _ in range(3):
            await rounds.acquire()
            wake.set()
        await rounds.acquire()  # so the third is over
        stopping.set()
    assert len(calls) == 1


def _application(calls: list[bool], rounds: asyncio.Semaphore) -> Application:
    application = Library().app
    endless = _Endless(**_ports_of(application.discovery.measure_hubs), calls=calls)
    fed = _Fed(**_ports_of(application.feed_queue), rounds=rounds)
    return replace(application, discovery=replace(application.discovery, measure_hubs=endless), feed_queue=fed)


def _ports_of(use_case: FeedQueue | MeasureHubs) -> dict[str, Any]:
    return {one.name: getattr(use_case, one.name) for one in fields(use_case)}
