"""Transcoding that only says what it would do."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioSource, InlineAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.streaming import Transcoding
from musicsim.ports.transcoder import Transcoder

_CHUNK = 64 * 1024


class MemoryTranscoder(Transcoder):
    """Answers with a line that tells what was wanted, and then with the bytes as they are, whatever the start.

    Knobs: at most `most` streams are under way at once, and nobody waits; after `fault_after` chunks `fault` is
    raised. `under_way` counts the streams that are open. Audio that begins with "?" cannot be read.
    """

    def __init__(self, most: int = 8) -> None:
        self.most = most
        self.under_way = 0
        self.fault: Exception | None = None
        self.fault_after = 0

    async def transcode(self, source: AudioSource, wanted: Transcoding) -> AsyncGenerator[bytes, None]:
        with self._place():
            data = source.data if isinstance(source, InlineAudio) else b""
            if not data or data.startswith(b"?"):
                raise UnreadableAudio(FailureReason.NOT_AUDIO, "it makes no sound")
            line = f"{wanted.format} at {wanted.bitrate} from {wanted.start:g}\n".encode()
            made = line + data
            for number, offset in enumerate(range(0, len(made), _CHUNK)):
                if self.fault is not None and number >= self.fault_after:
                    raise self.fault
                yield made[offset : offset + _CHUNK]
                await asyncio.sleep(0)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if self.under_way >= self.most:
            raise Unavailable("transcoder", "Too many streams are being transcoded.", 5.0)
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
