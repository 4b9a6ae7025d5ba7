"""When a service is left alone."""

from enum import Enum

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from musicsim.adapters.guarded.breaker import PAUSES, CircuitBreaker, Phase

THRESHOLD = 3


class End(Enum):
    WELL = 1
    BADLY = 2
    CANCELLED = 3


class Conversation(RuleBasedStateMachine):
    """Questions that are asked when the breaker lets them, and end in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.breaker = CircuitBreaker(THRESHOLD)
        self.asked: list[tuple[int, bool]] = []  # epoch, and whether it is the one that tries
        self.in_a_row = 0

    @rule(seconds=st.floats(0, 700))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def somebody_asks(self) -> None:
        if self.breaker.wait(self.now) > 0:
            return
        self.breaker = self.breaker.admitted()
        self.asked.append((self.breaker.epoch, self.breaker.phase is Phase.TRYING))

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), end=st.sampled_from(End), chance=st.floats(0, 1))
    def one_ends(self, data: st.DataObject, end: End, chance: float) -> None:
        epoch, _ = self.asked.pop(data.draw(st.integers(0, len(self.asked) - 1)))
        before = self.breaker
        if end is End.CANCELLED:
            self.breaker = before.abandoned(epoch)
            assert (self.breaker.failures, self.breaker.epoch) == (before.failures, before.epoch)
            assert self.breaker.phase is before.phase or before.phase is Phase.TRYING
        elif end is End.WELL:
            self.breaker = before.succeeded(epoch)
        else:
            self.breaker = before.failed(epoch, self.now, chance)
        if epoch != before.epoch:
            assert self.breaker == before
        else:
            self._follow(end)

    def _follow(self, end: End) -> None:
        if end is End.WELL:
            self.in_a_row = 0
            assert self.breaker.phase is Phase.CLOSED
        elif end is End.BADLY:
            self.in_a_row += 1
            assert (self.breaker.phase is Phase.OPEN) == (self.in_a_row >= THRESHOLD)
        if self.breaker.phase is Phase.OPEN and end is End.BADLY:
            assert 0 < self.breaker.wait(self.now) <= PAUSES.most

    @invariant()
    def only_one_tries(self) -> None:
        trying = [epoch for epoch, tries in self.asked if tries and epoch == self.breaker.epoch]
        assert len(trying) <= 1
        if self.breaker.phase is Phase.TRYING:
            assert len(trying) == 1
            assert self.breaker.wait(self.now) > 0

    @invariant()
    def it_never_stays_shut(self) -> None:
        if self.breaker.phase is Phase.OPEN:
            assert self.breaker.wait(self.now + PAUSES.most) == 0


TestConversation = Conversation.TestCase
TestConversation.settings = settings(max_examples=40, stateful_step_count=30)


@given(st.integers(1, 10), st.floats(0, 1))
def test_pauses_grow_to_a_bound(openings: int, chance: float) -> None:
    breaker, now = CircuitBreaker(1), 0.0
    pauses = []
    for _ in range(openings):
        breaker = breaker.admitted().failed(breaker.epoch, now, chance)
        pauses.append(round(breaker.wait(now), 6))
        now += pauses[-1] + 1
    assert pauses == sorted(pauses)
    assert pauses[-1] <= PAUSES.most + 1e-6
    assert breaker.admitted().succeeded(breaker.epoch) == CircuitBreaker(1, epoch=breaker.epoch)
