"""Work in threads, and who waits for it."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from musicsim.domain.rules.in_threads import in_thread


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


async def test_what_comes_of_it_is_given_to_who_waits(threads: ThreadPoolExecutor) -> None:
    ended: list[int] = []
    assert await in_thread(threads, threading.get_ident, lambda: ended.append(1)) != threading.get_ident()
    assert ended == [1]


async def test_so_is_a_fault(threads: ThreadPoolExecutor) -> None:
    ended: list[int] = []
    with pytest.raises(ZeroDivisionError):
        await in_thread(threads, lambda: 1 / 0, lambda: ended.append(1))
    assert ended == [1]


async def test_who_goes_away_does_not_end_it(threads: ThreadPoolExecutor) -> None:
    begin, ended = threading.Event(), asyncio.Event()
    leaving = in_thread(threads, begin.wait, ended.set)
    leaving.cancel()
    assert not ended.is_set()
    begin.set()
    async with asyncio.timeout(60):
        await ended.wait()


async def test_without_threads_there_is_a_fault(threads: ThreadPoolExecutor) -> None:
    threads.shutdown()
    with pytest.raises(RuntimeError):
        await in_thread(threads, lambda: 1)


def test_a_loop_that_has_ended_is_told_nothing(threads: ThreadPoolExecutor) -> None:
    begin, done = threading.Event(), threading.Event()

    async def leave() -> None:
        in_thread(threads, lambda: begin.wait(60) and done.set())

    asyncio.run(leave())
    begin.set()
    assert threads.submit(done.wait, 60).result()
