"""What commands have in common that run until they are stopped."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop


def spare_threads() -> None:
    """Have NumPy, which must not be imported yet, count in one thread.

    With two the small products of an answer take 0.3 ms on an idle machine, but 30 ms while others listen to music,
    as its threads wait for each other.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def fast_loop() -> "AbstractEventLoop":
    """A new event loop of uvloop's."""
    import uvloop

    return uvloop.new_event_loop()
