"""When to try again what could not be done."""

from dataclasses import dataclass

from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.job import Job, Setback

MOST_FAULTS = 4
"""Attempts that may end in something unforeseen before a job is given up."""

MOST_LOSSES = 20
"""Workers that a job may outlive. One that takes its workers down is rare, machines that are switched off are not."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds to wait: `first`, then each time `factor` as long, `most` at last."""

    first: float
    factor: float
    most: float

    def seconds(self, before: int, chance: float) -> float:
        """After so many attempts `before` this one; `chance` in 0 … 1 spreads those who fail at one moment.

        Between half of the time and all of it ("equal jitter": Brooker, Exponential Backoff and Jitter, 2015).
        """
        longest = min(self.most, self.first * self.factor ** min(before, 30))
        return longest * (0.5 + 0.5 * chance)


OUTAGE = Backoff(first=1.0, factor=2.0, most=5.0)
"""Short at its longest: what was down shall be found again soon, and asking it costs little."""

FAULT = Backoff(first=5.0, factor=4.0, most=300.0)
"""A defect rarely goes away by itself."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """Try again in so many seconds."""

    setback: Setback
    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Try no more, until a scan or a person says so."""

    reason: str


def verdict(job: Job, fault: BaseException, chance: float) -> PutOff | GiveUp:
    """What becomes of a job that ended in `fault`.

    A service that is down is waited for without end. What musicsim can explain besides, such as a file that changed
    since it was scanned, would be the same the next time. Anything else is tried MOST_FAULTS times in all.
    """
    if isinstance(fault, Unavailable):
        return PutOff(Setback.OUTAGE, OUTAGE.seconds(job.outages, chance), str(fault))
    if isinstance(fault, MusicsimError):
        return GiveUp(str(fault))
    reason = f"{type(fault).__name__}: {fault}"
    if job.faults + 1 >= MOST_FAULTS:
        return GiveUp(reason)
    return PutOff(Setback.FAULT, FAULT.seconds(job.faults, chance), reason)
