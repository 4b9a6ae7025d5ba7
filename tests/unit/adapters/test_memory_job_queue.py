"""The job queue of one process."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.adapters.memory.waiting_line import WaitingLine
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import ALL_KINDS, JobKind
from tests.contracts.job_queue_contract import JobQueueContract, Pass


class TestMemoryJobQueue(JobQueueContract):
    @pytest.fixture
    def clock(self) -> ManualClock:
        return ManualClock()

    @pytest.fixture
    def queue(self, clock: ManualClock) -> MemoryJobQueue:
        return MemoryJobQueue(clock)

    @pytest.fixture
    def pass_time(self, clock: ManualClock) -> Pass:
        async def go(seconds: float) -> None:
            clock.advance(seconds)

        return go


async def test_it_can_be_made_unreachable() -> None:
    queue = MemoryJobQueue(ManualClock())
    queue.reachable = False
    with pytest.raises(Unavailable):
        await queue.put(JobKind.LISTEN, [TrackId("a")])
    queue.reachable = True
    assert await queue.put(JobKind.LISTEN, [TrackId("a")]) == 1


RANK = {kind: rank for rank, kind in enumerate(JobKind)}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["enter", "later", "leave", "pass"]),
        st.integers(1, 6),
        st.integers(0, 5),
    ),
    max_size=60,
)


@given(STEPS)
def test_the_line_s_first_is_the_most_urgent_that_is_due(steps: list[tuple[str, int, int]]) -> None:
    line, clock = WaitingLine(), ManualClock()
    kinds = {number: list(JobKind)[number % 2] for number in range(1, 7)}
    waiting: dict[int, float] = {}
    start = clock.now()
    for step, number, seconds in steps:
        now = (clock.now() - start).total_seconds()
        match step:
            case "enter":
                line.enter(kinds[number], number, None)
                waiting[number] = 0.0
            case "later":
                line.enter(kinds[number], number, clock.now() + timedelta(seconds=seconds))
                waiting[number] = now + seconds
            case "leave":
                line.leave(number)
                waiting.pop(number, None)
            case _:
                now = (clock.advance(seconds) - start).total_seconds()
        due = sorted((RANK[kinds[one]], one) for one, at in waiting.items() if at <= now)
        assert line.first(ALL_KINDS, clock.now()) == (due[0][1] if due else None)
        drawn = [one for rank, one in due if rank == RANK[JobKind.TRACE]]
        assert line.first({JobKind.TRACE}, clock.now()) == (drawn[0] if drawn else None)
