"""What tests do to a Milvus behind the adapter's back."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from importlib.util import find_spec
from typing import TypeVar

import pytest

from musicsim.adapters.milvus.calls import Calls
from musicsim.adapters.milvus.catalogue import dimension_of
from musicsim.adapters.milvus.connection import Connection
from musicsim.adapters.milvus.rows import PLACE, collection_name
from musicsim.adapters.milvus.schema import schema
from musicsim.domain.model.vectors import Space
from tests.support.vectors import FLAT

T = TypeVar("T")

WITH_MILVUS = pytest.mark.skipif(find_spec("pymilvus") is None, reason="the extra milvus is not installed")
"""Looked for, not imported, which takes seconds: every process of a run collects all tests."""


PATIENCE = 60.0  # seconds, thrice that for what is written; only a test that fails waits so long


async def run(uri: str, work: Callable[[Calls], Awaitable[T]]) -> T:
    connection = Connection(uri, "", PATIENCE)
    try:
        return await connection.run(work)
    finally:
        await connection.close()


async def leave_half_a_space(client: Calls, *, embedded: bool = False) -> None:
    """The collection of FLAT without anything that comes after it."""
    await client.create_collection(collection_name(FLAT.name), schema=schema(FLAT.dimension, embedded=embedded))


async def clear(client: Calls, kept: Collection[Space] = ()) -> None:
    """Take everything away; of the spaces that are `kept`, only the entries: making a collection takes seconds."""
    await asyncio.gather(*(_clear(client, name, kept) for name in await client.list_collections()))


async def _clear(client: Calls, name: str, kept: Collection[Space]) -> None:
    for alias in await client.list_aliases(name):
        await client.drop_alias(alias)
    dimension = dimension_of(await client.describe_collection(name))
    if any(collection_name(space.name) == name and space.dimension == dimension for space in kept):
        await client.delete(name, filter=f'{PLACE} != ""')
        await client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    else:
        await client.drop_collection(name)
