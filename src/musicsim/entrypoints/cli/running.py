"""Running a command's job on an event loop of its own."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from musicsim.entrypoints.cli.exits import Exit, Stopped


def run(job: Coroutine[Any, Any, Exit], new_loop: Callable[[], asyncio.AbstractEventLoop] | None = None) -> Exit:
    """Do the job. SIGINT ends it as KeyboardInterrupt, SIGTERM as Stopped, both once it has tidied up.

    While it tidies up, another SIGTERM changes nothing, and another SIGINT ends it at once.
    """
    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(_until_stopped(job))


async def _until_stopped(job: Coroutine[Any, Any, Exit]) -> Exit:
    """Do the job; SIGTERM cancels it, as SIGINT does."""
    task, loop = asyncio.ensure_future(job), asyncio.get_running_loop()
    asked: list[int] = []

    def stop() -> None:
        if not asked:
            task.cancel()
        asked.append(signal.SIGTERM)

    with contextlib.ExitStack() as stack:
        if threading.current_thread() is threading.main_thread():
            loop.add_signal_handler(signal.SIGTERM, stop)
            stack.callback(loop.remove_signal_handler, signal.SIGTERM)
        try:
            return await task
        except asyncio.CancelledError:
            if asked:
                raise Stopped from None
            raise
