"""Time that a test turns by hand."""

from datetime import UTC, datetime, timedelta

from musicsim.ports.clock import Clock


class ManualClock(Clock):
    """Stands still until `advance` is called."""

    def __init__(self, start: datetime = datetime(2026, 1, 1, 12, tzinfo=UTC)) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, step: timedelta | float) -> datetime:
        """Move on by a timedelta or by seconds; the new moment. ValueError for a step back."""
        step = step if isinstance(step, timedelta) else timedelta(seconds=step)
        if step < timedelta():
            raise ValueError("a clock never goes back")
        self._now += step
        return self._now
