"""The analyser port over worker processes."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after, to_process

from musicsim.adapters.audio import worker
from musicsim.adapters.audio.spaces import PRINTS, SPACES
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.analysis import Analysis, Waveform
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.clip import Excerpt
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.segments import Segments
from musicsim.domain.model.vectors import Space
from musicsim.ports.analyser import Analyser

T = TypeVar("T")

_START = 60.0
"""Seconds after which a process that is still starting is killed: the slowest of cards has loaded the model by then."""


class PooledAnalyser(Analyser):
    """Listens in at most `processes` processes, each with one thread and at most `memory_mb` MiB of data.

    What a file does to its process (endless loops, crashes, memory) happens to that process alone: after `timeout`
    seconds it is killed, and the next call gets a new one. Raises Unavailable, besides what the port says, when no
    worker can be started within `start` seconds or the model is damaged.
    """

    def __init__(self, *, processes: int, memory_mb: int, timeout: float, start: float = _START) -> None:
        if processes < 1:
            raise ValueError(f"listening needs at least one process, not {processes}")
        self._processes, self._memory_mb = processes, memory_mb
        self._timeout, self._start = timeout, start
        self._turns = CapacityLimiter(processes)
        self._workers = CapacityLimiter(processes)

    @property
    def spaces(self) -> Sequence[Space]:
        return SPACES

    @property
    def print_model(self) -> str:
        return PRINTS

    @property
    def concurrency(self) -> int:
        return self._processes

    async def analyse(self, source: AudioSource) -> Analysis:
        return await self._run(worker.analyse, source)

    async def segments(self, source: AudioSource) -> Segments:
        return await self._run(worker.segments, source)

    async def excerpt(self, source: AudioSource) -> Excerpt:
        return await self._run(worker.excerpt, source)

    async def waveform(self, source: AudioSource, points: int = 800) -> Waveform:
        return await self._run(worker.waveform, source, points)

    async def _run(self, function: Callable[..., T], *args: object) -> T:
        async with self._turns:
            await self._ready_worker()
            try:
                with fail_after(self._timeout):
                    return await to_process.run_sync(
                        worker.run, function, *args, cancellable=True, limiter=self._workers
                    )
            except TimeoutError as error:
                raise UnreadableAudio(FailureReason.TIMED_OUT, f"no end after {self._timeout:g} s") from error
            except BrokenWorkerProcess as error:
                raise UnreadableAudio(FailureReason.CRASHED, "the process that listened to it died") from error

    async def _ready_worker(self) -> None:
        """See to it that an idle worker is confined and has its models loaded.

        Apart from the call itself, so that a process that cannot start is not held against the audio, starting does
        not count against its time, and a cancelled call never leaves a half-started process behind. Nor is a process
        that hangs waited for without end: whoever is cancelled waits here, too.
        """
        try:
            with fail_after(self._start, shield=True):
                try:
                    await self._prepare()
                except BrokenWorkerProcess:  # an idle one may have been killed meanwhile: once more
                    await self._prepare_or_give_up()
        except TimeoutError as error:
            late = f"A process that listens to audio was not ready after {self._start:g} s. Is the machine overloaded?"
            raise Unavailable("analyser", late) from error

    async def _prepare(self) -> None:
        if fault := await to_process.run_sync(worker.prepare, self._memory_mb, cancellable=True, limiter=self._workers):
            raise Unavailable("analyser", fault)

    async def _prepare_or_give_up(self) -> None:
        try:
            await self._prepare()
        except BrokenWorkerProcess as error:
            advice = f"Perhaps {self._memory_mb} MB of memory are too little."
            raise Unavailable("analyser", f"A process that listens to audio can't start. {advice}") from error
