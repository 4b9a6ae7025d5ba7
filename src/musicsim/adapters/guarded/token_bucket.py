"""How often a service may be asked, as a state machine without a clock of its own."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TokenBucket:
    """`rate` questions a second in the long run, `burst` (at least 1) at once. A value: its methods give the next one.

    `level` tokens are there at the moment `at`, in seconds on any clock that never goes back; a negative level means
    tokens that were promised already. After `pause` the moment lies ahead.
    """

    rate: float
    burst: float
    level: float
    at: float

    @classmethod
    def full(cls, rate: float, burst: float, now: float) -> "TokenBucket":
        """One that was not used for a while."""
        return cls(rate, burst, burst, now)

    def reserve(self, now: float, patience: float) -> tuple["TokenBucket", float]:
        """The bucket with one token promised, and after how many seconds it is there.

        When that is longer than `patience` nothing is promised: the bucket is as it was.
        """
        bucket = self._filled(now)
        taken = replace(bucket, level=bucket.level - 1)
        wait = max(0.0, taken.at + max(0.0, -taken.level) / taken.rate - now)
        return (taken if wait <= patience else bucket), wait

    def returned(self) -> "TokenBucket":
        """The bucket with a token back that was promised, and not used."""
        return replace(self, level=min(self.burst, self.level + 1))

    def pause(self, until: float) -> "TokenBucket":
        """No token before that moment, and no burst then: the service asked for patience."""
        return replace(self, level=min(self.level, 1.0), at=max(self.at, until))

    def _filled(self, now: float) -> "TokenBucket":
        passed = now - self.at
        if passed <= 0:
            return self
        return replace(self, level=min(self.burst, self.level + passed * self.rate), at=now)
