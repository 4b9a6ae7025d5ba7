"""Small things that are asked for in one moment, done in one go.

Where work runs in threads, waking one takes about as long as a look at some rows: an answer that needs three such
looks at once is sooner there, and costs a third, when one thread takes all three.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection

from musicsim.adapters.sqlalchemy.engine import Work

T = TypeVar("T")

_MOST = 8  # together they shall not take long either


@dataclass(slots=True)
class _Asked:
    """Work, who waits for it, and what came of it."""

    work: Work[Any]
    waiting: "asyncio.Future[Any]"
    result: Any = None
    fault: BaseException | None = None

    def tell(self) -> None:
        """Let who waits go on."""
        if self.waiting.done():
            return
        if self.fault is not None:
            self.waiting.set_exception(self.fault)
        else:
            self.waiting.set_result(self.result)


class Together:
    """Gathers what is asked for in one turn of the event loop.

    `start` lets a thread do work; `translated` makes domain errors of what goes wrong there, for each on its own.
    """

    def __init__(
        self,
        start: Callable[[Work[None]], "asyncio.Future[None]"],
        translated: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._start = start
        self._translated = translated
        self._asked: list[_Asked] = []
        self._going: set[asyncio.Future[None]] = set()

    async def ask(self, work: Work[T]) -> T:
        """What `work` makes of a connection. Who is cancelled leaves; what has not begun then is not done any more."""
        loop = asyncio.get_running_loop()
        one = _Asked(work, loop.create_future())
        self._asked.append(one)
        if len(self._asked) == 1:
            loop.call_soon(self._send)
        found: T = await one.waiting
        return found

    def _send(self) -> None:
        asked, self._asked = self._asked, []
        for first in range(0, len(asked), _MOST):
            some = asked[first : first + _MOST]
            going = self._start(partial(self._do, some))
            self._going.add(going)  # the loop itself forgets tasks that nobody else knows
            going.add_done_callback(partial(self._tell, some))

    def _tell(self, asked: Sequence[_Asked], done: "asyncio.Future[None]") -> None:
        self._going.discard(done)
        if done.cancelled():  # the loop ends
            for one in asked:
                one.waiting.cancel()
            return
        fault = done.exception()  # there was no connection to be had
        for one in asked:
            if fault is not None:
                one.fault = fault
            one.tell()

    def _do(self, asked: Sequence[_Asked], connection: Connection) -> None:
        for one in asked:
            if one.waiting.cancelled():
                continue
            try:
                with self._translated():
                    one.result = one.work(connection)
            except Exception as fault:  # which is for who asked, not for the others
                one.fault = fault
