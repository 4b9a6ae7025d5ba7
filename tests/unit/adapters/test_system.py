"""The machine's clock and identities keep their promises."""

import multiprocessing

import pytest

from musicsim.adapters.system.clock import SystemClock
from musicsim.adapters.system.ids import UlidIds
from tests.contracts.clock_contract import ClockContract
from tests.contracts.ids_contract import IdsContract


class TestSystemClock(ClockContract):
    @pytest.fixture
    def clock(self) -> SystemClock:
        return SystemClock()


class TestUlidIds(IdsContract):
    @pytest.fixture
    def ids(self) -> UlidIds:
        return UlidIds()

    def test_they_are_ulids(self, ids: UlidIds):
        assert len(ids.new()) == 26

    @pytest.mark.parametrize("times", [[5] * 6, [5, 4, 3, 9, 1, 9], [2**48 - 1] * 6])
    def test_they_ascend_when_the_clock_stands_still_or_is_set_back(self, times: list[int]):
        ids = UlidIds(iter(times).__next__)
        made = [ids.new() for _ in times]
        assert made == sorted(set(made))

    def test_a_forked_child_makes_its_own(self):
        ids = UlidIds(lambda: 5)
        first = ids.new()
        context = multiprocessing.get_context("fork")
        answers = context.SimpleQueue()
        child = context.Process(target=lambda: answers.put([ids.new() for _ in range(100)]))
        child.start()
        theirs = answers.get()
        child.join()
        ours = [ids.new() for _ in range(100)]
        assert not {first, *ours} & set(theirs)
        assert theirs == sorted(theirs)
