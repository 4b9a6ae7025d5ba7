"""PostgreSQL: a server that processes on many hosts share."""

import asyncio
import random
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import URL, NullPool, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from musicsim.adapters.sqlalchemy.engine import Engine, Work
from musicsim.adapters.sqlalchemy.locks import lock_number
from musicsim.adapters.sqlalchemy.postgresql_faults import in_doubt, is_lost, is_passing, translated
from musicsim.adapters.sqlalchemy.postgresql_sessions import described, open_engine

T = TypeVar("T")

_PAUSES = (0.01, 0.05, 0.2, 0.5)
"""Seconds between the attempts at work that met a passing fault, shortened at random."""

_chance = random.Random()

_CLOSE_WITHIN = 1.0  # seconds


class PostgresEngine(Engine):
    """A pool of connections. No statement, and no wait for a lock or a connection, takes more than `patience` seconds.

    Work that meets a passing fault (a deadlock, a connection that died) is done again from its beginning. Only a
    connection that dies, or hangs, while a write is being made durable is not passing: nobody knows what became of it.
    """

    def __init__(self, url: URL, patience: float, connections: int) -> None:
        self._url = url
        self._where = described(url)
        self._engine = open_engine(
            url,
            patience,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=patience,
            pool_use_lifo=True,  # so that those beyond the usual need grow old, not warm
        )
        self._sessions: WeakSet[Any] = WeakSet()
        event.listen(self._engine.sync_engine, "connect", lambda made, _: self._sessions.add(made.driver_connection))
        # one statement is a transaction by itself: neither BEGIN nor COMMIT travels
        self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._snapshots = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @property
    def where(self) -> str:
        return self._where

    async def read(self, work: Work[T]) -> T:
        return await self._repeated(self._reading, work)

    async def look_up(self, work: Work[T]) -> T:
        return await self.read(work)

    async def snapshot(self, work: Work[T]) -> T:
        return await self._repeated(self._snapshots, work)

    async def write(self, work: Work[T]) -> T:
        return await self._repeated(self._engine, work, commit=True)

    async def migrate(self, work: Work[None]) -> None:
        limits = {"statement_timeout": "0", "lock_timeout": "0"}
        engine = open_engine(self._url, None, limits, poolclass=NullPool)
        with translated(self._where):
            async with engine.begin() as connection:
                await connection.execute(select(func.pg_advisory_xact_lock(lock_number("migration"))))
                await connection.run_sync(work)

    async def close(self) -> None:
        # all at once: the pool would wait for one after the other, each as long as a statement may take
        goodbyes = (session.close(timeout=_CLOSE_WITHIN) for session in self._sessions)
        await asyncio.gather(*goodbyes, return_exceptions=True)
        with translated(self._where):
            await self._engine.dispose()

    async def _repeated(self, engine: AsyncEngine, work: Work[T], *, commit: bool = False) -> T:
        with translated(self._where):
            for pause in _PAUSES:
                try:
                    return await self._once(engine, work, commit=commit)
                except DBAPIError as fault:
                    if not is_passing(fault):
                        raise
                await asyncio.sleep(pause * _chance.uniform(0.5, 1.0))
            return await self._once(engine, work, commit=commit)

    async def _once(self, engine: AsyncEngine, work: Work[T], *, commit: bool) -> T:
        async with engine.connect() as connection:
            result = await connection.run_sync(work)
            if commit:
                await self._commit(connection)
            return result

    async def _commit(self, connection: AsyncConnection) -> None:
        try:
            await connection.commit()
        except TimeoutError as fault:
            raise in_doubt(self._where) from fault
        except DBAPIError as fault:
            if is_lost(fault):
                raise in_doubt(self._where) from fault
            raise
