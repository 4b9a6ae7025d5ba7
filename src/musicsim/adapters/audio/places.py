"""Places for a few streams at a time, and who leaves when they are wanted by others."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from time import monotonic

from anyio import Semaphore, WouldBlock, move_on_after


class Place:
    """A place that is held. It is `lost` when another got it during a pause."""

    def __init__(self) -> None:
        self.lost = False
        self._paused_at: float | None = None
        self._leave: Callable[[], None] = lambda: None

    @contextmanager
    def pausing(self, leave: Callable[[], None]) -> Iterator[None]:
        """While its holder waits for somebody else; `leave` is called when the place is lost meanwhile."""
        self._paused_at, self._leave = monotonic(), leave
        try:
            yield
        finally:
            self._paused_at = None

    @property
    def paused(self) -> float:
        """For how many seconds its holder has been waiting; -1 when not."""
        return -1.0 if self._paused_at is None else monotonic() - self._paused_at

    def lose(self) -> None:
        """Make its holder leave."""
        self.lost = True
        self._leave()


class Places:
    """At most `most` at a time; who pauses for `idle` seconds may lose theirs, the one who has paused longest first."""

    def __init__(self, most: int, idle: float) -> None:
        self._idle = idle
        self._free = Semaphore(most)
        self._held: set[Place] = set()

    @asynccontextmanager
    async def place(self, patience: float) -> AsyncIterator[Place | None]:
        """A place; None when there was none for `patience` seconds."""
        if not self._free.value:
            self._make_room()
        if not await self._found(patience):
            yield None
            return
        place = Place()
        self._held.add(place)
        try:
            yield place
        finally:
            self._leave(place)

    async def _found(self, patience: float) -> bool:
        with suppress(WouldBlock):
            self._free.acquire_nowait()  # what is free is not waited for, however little patience there is
            return True
        with move_on_after(patience):
            await self._free.acquire()
            return True
        return False

    def _make_room(self) -> None:
        longest = max(self._held, key=lambda place: place.paused, default=None)
        if longest is not None and longest.paused >= self._idle:
            longest.lose()
            self._leave(longest)

    def _leave(self, place: Place) -> None:
        if place in self._held:
            self._held.remove(place)
            self._free.release()
