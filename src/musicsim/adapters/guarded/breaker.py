"""Leaving alone a service that does not work, as a state machine without a clock of its own."""

from dataclasses import dataclass, replace
from enum import StrEnum

from musicsim.domain.rules.retrying import Backoff

PAUSES = Backoff(first=15.0, factor=2.0, most=600.0)
"""Seconds: longer each time that the one question that tries it fails again."""


class Phase(StrEnum):
    """What happens to a question."""

    CLOSED = "closed"  # it is asked
    OPEN = "open"  # it is not
    TRYING = "trying"  # one is being asked, to see whether it works again


@dataclass(frozen=True, slots=True)
class CircuitBreaker:
    """Opens after `threshold` failures without a success between them. A value: its methods give the next one.

    Each question remembers the `epoch` it was admitted in: what ends after the breaker opened says nothing new.
    """

    threshold: int
    phase: Phase = Phase.CLOSED
    failures: int = 0
    openings: int = 0
    until: float = 0.0
    epoch: int = 0

    def wait(self, now: float) -> float:
        """Seconds until a question may be admitted: 0 for now, and while one is tried as long as a pause may be."""
        if self.phase is Phase.OPEN:
            return max(0.0, self.until - now)
        return PAUSES.first if self.phase is Phase.TRYING else 0.0

    def admitted(self) -> "CircuitBreaker":
        """After a question was let through; only when `wait` is 0."""
        return replace(self, phase=Phase.TRYING) if self.phase is Phase.OPEN else self

    def succeeded(self, epoch: int) -> "CircuitBreaker":
        """After the service answered, if only that it knows nothing."""
        return CircuitBreaker(self.threshold, epoch=self.epoch) if epoch == self.epoch else self

    def failed(self, epoch: int, now: float, chance: float) -> "CircuitBreaker":
        """After it did not; `chance` in 0 … 1 spreads the ends of pauses."""
        if epoch != self.epoch:
            return self
        if self.phase is Phase.CLOSED and self.failures + 1 < self.threshold:
            return replace(self, failures=self.failures + 1)
        return CircuitBreaker(
            self.threshold,
            Phase.OPEN,
            failures=0,
            openings=self.openings + 1,
            until=now + PAUSES.seconds(self.openings, chance),
            epoch=self.epoch + 1,
        )

    def abandoned(self, epoch: int) -> "CircuitBreaker":
        """After a question was cancelled, which says nothing of the service: another may try it."""
        if epoch == self.epoch and self.phase is Phase.TRYING:
            return replace(self, phase=Phase.OPEN)
        return self
