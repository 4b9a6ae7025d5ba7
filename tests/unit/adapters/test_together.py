"""Small looks into a database, taken in one go."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from sqlalchemy import Connection

from musicsim.adapters.sqlalchemy.engine import Work
from musicsim.adapters.sqlalchemy.together import Together
from musicsim.domain.errors import Unavailable

NOBODY = cast(Connection, None)


@contextmanager
def translated() -> Iterator[None]:
    try:
        yield
    except KeyError as error:
        raise Unavailable("database", "It does not answer.") from error


class Threads:
    """Does work at once, unless it is told to wait or to fail; counts how often it was called."""

    def __init__(self) -> None:
        self.calls = 0
        self.fault: Exception | None = None
        self.open = asyncio.Event()
        self.open.set()

    def start(self, work: Work[None]) -> "asyncio.Future[None]":
        self.calls += 1
        return asyncio.ensure_future(self._run(work))

    async def _run(self, work: Work[None]) -> None:
        await self.open.wait()
        if self.fault is not None:
            raise self.fault
        work(NOBODY)


def giving(value: Any) -> Callable[[Connection], Any]:
    return lambda _: value


def failing(_: Connection) -> None:
    raise KeyError("row")


async def test_what_is_asked_for_at_once_is_done_in_one_go() -> None:
    threads = Threads()
    together = Together(threads.start, translated)
    assert await asyncio.gather(*(together.ask(giving(one)) for one in range(3))) == [0, 1, 2]
    assert threads.calls == 1


async def test_what_is_asked_for_later_does_not_wait_for_it() -> None:
    threads = Threads()
    together = Together(threads.start, translated)
    assert (await together.ask(giving(1)), await together.ask(giving(2))) == (1, 2)
    assert threads.calls == 2


async def test_very_many_are_spread() -> None:
    threads = Threads()
    together = Together(threads.start, translated)
    assert await asyncio.gather(*(together.ask(giving(one)) for one in range(20))) == list(range(20))
    assert threads.calls == 3


async def test_a_fault_is_for_who_asked() -> None:
    together = Together(Threads().start, translated)
    one, other = await asyncio.gather(together.ask(failing), together.ask(giving(2)), return_exceptions=True)
    assert isinstance(one, Unavailable)
    assert other == 2


async def test_without_a_connection_all_are_told() -> None:
    threads = Threads()
    threads.fault = Unavailable("database", "It is overloaded.")
    together = Together(threads.start, translated)
    found = await asyncio.gather(together.ask(giving(1)), together.ask(giving(2)), return_exceptions=True)
    assert found == [threads.fault, threads.fault]
    threads.fault = None
    assert await together.ask(giving(3)) == 3


async def test_who_is_cancelled_leaves_the_others_alone() -> None:
    threads = Threads()
    threads.open.clear()
    together, done = Together(threads.start, translated), list[int]()
    leaving = asyncio.create_task(together.ask(lambda _: done.append(1)))
    staying = asyncio.create_task(together.ask(giving(2)))
    while threads.calls == 0:
        await asyncio.sleep(0)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    threads.open.set()
    assert await staying == 2
    assert done == []
