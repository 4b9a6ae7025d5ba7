"""What requests leave to be done after they are answered."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from musicsim.domain.errors import MusicsimError

log = logging.getLogger(__name__)

Errand = Callable[[], Awaitable[object]]

_MOST = 16
"""Errands of a kind at once, unless it is said otherwise."""


class Errands:
    """Tasks of this process, one a name at a time. Whoever gives one has seen to it that it may be lost."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}

    def has_room(self, kind: str, most: int = _MOST) -> bool:
        """Whether another errand of that kind would be begun."""
        return sum(each == kind for each, _ in self._tasks) < most

    def start(self, kind: str, name: str, errand: Errand, most: int = _MOST) -> bool:
        """Whether it is being done: begun now, or before. Not when there are so many of its kind already."""
        if (kind, name) in self._tasks:
            return True
        if not self.has_room(kind, most):
            return False
        task = asyncio.get_running_loop().create_task(_done(f"{kind} {name}", errand))
        self._tasks[kind, name] = task
        task.add_done_callback(lambda _: self._tasks.pop((kind, name), None))
        return True

    def is_at(self, kind: str, name: str) -> bool:
        """Whether it is being done."""
        return (kind, name) in self._tasks

    async def wait(self, kind: str, name: str, seconds: float) -> None:
        """Until it is done, or so long."""
        if task := self._tasks.get((kind, name)):
            await asyncio.wait({task}, timeout=seconds)

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Nothing is done any more at its end."""
        try:
            yield
        finally:
            tasks = list(self._tasks.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _done(name: str, errand: Errand) -> None:
    try:
        await errand()
    except MusicsimError as fault:
        log.warning("The errand %r came to nothing: %s", name, fault)
    except Exception:
        log.exception("The errand %r broke off.", name)
