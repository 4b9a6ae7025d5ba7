"""Waiting for one thing of several."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any


async def any_of(events: Sequence[asyncio.Event], seconds: float) -> None:
    """Until one of the events is set, or so many seconds went by."""
    if any(event.is_set() for event in events):
        return
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()


async def end(task: asyncio.Task[Any]) -> None:
    """Cancel the task and wait until it has ended; being cancelled meanwhile hurries nothing."""
    while not task.done():
        task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait({task}, timeout=1.0)
