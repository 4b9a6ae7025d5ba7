"""What everything that counts attempts promises, and what the secrets do that processes share."""

import asyncio
from datetime import timedelta

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.allowance import Allowance
from tests.support.people import DAY
from tests.support.people_stores import PeopleStores

NONE = timedelta()
MINUTE = timedelta(minutes=1)
THREE = Allowance(3, MINUTE)
MANY = Allowance(100, MINUTE)


class AttemptsContract:
    """Subclasses supply the fixtures `people` (nobody) and `broken` (not answering)."""

    async def test_some_are_free_then_one_waits(self, people: PeopleStores):
        take = people.attempts.take
        assert [await take({"a": THREE}, DAY) for _ in range(5)] == [NONE, NONE, NONE, MINUTE, MINUTE]
        assert await take({"a": THREE}, DAY + MINUTE) == NONE
        assert await take({"a": THREE}, DAY + 1.5 * MINUTE) == 0.5 * MINUTE

    async def test_the_longest_wait_counts_and_what_is_refused_does_not(self, people: PeopleStores):
        take = people.attempts.take
        for _ in range(3):
            await take({"a": THREE}, DAY)
        for _ in range(5):
            assert await take({"a": THREE, "b": THREE}, DAY) == MINUTE
        assert [await take({"b": THREE}, DAY) for _ in range(4)] == [NONE, NONE, NONE, MINUTE]

    async def test_what_is_given_back_was_not(self, people: PeopleStores):
        both = {"a": THREE, "b": MANY}
        for _ in range(9):
            assert await people.attempts.take(both, DAY) == NONE
            await people.attempts.give_back(both)
        await people.attempts.give_back({"never": THREE})

    async def test_time_makes_good(self, people: PeopleStores):
        for _ in range(3):
            await people.attempts.take({"a": THREE}, DAY)
        await people.attempts.take({"b": THREE}, DAY + 10 * MINUTE)  # at which others are forgotten that have settled
        assert [await people.attempts.take({"a": THREE}, DAY + 10 * MINUTE) for _ in range(4)] == [NONE] * 3 + [MINUTE]

    async def test_a_crowd_gets_no_more_than_one_after_the_other(self, people: PeopleStores):
        waits = await asyncio.gather(*(people.attempts.take({"a": THREE, "b": MANY}, DAY) for _ in range(8)))
        assert sorted(waits) == [NONE] * 3 + [MINUTE] * 5

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: PeopleStores):
        for call in (broken.attempts.take({"a": THREE}, DAY), broken.secrets.settle("one", b"secret")):
            with pytest.raises(Unavailable):
                await call

    async def test_all_get_the_secret_that_was_first(self, people: PeopleStores):
        settled = await asyncio.gather(*(people.secrets.settle("one", bytes([number])) for number in range(4)))
        assert len(set(settled)) == 1
        assert await people.secrets.settle("one", b"late") == settled[0]
        assert await people.secrets.settle("other", b"another") == b"another"
