"""Work that a few may have done at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from musicsim.domain.errors import Unavailable


class Turns:
    """At most `most` at a time: whoever comes then is turned away, rather than kept waiting with all they bring."""

    def __init__(self, service: str, most: int) -> None:
        self._service, self._most = service, most
        self._taken = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn; Unavailable when there is none."""
        if self._taken >= self._most:
            raise Unavailable(self._service, f"{self._most} are under way already: try again in a moment.")
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1
