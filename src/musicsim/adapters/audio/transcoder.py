"""Encoding audio anew while it is listened to, in processes."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from anyio import CancelScope, CapacityLimiter, fail_after, to_thread

from musicsim.adapters.audio.places import Place, Places
from musicsim.adapters.audio.transcoding_process import Order, TranscodingProcess
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.streaming import Transcoding
from musicsim.ports.transcoder import Transcoder

_RETRY_AFTER = 5.0
_IDLE = 300.0  # players read ahead by a minute or two, and then take nothing for as long


class PooledTranscoder(Transcoder):
    """A process each stream, at most `most` of them, each with at most `memory_mb` MiB of data.

    Who finds no room gets that of a listener who has not taken anything for `idle` seconds, as one who pauses, or else
    waits for `patience` seconds. A process that says nothing for `timeout` seconds is given up.
    """

    def __init__(
        self,
        *,
        most: int,
        memory_mb: int = 512,
        patience: float = 2.0,
        timeout: float = 30.0,
        idle: float = _IDLE,
    ) -> None:
        self._most, self._memory_mb, self._patience, self._timeout = most, memory_mb, patience, timeout
        self._places = Places(most, idle)
        self._threads = CapacityLimiter(2 * most)  # one that reads, and one that ends, each

    async def transcode(self, source: AudioSource, wanted: Transcoding) -> AsyncGenerator[bytes, None]:
        order = Order(source, wanted, self._memory_mb)
        async with self._place() as place, self._process(order) as process:
            while chunk := await self._next(process):
                with place.pausing(process.kill):
                    yield chunk
                if place.lost:
                    raise Unavailable("transcoder", "Nobody listened for long, and others wanted to.", _RETRY_AFTER)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[Place]:
        async with self._places.place(self._patience) as place:
            if place is None:
                crowded = f"{self._most} streams are being transcoded already: try again, or ask for the original."
                raise Unavailable("transcoder", crowded, _RETRY_AFTER)
            yield place

    @asynccontextmanager
    async def _process(self, order: Order) -> AsyncIterator[TranscodingProcess]:
        process = TranscodingProcess(order)
        try:
            await self._start(process)
            yield process
        finally:
            with CancelScope(shield=True):
                await to_thread.run_sync(process.end, limiter=self._threads)

    async def _start(self, process: TranscodingProcess) -> None:
        try:
            await to_thread.run_sync(process.start, limiter=self._threads)
        except OSError as error:
            raise Unavailable("transcoder", f"No process can be started to transcode ({error.strerror}).") from error

    async def _next(self, process: TranscodingProcess) -> bytes:
        try:
            with fail_after(self._timeout):
                return await to_thread.run_sync(process.read, abandon_on_cancel=True, limiter=self._threads)
        except TimeoutError as error:
            raise UnreadableAudio(FailureReason.TIMED_OUT, f"nothing came for {self._timeout:g} s") from error
