"""One guard a service: every question to it passes here, whoever asks."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from musicsim.adapters.guarded.breaker import CircuitBreaker, Phase
from musicsim.adapters.guarded.limits import RETRIES, Limits
from musicsim.adapters.guarded.outcomes import counts_as_failure, word_for
from musicsim.adapters.guarded.token_bucket import TokenBucket
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.outside import Garbled, Throttled
from musicsim.ports.clock import Clock
from musicsim.ports.metrics import Metrics

T = TypeVar("T")

_chance = random.Random()  # not the common one, which tests watch


class LeftAlone(Unavailable):
    """Raised without asking: the service failed too often, or too many wait for it already."""


class Guard:
    """Rate limit, retries, circuit breaker, time limit and measurements of one service.

    `chance` gives numbers in 0 … 1, `sleep` waits so many seconds. Metrics call it `name`, which differs from the
    service's where that has several guards: whether one is open is its own matter. State is of this process: several
    replicas share no limit.
    """

    def __init__(
        self,
        service: str,
        limits: Limits,
        clock: Clock,
        metrics: Metrics,
        *,
        name: str = "",
        chance: Callable[[], float] = _chance.random,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.service = service
        self._name = name or service
        self._limits = limits
        self._clock = clock
        self._metrics = metrics
        self._chance = chance
        self._sleep = sleep
        self._bucket = TokenBucket.full(limits.rate, limits.burst, self._now())
        self._breaker = CircuitBreaker(limits.failures)
        self._last = ""

    @property
    def phase(self) -> Phase:
        """Whether the service is being asked at the moment."""
        return self._breaker.phase

    async def run(self, operation: str, attempt: Callable[[], Awaitable[T]], *, once: bool = False) -> T:
        """What `attempt` answers, tried again after failures of this service that may be gone by then, unless `once`.

        Raises what the last attempt raised; LeftAlone when the service is not to be asked now.
        """
        before = 0
        while True:
            try:
                return await self._attempted(operation, attempt)
            except Unavailable as fault:
                before += 1
                again = not once and before < self._limits.attempts and fault.service == self.service
                if not again or isinstance(fault, LeftAlone | Garbled):
                    raise
                await self._wait_after(fault, before)

    async def _wait_after(self, fault: Unavailable, before: int) -> None:
        """Backoff; what asked for patience gets it from everyone, and waits for its turn then."""
        self._metrics.count("outside.retries", service=self._name)
        seconds = RETRIES.seconds(before - 1, self._chance())
        if isinstance(fault, Throttled):
            self._bucket = self._bucket.pause(self._now() + max(seconds, fault.retry_after))
        else:
            await self._sleep(seconds)

    async def _attempted(self, operation: str, attempt: Callable[[], Awaitable[T]]) -> T:
        self._check_breaker()
        await self._turn()
        self._check_breaker()
        self._breaker = self._breaker.admitted()
        with self._watched(operation, self._breaker.epoch):
            return await self._in_time(attempt)

    async def _in_time(self, attempt: Callable[[], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(self._limits.seconds) as limit:
                return await attempt()
        except TimeoutError as fault:
            if not limit.expired():
                raise
            message = f"{self.service} did not answer within {self._limits.seconds:g} s."
            raise Unavailable(self.service, message) from fault

    async def _turn(self) -> None:
        """Wait for a token; LeftAlone when that would take too long."""
        self._bucket, seconds = self._bucket.reserve(self._now(), self._limits.patience)
        if seconds > self._limits.patience:
            self._tell(operation="", outcome="no_turn")
            raise LeftAlone(self.service, f"{self.service} is not to be asked for {seconds:.0f} s.", seconds)
        if seconds > 0:
            try:
                await self._sleep(seconds)
            except asyncio.CancelledError:
                self._bucket = self._bucket.returned()
                raise

    def _check_breaker(self) -> None:
        if (seconds := self._breaker.wait(self._now())) > 0:
            self._tell(operation="", outcome="left_alone")
            message = f"{self.service} is left alone for {seconds:.0f} s, as it failed too often: {self._last}"
            raise LeftAlone(self.service, message, seconds)

    @contextmanager
    def _watched(self, operation: str, epoch: int) -> Iterator[None]:
        """Let breaker and metrics know how a question ends, in whatever way."""
        started = self._now()
        fault: BaseException | None = None
        try:
            yield
        except BaseException as raised:
            fault = raised
            raise
        finally:
            self._learn(fault, epoch)
            self._tell(operation, word_for(fault))
            self._metrics.observe("outside.call", self._now() - started, service=self._name, operation=operation)

    def _learn(self, fault: BaseException | None, epoch: int) -> None:
        failure = counts_as_failure(fault, self.service)
        if failure is None:
            self._breaker = self._breaker.abandoned(epoch)
        elif failure:
            self._last = str(fault)
            self._breaker = self._breaker.failed(epoch, self._now(), self._chance())
        else:
            self._breaker = self._breaker.succeeded(epoch)
        if isinstance(fault, Throttled) and fault.service == self.service:
            self._bucket = self._bucket.pause(self._now() + fault.retry_after)
        self._metrics.gauge("outside.open", float(self._breaker.phase is not Phase.CLOSED), service=self._name)

    def _tell(self, operation: str, outcome: str) -> None:
        self._metrics.count("outside.calls", service=self._name, operation=operation, outcome=outcome)

    def _now(self) -> float:
        return self._clock.now().timestamp()
