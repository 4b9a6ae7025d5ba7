"""What can wait leaves time to those who ask."""

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest

from musicsim.bootstrap import Application
from musicsim.domain.model.job import JobKind
from musicsim.domain.use_cases.derive_bearings import DeriveBearings
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
class _FaultyHubs(MeasureHubs):
    async def __call__(self, *, again: bool = False) -> bool:
        raise ZeroDivisionError


@dataclass(frozen=True, kw_only=True)
class _FaultyBearings(DeriveBearings):
    async def __call__(self) -> bool:
        raise ZeroDivisionError


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
    calls: list[bool] = []
    rounds = asyncio.Semaphore(0)
    await _rounds(Housekeeper(_application(calls, rounds), [], TIRED), rounds, 3)
    assert len(calls) == 1


async def _rounds(housekeeper: Housekeeper, begun: asyncio.Semaphore, count: int) -> None:
    """So many whole rounds, without a rest."""
    stopping, wake = asyncio.Event(), asyncio.Event()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(housekeeper.run(wake, stopping))
        for _ in range(count):
            await begun.acquire()
            wake.set()
        await begun.acquire()  # so the last is over
        stopping.set()


async def test_a_fault_of_ours_in_what_can_wait_keeps_nothing_else_from_being_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    library, rounds = Library(), asyncio.Semaphore(0)
    discovery = library.app.discovery
    faulty = replace(
        discovery,
        measure_hubs=_FaultyHubs(**_ports_of(discovery.measure_hubs)),
        derive_bearings=_FaultyBearings(**_ports_of(discovery.derive_bearings)),
    )
    fed = _Fed(**_ports_of(library.app.feed_queue), rounds=rounds)
    application = replace(library.app, discovery=faulty, feed_queue=fed)
    await _rounds(Housekeeper(application, [], Pace(idle=3600)), rounds, 3)
    assert [record.message.partition(" ")[0] for record in caplog.records] == ["What", "Hubs"]  # once only


def _application(calls: list[bool], rounds: asyncio.Semaphore) -> Application:
    application = Library().app
    endless = _Endless(**_ports_of(application.discovery.measure_hubs), calls=calls)
    fed = _Fed(**_ports_of(application.feed_queue), rounds=rounds)
    return replace(application, discovery=replace(application.discovery, measure_hubs=endless), feed_queue=fed)


def _ports_of(use_case: FeedQueue | MeasureHubs | DeriveBearings) -> dict[str, Any]:
    return {one.name: getattr(use_case, one.name) for one in fields(use_case)}
