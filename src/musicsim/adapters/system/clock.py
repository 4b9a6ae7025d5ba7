"""The machine's clock."""

from datetime import UTC, datetime
from threading import Lock

from musicsim.ports.clock import Clock


class SystemClock(Clock):
    """Wall time. When the machine's clock is set back, it stands still until that has caught up."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._latest = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        with self._lock:
            self._latest = max(self._latest, datetime.now(UTC))
            return self._latest
