"""Every question to an outside service passes a guard."""

import asyncio
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.adapters.guarded.breaker import Phase
from musicsim.adapters.guarded.guard import LeftAlone
from musicsim.domain.errors import Invalid, MusicsimError, NotFound, Unavailable
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused, Throttled
from tests.support.guarding import Watch

DOWN = Unavailable("memory", "It is down.")
WRONG = Refused("memory", RefusalReason.CREDENTIALS, "Who are you?")


class Service:
    """Answers "well", or raises what stands in `faults`, first to last."""

    def __init__(self, *faults: BaseException | None):
        self.faults = list(faults)
        self.asked = 0

    async def __call__(self) -> str:
        self.asked += 1
        if self.faults and (fault := self.faults.pop(0)) is not None:
            raise fault
        return "well"


async def test_an_answer_passes():
    watch = Watch()
    assert await watch.guard().run("find", Service()) == "well"
    assert watch.slept == []
    assert watch.metrics.counted("outside.calls", service="memory", operation="find", outcome="answered") == 1
    assert watch.metrics.observed("outside.call", service="memory", operation="find") == [0.0]


async def test_what_may_pass_is_tried_again_at_growing_distances():
    watch, service = Watch(), Service(DOWN, DOWN)
    assert await watch.guard().run("find", service) == "well"
    assert watch.slept == [0.5, 1.5]
    assert watch.metrics.counted("outside.retries", service="memory") == 2


async def test_two_guards_of_a_service_are_told_apart():
    """Else whether the service is left alone would flip with each that tells."""
    watch = Watch()
    questions, uploads = watch.guard(failures=1), watch.guard(failures=1, name="memory_uploads")
    with pytest.raises(Unavailable):
        await uploads.run("add", Service(DOWN), once=True)
    await questions.run("find", Service())
    told = [watch.metrics.gauged("outside.open", service=name) for name in ("memory", "memory_uploads")]
    assert told == [0.0, 1.0]
    assert watch.metrics.counted("outside.calls", service="memory_uploads", operation="add", outcome="unavailable") == 1


async def test_it_gives_up_in_the_end():
    watch, service = Watch(), Service(*[DOWN] * 9)
    with pytest.raises(Unavailable, match="down"):
        await watch.guard().run("find", service)
    assert service.asked == 3


@pytest.mark.parametrize(
    "fault", [Garbled("memory", "Blah."), WRONG, NotFound("Nothing."), Invalid("No."), ZeroDivisionError()]
)
async def test_what_would_be_the_same_is_not_tried_again(fault: Exception):
    service = Service(fault)
    with pytest.raises(type(fault)):
        await Watch().guard().run("find", service)
    assert service.asked == 1


async def test_what_cannot_be_repeated_is_not():
    service = Service(DOWN)
    with pytest.raises(Unavailable):
        await Watch().guard().run("add", service, once=True)
    assert service.asked == 1


async def test_patience_that_is_asked_for_is_given_by_all():
    watch = Watch()
    guard, begun = watch.guard(), watch.clock.now()
    assert await guard.run("find", Service(Throttled("memory", "Slowly.", 40.0))) == "well"
    assert (watch.clock.now() - begun).total_seconds() == pytest.approx(40, abs=0.01)
    with pytest.raises(Throttled):
        await guard.run("find", Service(Throttled("memory", "Slowly.", 50.0)), once=True)
    begun = watch.clock.now()
    assert await guard.run("find", Service()) == "well"
    assert (watch.clock.now() - begun).total_seconds() == pytest.approx(50, abs=0.3)


async def test_nobody_is_kept_waiting_for_an_hour():
    watch, service = Watch(), Service(Throttled("memory", "Slowly.", 3600.0))
    with pytest.raises(LeftAlone) as caught:
        await watch.guard().run("find", service)
    assert caught.value.retry_after == pytest.approx(3600, abs=1)
    assert service.asked == 1
    assert sum(watch.slept) == 0


async def test_a_service_that_fails_is_left_alone_until_it_works():
    watch = Watch()
    guard, service = watch.guard(failures=4), Service(*[DOWN] * 5)
    for _ in range(2):
        with pytest.raises(Unavailable):
            await guard.run("find", service)
    assert guard.phase is Phase.OPEN
    asked = service.asked
    with pytest.raises(LeftAlone, match="It is down"):
        await guard.run("find", service)
    assert service.asked == asked
    assert watch.metrics.gauged("outside.open", service="memory") == 1
    watch.clock.advance(700)
    assert await guard.run("find", Service()) == "well"
    assert guard.phase is Phase.CLOSED


async def test_wrong_credentials_are_not_shown_a_thousand_times():
    guard, service = Watch().guard(failures=2), Service(*[WRONG] * 10)
    for _ in range(2):
        with pytest.raises(Refused):
            await guard.run("find", service)
    with pytest.raises(LeftAlone, match="Who are you"):
        await guard.run("find", service)
    assert service.asked == 2


@pytest.mark.parametrize("fault", [NotFound("Nothing."), Throttled("memory", "Slowly.", 0.1), Invalid("No.")])
async def test_who_answers_works(fault: MusicsimError):
    guard = Watch().guard(failures=1)
    for _ in range(5):
        with pytest.raises(type(fault)):
            await guard.run("find", Service(fault), once=True)
    assert guard.phase is Phase.CLOSED


async def test_only_one_tries_whether_it_works_again():
    watch = Watch()
    guard = watch.guard(failures=1)
    with pytest.raises(Unavailable):
        await guard.run("find", Service(DOWN), once=True)
    watch.clock.advance(60)
    go = asyncio.Event()

    async def slow() -> str:
        await go.wait()
        return "well"

    first = asyncio.create_task(guard.run("find", slow))
    await asyncio.sleep(0)
    with pytest.raises(LeftAlone):
        await guard.run("find", Service())
    go.set()
    assert await first == "well"
    assert await guard.run("find", Service()) == "well"


@pytest.mark.parametrize("failures", [0, 1])
async def test_being_cancelled_says_nothing_of_the_service(failures: int):
    watch = Watch()
    guard = watch.guard(failures=1)
    for _ in range(failures):
        with pytest.raises(Unavailable):
            await guard.run("find", Service(DOWN), once=True)
    watch.clock.advance(60)
    phase = guard.phase
    task = asyncio.create_task(guard.run("find", asyncio.Event().wait))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert guard.phase is phase
    assert await guard.run("find", Service()) == "well"
    assert watch.metrics.counted("outside.calls", service="memory", operation="find", outcome="cancelled") == 1


async def test_who_does_not_answer_in_time_is_unavailable():
    guard = Watch().guard(seconds=0.01, attempts=1)
    with pytest.raises(Unavailable, match="within"):
        await guard.run("find", asyncio.Event().wait)


async def test_a_time_limit_of_the_service_itself_is_its_own():
    with pytest.raises(TimeoutError):
        await Watch().guard().run("find", Service(TimeoutError()))


async def test_a_turn_that_nobody_waits_for_goes_to_another():
    watch = Watch()
    guard = watch.guard(rate=0.1, burst=1.0)
    await guard.run("find", Service())

    async def give_up(seconds: float) -> None:
        raise asyncio.CancelledError

    guard._sleep = give_up
    with pytest.raises(asyncio.CancelledError):
        await guard.run("find", Service())
    guard._sleep = watch.sleep
    await guard.run("find", Service())
    assert watch.slept == [pytest.approx(10, abs=0.1)]


@pytest.mark.parametrize(
    "fault",
    [
        Unavailable("database", "The database is down."),
        Refused("memory", RefusalReason.SPENDING, "Enough for today."),
        Refused("pictures", RefusalReason.CREDENTIALS, "Gone."),
    ],
)
async def test_faults_of_others_say_nothing_of_the_service(fault: MusicsimError):
    guard, service = Watch().guard(failures=1), Service(fault, fault)
    for _ in range(2):
        with pytest.raises(type(fault)):
            await guard.run("find", service)
    assert service.asked == 2
    assert guard.phase is Phase.CLOSED


FAULTS: list[Callable[[], BaseException | None]] = [
    lambda: None,
    lambda: DOWN,
    lambda: Throttled("memory", "Slowly.", 3.0),
    lambda: Garbled("memory", "Blah."),
    lambda: NotFound("Nothing."),
    lambda: WRONG,
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(FAULTS), max_size=30), st.lists(st.floats(0, 100), min_size=1, max_size=10))
def test_whatever_happens_limits_hold_and_the_service_is_asked_again(faults, pauses: list[float]) -> None:
    async def converse() -> None:
        watch, moments = Watch(), []
        service = Service(*(fault() for fault in faults))
        guard = watch.guard(rate=2.0, burst=2.0)

        async def ask() -> str:
            moments.append(watch.clock.now().timestamp())
            return await service()

        for pause in pauses:
            watch.clock.advance(pause)
            try:
                assert await guard.run("find", ask) == "well"
            except MusicsimError as fault:
                assert isinstance(fault, Unavailable | Refused | NotFound)  # noqa: PT017
        assert all(b - a >= 0.49 for a, b in zip(moments, moments[2:], strict=False))
        service.faults.clear()
        watch.clock.advance(700)
        assert await guard.run("find", ask) == "well"

    asyncio.run(converse())


async def test_a_service_that_fails_often_answers_everybody_in_the_end():
    chance, watch = random.Random(3), Watch()
    guard, answered = watch.guard(failures=8), 0
    for _ in range(200):
        for _ in range(50):
            try:
                answered += await guard.run("find", Service(*[DOWN if chance.random() < 0.3 else None])) == "well"
                break
            except LeftAlone as fault:
                watch.clock.advance(fault.retry_after + 1)
    assert answered == 200
