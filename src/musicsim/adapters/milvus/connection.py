"""One connection, made when it is first needed, whose faults are the domain's."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar, runtime_checkable

from anyio import to_thread

from musicsim.adapters.milvus.calls import Calls
from musicsim.adapters.milvus.lite import is_held, is_lite, open_lite, release_lite
from musicsim.domain.errors import Unavailable

T = TypeVar("T")
Work = Callable[[Calls], Awaitable[T]]

SERVICE = "vector index"
NO_SUCH_COLLECTION, INVALID = 100, 1100
_NOT_AS_IT_WAS = (NO_SUCH_COLLECTION, 101, INVALID, 65535)  # not there, not loaded, not of that dimension
_TALKATIVE = (
    "pymilvus.decorators",
    "pymilvus.client.connection_manager",
    "milvus_lite.server_manager",
    "grpc._server",
)
"""Loggers that print a traceback for faults that are translated here, or that mean nothing."""

_OPTIONS = {
    # else a new channel shares its predecessor's pause between two attempts, which grows to two minutes
    "grpc.use_local_subchannel_pool": 1,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1_000,
}


@runtime_checkable
class _RpcDetails(Protocol):
    """What the calls of gRPC raise."""

    def details(self) -> str | None: ...


class Changed(Exception):  # noqa: N818 - an answer within this package
    """A collection is not as it was when it was last looked at."""


class Connection:
    """pymilvus takes seconds to import, in a thread, so only what connects does."""

    def __init__(self, uri: str, token: str, timeout: float) -> None:
        self._uri = uri
        self._shown = _shown(uri)
        self._token = token
        self._timeout = timeout
        self._opening = asyncio.Lock()
        self._calls: Calls | None = None
        self._faults: tuple[type[Exception], ...] = ()
        self.embedded = is_lite(uri)

    async def run(self, work: Work[T]) -> T:
        """What `work` returns; whatever Milvus or the network raises in it becomes Unavailable, or Changed."""
        try:
            self._faults = self._faults or await to_thread.run_sync(_faults)
        except ImportError as fault:
            raise Unavailable(SERVICE, "Milvus needs further packages: pip install 'musicsim[milvus]'.") from fault
        try:
            return await work(self._calls or await self._opened())
        except self._faults as fault:
            if getattr(fault, "code", None) in _NOT_AS_IT_WAS:
                raise Changed(str(fault)) from fault
            raise self._unavailable(self._reason(fault)) from fault

    async def close(self) -> None:
        """Close it, and with it the Lite file, so that others can open that."""
        calls, self._calls = self._calls, None
        if calls is not None:
            await calls.leave()
            if self.embedded:
                await to_thread.run_sync(release_lite, self._uri)

    async def _opened(self) -> Calls:
        async with self._opening:
            if self._calls is None:
                try:
                    client = await to_thread.run_sync(self._client)
                except ValueError:  # which may quote a part of the password
                    raise self._unavailable("MUSICSIM_MILVUS_URI is no address") from None
                self._calls = Calls(client, self._timeout, blocking=self.embedded)
            return self._calls

    def _client(self) -> object:
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        if self.embedded:
            return open_lite(self._uri, self._timeout)
        from pymilvus import AsyncMilvusClient

        return AsyncMilvusClient(
            self._uri, token=self._token, timeout=self._timeout, dedicated=True, grpc_options=_OPTIONS
        )

    def _unavailable(self, reason: str) -> Unavailable:
        return Unavailable(
            SERVICE, f"Milvus at {self._shown} cannot be used: {reason.replace(self._uri, self._shown)}."
        )

    def _reason(self, fault: Exception) -> str:
        if self._calls is None and self.embedded and is_held(self._uri):
            return "another process holds the file; end it, or let it do the work"
        if isinstance(fault, TimeoutError):
            return "it does not answer in time"
        cause = fault.__cause__ or fault  # of a failed connection pymilvus itself tells the address only
        details = cause.details() if isinstance(cause, _RpcDetails) else ""
        return str(details or getattr(fault, "message", "") or fault).splitlines()[0].rstrip(".")


def _shown(uri: str) -> str:
    """An address for people: without a name and a password before the host."""
    scheme, mark, rest = uri.partition("://")
    return scheme + mark + rest.rpartition("@")[2]


def _faults() -> tuple[type[Exception], ...]:
    # uvloop forks for every process that it starts, and gRPC would say on stderr what it leaves undone for that: the
    # child becomes another program at once, and needs none of it. Read when gRPC is loaded.
    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "false")
    from grpc import RpcError
    from pymilvus import MilvusException

    return (MilvusException, RpcError, OSError)
