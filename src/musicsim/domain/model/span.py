"""A stretch of numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval; None leaves that side open."""

    low: float | None = None
    high: float | None = None

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int | float):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
