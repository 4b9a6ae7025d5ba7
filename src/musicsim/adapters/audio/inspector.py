"""The inspector port over worker processes."""

from collections.abc import Callable
from typing import TypeVar

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after, to_process

from musicsim.adapters.audio import worker
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.audio_format import AudioFormat
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.ports.audio_inspector import AudioInspector

T = TypeVar("T")

_AT_ONCE = 2
_START = 30.0
_TIMEOUT = 30.0


class PooledInspector(AudioInspector):
    """Looks at files in processes of its own, so that whoever brings one need not wait until others were listened to.

    Each may use `memory_mb` MiB of data, and has `timeout` seconds: what a file does to its process happens to that
    process alone.
    """

    def __init__(self, *, memory_mb: int, timeout: float = _TIMEOUT) -> None:
        self._memory_mb, self._timeout = memory_mb, timeout
        self._turns, self._workers = CapacityLimiter(_AT_ONCE), CapacityLimiter(_AT_ONCE)

    async def inspect(self, source: AudioSource) -> AudioFormat:
        async with self._turns:  # waiting for a turn is not held against the file, nor is a process that cannot start
            await self._ready_worker()
            try:
                with fail_after(self._timeout):
                    return await self._run(worker.run, worker.inspect, source)
            except TimeoutError as error:
                raise UnreadableAudio(FailureReason.TIMED_OUT, f"no end after {self._timeout:g} s") from error
            except BrokenWorkerProcess as error:
                raise UnreadableAudio(FailureReason.CRASHED, "the process that looked at it died") from error

    async def _ready_worker(self) -> None:
        """See to it that an idle worker is confined."""
        try:
            with fail_after(_START, shield=True):
                try:
                    await self._run(worker.confine, self._memory_mb)
                except BrokenWorkerProcess:  # an idle one may have ended meanwhile: once more
                    await self._run(worker.confine, self._memory_mb)
        except (BrokenWorkerProcess, TimeoutError) as error:
            raise Unavailable("analyser", "A process that looks at audio can't start.") from error

    async def _run(self, function: Callable[..., T], *args: object) -> T:
        return await to_process.run_sync(function, *args, cancellable=True, limiter=self._workers)
