"""Milvus' clients, the blocking one and the asynchronous one, as one."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import anyio
from anyio import to_thread

TIMEOUT = 4.0  # seconds
_GRACE = 0.5  # seconds for the client to say by itself that it was too long
_AT_ONCE = 4  # threads


class Calls:
    """`calls.search(…)` is `client.search(…)`, awaited; of a blocking client, in a thread.

    It takes `timeout` seconds at most, or `patience` times as long: what a server has more to do for than to answer.
    """

    def __init__(self, client: Any, timeout: float, *, blocking: bool) -> None:
        self._client = client
        self._timeout = timeout
        self._limiter = anyio.CapacityLimiter(_AT_ONCE) if blocking else None

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        return partial(self._call, name)

    async def leave(self) -> None:
        """Close the client."""
        if self._limiter is not None:
            await to_thread.run_sync(self._client.close)
        else:
            await self._client.close()

    async def _call(self, name: str, *args: Any, patience: float = 1.0, **kwargs: Any) -> Any:
        seconds = self._timeout * patience
        method = partial(getattr(self._client, name), *args, timeout=seconds, **kwargs)
        if self._limiter is not None:
            return await to_thread.run_sync(method, limiter=self._limiter)
        async with asyncio.timeout(seconds + _GRACE):
            return await method()
