"""Connections, made when they are first needed, whose faults are the domain's."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from musicsim.adapters.pgvector import codec
from musicsim.adapters.pgvector.address import address
from musicsim.adapters.pgvector.faults import SERVICE, is_passing, translated
from musicsim.adapters.pgvector.preparing import SCHEMA, prepare
from musicsim.adapters.pgvector.tuning import SEARCH_BREADTH
from musicsim.domain.errors import Unavailable

if TYPE_CHECKING:
    import asyncpg

T = TypeVar("T")
Work = Callable[["asyncpg.Connection"], Awaitable[T]]

_TRIES = 3
_GRACE = 1.0  # seconds that the server gets to say by itself that a statement takes too long
_SETTINGS = {
    "application_name": "musicsim",
    "jit": "off",  # compiling takes longer than these statements
    "plan_cache_mode": "force_custom_plan",  # a plan for any LIMIT would pass the graph by
    "random_page_cost": "1.1",  # what is searched often is in memory
    "hnsw.ef_search": str(SEARCH_BREADTH),
    "hnsw.iterative_scan": "relaxed_order",  # search on until enough rows pass the filter; we put them in order
}


class Pool:
    """`url` as SQLAlchemy writes it; at most `connections`; no statement, nor waiting for a connection, takes longer
    than `timeout` seconds.
    """

    def __init__(self, url: str, connections: int, timeout: float) -> None:
        found = address(url)
        self._url, self.where = found.dsn, found.shown
        self._connections = connections
        self._timeout = timeout
        self._opening = asyncio.Lock()
        self._pool: asyncpg.Pool | None = None

    async def run(self, work: Work[T]) -> T:
        """What `work` returns. It may be called again, on another connection, when what failed it has passed."""
        for tried in range(1, _TRIES + 1):
            try:
                return await self._once(work)
            except Exception as fault:
                if tried < _TRIES and is_passing(fault):
                    continue
                if (told := translated(fault, self.where)) is not None:
                    raise told from fault
                raise
        raise AssertionError("unreachable")

    async def prepare(self) -> None:
        """Make anew what somebody has taken out of the database."""
        await self.run(prepare)

    async def close(self) -> None:
        """Hang up, without waiting for what is under way."""
        if self._pool is not None:
            self._pool.terminate()
            self._pool = None

    async def _once(self, work: Work[T]) -> T:
        pool = self._pool or await self._opened()
        async with pool.acquire(timeout=self._timeout) as connection:
            try:
                return await work(connection)
            except TimeoutError:
                connection.terminate()  # to hear whether cancelling succeeded could take as long again
                raise

    async def _opened(self) -> "asyncpg.Pool":
        try:
            import asyncpg
        except ImportError as fault:
            raise Unavailable(SERVICE, "pgvector needs further packages: pip install 'musicsim[postgres]'.") from fault
        async with asyncio.timeout(self._timeout), self._opening:  # whoever waits for its turn does not begin anew
            if self._pool is None:
                home = await self._prepared()
                self._pool = await asyncpg.create_pool(
                    self._url,
                    min_size=0,
                    max_size=self._connections,
                    timeout=self._timeout,
                    command_timeout=self._timeout + _GRACE,
                    server_settings=_SETTINGS
                    | {"search_path": f"{SCHEMA}, {home}", "statement_timeout": str(int(self._timeout * 1000))},
                    init=_teaching(home),
                    reset=_leave,
                )
            return self._pool

    async def _prepared(self) -> str:
        import asyncpg

        patience = {"timeout": self._timeout, "command_timeout": self._timeout}
        connection = await asyncpg.connect(self._url, **patience)
        try:
            return await prepare(connection)
        finally:
            connection.terminate()


def _teaching(home: str) -> Callable[["asyncpg.Connection"], Awaitable[None]]:
    async def teach(connection: "asyncpg.Connection") -> None:
        await connection.set_type_codec(
            "vector", schema=home, encoder=codec.encode, decoder=codec.decode, format="binary"
        )

    return teach


async def _leave(_: "asyncpg.Connection") -> None:
    """Nothing here changes a connection's state beyond a transaction: setting it back would cost a round trip."""
