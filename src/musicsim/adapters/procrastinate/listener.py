"""Hearing at once what other processes do to the queue."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager

import psycopg
from psycopg.sql import SQL, Identifier

from musicsim.adapters.procrastinate.connection import Link
from musicsim.adapters.procrastinate.statements import CHANNEL

log = logging.getLogger(__name__)

_AGAIN = 1.0  # seconds between attempts to connect


class Listener:
    """A connection of its own that listens, as long as anybody does.

    While it is cut off nothing is heard; as soon as it listens again, everybody is told, for they may have missed
    something.
    """

    def __init__(self, connect: Callable[[], Awaitable[Link]]) -> None:
        self._connect = connect
        self._events: list[asyncio.Event] = []
        self._listening: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def news(self) -> AsyncIterator[asyncio.Event]:
        """An event that is set by every notification."""
        event = asyncio.Event()
        self._events.append(event)
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())
        try:
            yield event
        finally:
            self._events.remove(event)
            if not self._events:
                await self.close()

    async def close(self) -> None:
        """Listen no more."""
        listening, self._listening = self._listening, None
        while listening is not None and not listening.done():
            listening.cancel()
            await asyncio.wait({listening})

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear()
            except psycopg.Error as fault:
                log.debug("The job queue is out of hearing: %s", fault)
            await asyncio.sleep(_AGAIN)

    async def _hear(self) -> None:
        async with await self._connect() as link:
            await link.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
            self._tell()
            async with aclosing(link.notifies()) as notifications:
                async for _ in notifications:
                    self._tell()

    def _tell(self) -> None:
        for event in self._events:
            event.set()
