"""Identities that a test can foresee."""

from itertools import count

from musicsim.ports.ids import Ids


class SequentialIds(Ids):
    """Counts: "id00000001", "id00000002" … with another `prefix` for each one used, they do not meet."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._numbers = count(1)

    def new(self) -> str:
        return f"{self._prefix}{next(self._numbers):08d}"
