"""Several who ask for the same at the same time."""

import asyncio

import pytest

from musicsim.domain.rules.once import Once


class Work:
    """Counts how often it is done; knob: `gate` holds it up."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.gate, self.done, self.fault = asyncio.Event(), 0, fault

    async def __call__(self) -> int:
        await self.gate.wait()
        self.done += 1
        if self.fault:
            raise self.fault
        return self.done


async def test_it_is_done_once_and_then_anew():
    once, work = Once[str, int](), Work()
    asking = [asyncio.create_task(once("a", work)) for _ in range(5)]
    other = asyncio.create_task(once("b", Work()))
    await asyncio.sleep(0)
    work.gate.set()
    assert await asyncio.gather(*asking) == [1] * 5
    assert await once("a", work) == 2
    other.cancel()


async def test_one_who_goes_away_does_not_take_it_from_others():
    once, work = Once[str, int](), Work()
    first, second = (asyncio.create_task(once("a", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    work.gate.set()
    assert await second == 1
    assert first.cancelled()


async def test_all_learn_of_a_fault():
    once, work = Once[str, int](), Work(ValueError("broken"))
    work.gate.set()
    for outcome in await asyncio.gather(*(once("a", work) for _ in range(3)), return_exceptions=True):
        assert isinstance(outcome, ValueError)
    with pytest.raises(ValueError, match="broken"):
        await once("a", work)
