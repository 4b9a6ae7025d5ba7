"""One connection to PostgreSQL, made when it is first needed, and anew when it broke."""

import asyncio
import select
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.errors import InvalidSchemaName, UndefinedFunction, UndefinedTable
from psycopg.rows import dict_row

from musicsim.adapters.procrastinate.address import address
from musicsim.domain.errors import Unavailable

SERVICE = "job queue"
SCHEMA = "musicsim_jobs"

Row = dict[str, Any]
Link = psycopg.AsyncConnection[Row]
Prepare = Callable[[Link], Awaitable[None]]

_CONNECT_WITHIN = 5  # seconds
_KEPT_ALIVE: dict[str, Any] = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 2}
"""So that a host that is cut off is noticed after some 20 seconds, while nobody asks anything, too."""

_UNPREPARED = (UndefinedTable, UndefinedFunction, InvalidSchemaName)


class Connection:
    """Every statement is a transaction of its own; several at once wait for one another.

    Raises Unavailable whenever the server refuses, fails, or is silent for `timeout` seconds. `prepare` is called
    with the first link that is made, with the next one if it fails, and again when the tables are gone, as after an
    older backup was restored.
    """

    def __init__(self, url: str, timeout: float, prepare: Prepare) -> None:
        self._address = address(url)
        self._timeout = timeout
        self._prepare = prepare
        self._is_prepared = False
        self._link: Link | None = None
        self._linking = asyncio.Lock()
        self._forsaken: set[asyncio.Task[list[Row]]] = set()

    async def rows(self, statement: str, **arguments: object) -> list[Row]:
        """Run one statement; what it answers with. If the caller is cancelled it may be run, nevertheless."""
        running = asyncio.create_task(self._rows(statement, arguments))
        try:
            async with asyncio.timeout(self._timeout):
                return await asyncio.shield(running)
        except TimeoutError as fault:
            self._forsake(running)
            running.cancel()
            await self._hang_up()
            raise self.unavailable(f"no answer in {self._timeout:g} s") from fault
        except asyncio.CancelledError:
            self._forsake(running)  # to its end: stopping it would break the link, which others wait for
            raise
        except psycopg.Error as fault:
            self._is_prepared = self._is_prepared and not isinstance(fault, _UNPREPARED)
            raise self.unavailable(fault) from fault

    async def connect(self) -> Link:
        """A link of the caller's own. psycopg.Error when it cannot be had."""
        link = await psycopg.AsyncConnection.connect(
            make_conninfo(**self._address.parameters),
            autocommit=True,
            row_factory=dict_row,
            connect_timeout=_CONNECT_WITHIN,
            application_name="musicsim jobs",
            **_KEPT_ALIVE,
        )
        try:
            await link.execute(f"SET search_path TO {SCHEMA}")
            await link.execute(
                "SELECT set_config('statement_timeout', %s, false)", [f"{round(self._timeout * 1000)}ms"]
            )
        except BaseException:
            await link.close()
            raise
        return link

    async def close(self) -> None:
        """Hang up; what is still asked comes to nothing."""
        await self._hang_up()
        for task in self._forsaken:
            task.cancel()
        if self._forsaken:
            await asyncio.wait(self._forsaken)

    def unavailable(self, why: object) -> Unavailable:
        """The error that says that the queue cannot be reached."""
        reason = " ".join(str(why).split())
        return Unavailable(SERVICE, f"The job queue in {self._address.shown} cannot be used: {reason}")

    async def _rows(self, statement: str, arguments: dict[str, object]) -> list[Row]:
        link = await self._linked()
        async with link.cursor() as cursor:
            await cursor.execute(statement, arguments)
            return await cursor.fetchall() if cursor.description else []

    async def _linked(self) -> Link:
        async with self._linking:
            if self._link is not None and not (self._is_prepared and _works(self._link)):
                await self._link.close()
                self._link = None
            if self._link is None:
                self._link = await self._prepared(await self.connect())
            return self._link

    async def _prepared(self, link: Link) -> Link:
        if not self._is_prepared:
            try:
                await self._prepare(link)
            except BaseException:
                await link.close()
                raise
            self._is_prepared = True
        return link

    def _forsake(self, running: asyncio.Task[list[Row]]) -> None:
        """Nobody waits for it any more, nor asks what it came to."""
        self._forsaken.add(running)
        running.add_done_callback(self._dismiss)

    def _dismiss(self, ended: asyncio.Task[list[Row]]) -> None:
        self._forsaken.discard(ended)
        if not ended.cancelled():
            ended.exception()

    async def _hang_up(self) -> None:
        """At once: the server itself ends what takes too long. Whoever asks next gets another link."""
        link, self._link = self._link, None
        if link is not None:
            await link.close()


def _works(link: Link) -> bool:
    """Whether the server is still there, as far as can be told without asking it.

    Something to read, while no statement runs, is its farewell. It may be a notice, and a new link for nothing.
    """
    if link.closed:
        return False
    if link.lock.locked():
        return True
    poll = select.poll()  # unlike select it takes any number of open files
    poll.register(link.fileno(), select.POLLIN)
    return not poll.poll(0)
