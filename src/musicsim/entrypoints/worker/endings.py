"""What becomes of a job that was begun."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.job import Job
from musicsim.domain.rules.retrying import GiveUp, verdict
from musicsim.ports.job_queue import JobQueue

log = logging.getLogger(__name__)

_chance = random.Random()

Telling = Callable[[], Awaitable[bool]]


class Ending(StrEnum):
    """How one attempt ended."""

    PERFORMED = "performed"
    PUT_OFF = "put_off"  # it will be tried again
    FAILED = "failed"
    CANCELLED = "cancelled"  # by a person
    GIVEN_BACK = "given_back"  # the worker had to stop
    LOST = "lost"  # the worker was taken for dead meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """One attempt at a job. `seconds` it took; `again_in` so many it will be tried again, when it was put off."""

    job: Job
    ending: Ending
    seconds: float
    reason: str = ""
    again_in: float | None = None


async def settle(
    queue: JobQueue, job: Job, performing: "asyncio.Task[None]", *, unwanted: bool, seconds: float, retry: float
) -> Ended:
    """Tell the queue how it ended, again and again while it cannot be reached: what it is not told of would stay
    with this worker for ever.
    """
    if performing.cancelled():
        ending, tell = _stopped(queue, job, unwanted=unwanted)
        reason, again_in = "", None
    else:
        ending, tell, reason, again_in = _judged(queue, job, performing.exception())
    ours = await _told(tell, retry)
    ending = ending if ours else Ending.LOST
    return Ended(job=job, ending=ending, seconds=seconds, reason=reason, again_in=again_in)


def _stopped(queue: JobQueue, job: Job, *, unwanted: bool) -> tuple[Ending, Telling]:
    if unwanted:
        return Ending.CANCELLED, partial(queue.stop, job)
    return Ending.GIVEN_BACK, partial(queue.give_back, job)


def _judged(queue: JobQueue, job: Job, fault: BaseException | None) -> tuple[Ending, Telling, str, float | None]:
    if fault is None:
        return Ending.PERFORMED, partial(queue.done, job), "", None
    judgement = verdict(job, fault, _chance.random())
    if isinstance(judgement, GiveUp):
        return Ending.FAILED, partial(queue.give_up, job, judgement.reason), judgement.reason, None
    put_off = partial(queue.put_off, job, judgement.setback, judgement.seconds, judgement.reason)
    return Ending.PUT_OFF, put_off, judgement.reason, judgement.seconds


async def _told(tell: Telling, retry: float) -> bool:
    while True:
        try:
            return await tell()
        except Unavailable as fault:
            log.debug("The job queue is not told yet: %s", fault)
            await asyncio.sleep(retry)
