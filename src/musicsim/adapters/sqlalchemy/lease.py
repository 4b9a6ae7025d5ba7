"""Leases between processes on many hosts, kept by PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from typing import Any

from sqlalchemy import NullPool, func, make_url, select
from sqlalchemy.ext.asyncio import AsyncConnection

from musicsim.adapters.sqlalchemy.locks import lock_number
from musicsim.adapters.sqlalchemy.postgresql_faults import translated
from musicsim.adapters.sqlalchemy.postgresql_sessions import described, open_engine
from musicsim.domain.errors import Unavailable
from musicsim.ports.lease import Lease

_BEAT = 2.0  # seconds
_ANSWER_WITHIN = 3.0  # seconds; together less than the server needs to give up a host that vanished


class SqlLease(Lease):
    """Holds a name for all processes that use the PostgreSQL database behind `url`: one that has the catalogue's.

    A lease is a lock of a session of its own, which the server lets go when that session ends: with the process at
    once, with its host after some ten seconds. The holder looks after the session and learns of its loss earlier. A
    server that starts again has forgotten it all: until a holder hears of that, some milliseconds, there can be two.
    """

    def __init__(
        self, url: str, patience: float = 10.0, beat: float = _BEAT, answer_within: float = _ANSWER_WITHIN
    ) -> None:
        parsed = make_url(url).set(drivername="postgresql+asyncpg")
        self._where = described(parsed)
        self._beat = beat
        self._answer_within = answer_within
        self._engine = open_engine(parsed, patience, poolclass=NullPool, isolation_level="AUTOCOMMIT")

    def hold(self, name: str) -> AbstractAsyncContextManager[bool]:
        return self._hold(lock_number(f"lease {name}"))

    @asynccontextmanager
    async def _hold(self, number: int) -> AsyncIterator[bool]:
        async with AsyncExitStack() as leaving:
            connection = await self._locked(number, leaving)
            if connection is None:
                yield False
                return
            async with self._watched(connection):
                yield True

    async def _locked(self, number: int, leaving: AsyncExitStack) -> AsyncConnection | None:
        """A session with the lock, for as long as nobody leaves; None when another has it."""
        with translated(self._where):
            connection = await self._engine.connect()
            try:
                if await connection.scalar(select(func.pg_try_advisory_lock(number))):
                    leaving.push_async_callback(self._let_go, connection, number)
                    return connection
            except BaseException:
                await connection.close()
                raise
            await connection.close()
            return None

    async def _let_go(self, connection: AsyncConnection, number: int) -> None:
        """Unlock and close: only closing would let go some time later. A session that is lost holds nothing."""
        with suppress(Unavailable), translated(self._where):
            try:
                async with asyncio.timeout(self._answer_within):
                    await connection.execute(select(func.pg_advisory_unlock(number)))
            except BaseException:
                await connection.invalidate()  # not closed in peace, which takes as long as a statement may
                raise
            finally:
                await connection.close()

    @asynccontextmanager
    async def _watched(self, connection: AsyncConnection) -> AsyncIterator[None]:
        """Cancel what runs inside when the session is lost, and raise Unavailable."""
        session: Any = (await connection.get_raw_connection()).driver_connection
        over = asyncio.Event()
        session.add_termination_listener(lambda _: over.set())
        limit = asyncio.timeout(None)
        try:
            async with limit:
                watching = asyncio.create_task(self._watch(session, over, limit))
                try:
                    yield
                finally:
                    over.set()
                    try:
                        await asyncio.wait({watching})
                    finally:
                        watching.cancel()  # who is cancelled a second time does not wait
        except TimeoutError:
            if not limit.expired():
                raise
        if limit.expired():
            raise Unavailable("database", f"The database {self._where} broke off the connection that held a lease.")

    async def _watch(self, session: Any, over: asyncio.Event, limit: asyncio.Timeout) -> None:
        while not over.is_set() and await self._answers(session):
            with suppress(TimeoutError):
                async with asyncio.timeout(self._beat):
                    await over.wait()
        if not over.is_set():
            session.terminate()  # it may only hang, and would hold up whoever wants to leave
        if session.is_closed():
            limit.reschedule(asyncio.get_running_loop().time())

    async def _answers(self, session: Any) -> bool:
        with suppress(Unavailable), translated(self._where):
            async with asyncio.timeout(self._answer_within):
                await session.execute("SELECT 1")
            return True
        return False
