"""An inbox in memory."""

from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.uploaded import Received
from musicsim.domain.rules.streams import Checksum
from musicsim.ports.inbox import Inbox


class MemoryInbox(Inbox):
    """Knobs: `full = True` makes it Unavailable, as a full disk is. `waiting` counts files that are kept now."""

    def __init__(self) -> None:
        self.full = False
        self.waiting = 0

    @asynccontextmanager
    async def receive(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[Received]:
        checksum, data = Checksum(), bytearray()
        self.waiting += 1
        try:
            async for chunk in chunks:
                if self.full:
                    raise Unavailable("uploads", "The inbox was made full by a test; make room again.")
                checksum.add(chunk)
                data += chunk
            kept = bytes(data)

            async def read() -> AsyncIterator[bytes]:
                yield kept

            yield Received(InlineAudio(kept), checksum.size, checksum.checked(""), read)
        finally:
            self.waiting -= 1
