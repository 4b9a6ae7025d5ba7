"""The vector stores that are compared, each opened on nothing."""

import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import anyio
from tests.support.servers.milvus import Milvus
from tests.support.servers.postgres import Postgres

from musicsim.bootstrap import open_vector_index
from musicsim.config import Settings
from musicsim.domain.model.vectors import Space
from musicsim.ports.vector_index import VectorIndex

KINDS = ("memory", "usearch", "qdrant", "milvus-lite", "milvus", "pgvector")

_AS_IT_COMES: dict[str, str] = {}
_LOOK = 0.25  # seconds between two looks at what a server does in the background
_LOADING = 10.0  # Milvus looks for new graphs to load every five seconds


@runtime_checkable
class _Settling(Protocol):
    async def settle(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A store; `settle` waits until it has nothing left to do, `processes` are those whose memory it takes.

    `rest` is how many seconds later, at most, it makes use of what it has done.
    """

    index: VectorIndex
    settle: Callable[[Space], Awaitable[None]]
    processes: Callable[[], list[int]]
    rest: float = 0.0


@asynccontextmanager
async def opened(kind: str) -> AsyncIterator[Opened]:
    """A store of a kind, empty, with its server where it has one; gone at the end."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="musicsim-bench-")))
        match kind:
            case "milvus":
                milvus = stack.enter_context(Milvus(_AS_IT_COMES))
                index = await _index(stack, Settings(data=folder, vector_index="milvus", milvus_uri=milvus.uri))
                settle, rest = _indexed_by(milvus.uri), _LOADING
                yield Opened(index=index, settle=settle, processes=lambda: milvus.processes, rest=rest)
            case "pgvector":
                postgres = stack.enter_context(Postgres())
                url = postgres.new_database()
                index = await _index(stack, Settings(data=folder, vector_index="pgvector", pgvector_url=url))
                yield Opened(index=index, settle=_by_itself(index), processes=lambda: postgres.processes)
            case "memory" | "usearch" | "qdrant":
                index = await _index(stack, Settings(data=folder, vector_index=kind))
                yield Opened(index=index, settle=_by_itself(index), processes=lambda: [os.getpid()])
            case "milvus-lite":
                index = await _index(stack, Settings(data=folder, vector_index="milvus"))
                yield Opened(index=index, settle=_by_itself(index), processes=lambda: [os.getpid()])
            case _:
                raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")


async def _index(stack: AsyncExitStack, settings: Settings) -> VectorIndex:
    return await stack.enter_async_context(open_vector_index(settings, settings.vector_index))


def _by_itself(index: VectorIndex) -> Callable[[Space], Awaitable[None]]:
    """Some build in the background and can be waited for; the others have built when `switch` returns."""

    async def settle(_: Space) -> None:
        if isinstance(index, _Settling):
            await index.settle()

    return settle


def _indexed_by(uri: str) -> Callable[[Space], Awaitable[None]]:
    """Wait until Milvus has made the graph of everything."""

    async def settle(space: Space) -> None:
        while not await anyio.to_thread.run_sync(_is_indexed, uri, space):  # noqa: ASYNC110 - it tells nobody
            await anyio.sleep(_LOOK)

    return settle


def _is_indexed(uri: str, space: Space) -> bool:
    from pymilvus import MilvusClient

    from musicsim.adapters.milvus.rows import VECTOR, collection_name

    client = MilvusClient(uri, timeout=10)
    told = client.describe_index(collection_name(space.name), VECTOR)
    client.close()
    return bool(told["pending_index_rows"] == 0 and told["indexed_rows"] >= told["total_rows"])
