"""What everything promises that keeps answers of services beyond the library."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.beyond import Suggestion, Suggestions
from musicsim.domain.model.question import AnswerState, KeptAnswer, Remembered
from tests.contracts.outside_memory import OutsideMemory
from tests.support.externals import an_id
from tests.support.samples import DAY, track_id

HOUR = timedelta(hours=1)
FOUND = Suggestions((Suggestion(an_id(1), 0.9, "Ärtist - Söng"), Suggestion(an_id(2), 1 / 3)))
ANSWER = KeptAnswer(
    provider="cyanite", state=AnswerState.ANSWERED, again_at=DAY + HOUR, suggestions=FOUND, answered_at=DAY
)
NOTHING = KeptAnswer(provider="listenbrainz", state=AnswerState.UNKNOWN, again_at=DAY, answered_at=DAY)
ASKED = (ANSWER, NOTHING)


class OutsideAnswersContract:
    """Subclasses supply `kept` (filled) and `cut_off`, which does not answer."""

    async def test_answers_are_kept_as_they_are(self, kept: OutsideMemory):
        assert await kept.answers.of("q") == Remembered()
        for answer in reversed(ASKED):
            await kept.answers.keep("q", track_id(1), answer, DAY)
        assert await kept.answers.of("q") == Remembered(ASKED)
        worse = replace(ANSWER, state=AnswerState.FAILED, detail="No.", again_at=DAY + 2 * HOUR)
        await kept.answers.keep("q", track_id(1), worse, DAY)
        assert await kept.answers.of("q") == Remembered((worse, NOTHING))
        assert await kept.answers.of("another") == Remembered()

    async def test_one_at_a_time_asks(self, kept: OutsideMemory):
        claims = (kept.answers.claim("q", DAY, DAY + HOUR) for _ in range(5))
        assert sum(await asyncio.gather(*claims)) == 1
        assert (await kept.answers.of("q")).claimed_until == DAY + HOUR
        await kept.answers.keep("q", None, ANSWER, DAY)
        assert not await kept.answers.claim("q", DAY + HOUR / 2, DAY + 2 * HOUR)
        assert await kept.answers.claim("other", DAY, DAY + HOUR)
        await kept.answers.release("q", DAY + HOUR)
        assert await kept.answers.of("q") == Remembered((ANSWER,))
        assert await kept.answers.claim("q", DAY, DAY + HOUR)

    async def test_who_died_does_not_keep_it_for_ever(self, kept: OutsideMemory):
        assert await kept.answers.claim("q", DAY, DAY + HOUR)
        assert await kept.answers.claim("q", DAY + HOUR, DAY + 2 * HOUR)
        await kept.answers.release("q", DAY + HOUR)  # as the first does that was slow, not dead
        assert (await kept.answers.of("q")).claimed_until == DAY + 2 * HOUR
        await kept.answers.release("nobody asked this", DAY)

    @pytest.mark.parametrize("state", [AnswerState.PREPARING, AnswerState.UNKNOWN])
    async def test_who_has_not_heard_a_track_can_be_hastened(self, kept: OutsideMemory, state: AnswerState):
        waiting, told = replace(ANSWER, state=state), replace(ANSWER, provider="listenbrainz")
        await kept.answers.keep("q", track_id(1), waiting, DAY)
        await kept.answers.keep("q", track_id(1), told, DAY)
        await kept.answers.keep("r", track_id(2), waiting, DAY)
        await kept.answers.hasten(track_id(1), DAY)
        assert (await kept.answers.of("q")).answers == (replace(waiting, again_at=DAY), told)
        assert (await kept.answers.of("r")).answers == (waiting,)

    async def test_the_oldest_are_forgotten_first(self, kept: OutsideMemory):
        for hours in range(4):
            await kept.answers.keep(f"q{hours}", None, ANSWER, DAY + hours * HOUR)
        assert await kept.answers.forget(DAY + 3 * HOUR, 2) == 2
        assert await kept.answers.of("q1") == Remembered()
        assert await kept.answers.of("q2") == Remembered((ANSWER,))
        assert await kept.answers.forget(DAY + 3 * HOUR, 2) == 1
        assert await kept.answers.forget(DAY + 3 * HOUR, 2) == 0

    async def test_an_outage_is_told(self, cut_off: OutsideMemory):
        for call in (
            cut_off.answers.of("q"),
            cut_off.answers.keep("q", None, ANSWER, DAY),
            cut_off.answers.claim("q", DAY, DAY),
            cut_off.answers.release("q", DAY),
            cut_off.answers.hasten(track_id(1), DAY),
            cut_off.answers.forget(DAY, 1),
        ):
            with pytest.raises(Unavailable):
                await call
