"""Leaving what yields, early or not."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

T = TypeVar("T")


@asynccontextmanager
async def closed_behind(items: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """What yields `items`, and is closed when this is left: a store's generator may hold a file or a connection."""
    try:
        yield items
    finally:
        if isinstance(items, AsyncGenerator):
            await items.aclose()
