"""Responses that are sent as they come."""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, suppress

from litestar.response.streaming import ASGIStreamingResponse
from litestar.types import Receive, Send

from musicsim.domain.errors import Unavailable


class StreamingResponse(ASGIStreamingResponse):
    """Sends what a generator yields, and closes it when the client is gone, so that no file stays open.

    Litestar's own leaves a generator that was given up in the middle to the garbage collector.
    """

    async def send_body(self, send: Send, receive: Receive) -> None:
        """Send everything, or as much as the client takes."""
        content = self.iterator
        if not isinstance(content, AsyncGenerator):
            await super().send_body(send, receive)
            return
        async with aclosing(content):
            await super().send_body(send, receive)


async def peeked(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """The same chunks, the first of them read already: what is wrong with them shows before a response begins."""
    begun = _begun(chunks)
    await anext(begun)
    return begun


async def _begun(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """b"" once the first chunk is read, then all of them. To close what was begun is to close them, too.

    Of a generator that waits to be begun, closing would run nothing.
    """
    try:
        first = await anext(chunks, b"")
        yield b""
        yield first
        async for chunk in chunks:
            yield chunk
    finally:
        if isinstance(chunks, AsyncGenerator):
            await chunks.aclose()


async def guarded(
    chunks: AsyncGenerator[bytes, None], still: Callable[[], Awaitable[bool]], every: float = 15.0
) -> AsyncGenerator[bytes, None]:
    """The same chunks for as long as `still` says so, which is asked before a chunk, at most `every` so many seconds.

    While nothing answers that question, the chunks go on.
    """
    asked = time.monotonic()
    async with aclosing(chunks):
        async for chunk in chunks:
            if time.monotonic() - asked >= every:
                with suppress(Unavailable):
                    if not await still():
                        return
                asked = time.monotonic()
            yield chunk


async def tried(chunks: AsyncIterator[bytes]) -> None:
    """Read the first chunk only: for answers that say what sending all of it would meet with."""
    try:
        await anext(chunks, b"")
    finally:
        if isinstance(chunks, AsyncGenerator):
            await chunks.aclose()
