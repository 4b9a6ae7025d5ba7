"""What every store of tokens promises."""

from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.api_token import ApiToken, Scope
from musicsim.domain.model.identity import TokenId, UserId
from musicsim.domain.rules.exporting import exported_token
from tests.support.people import DAY
from tests.support.people_stores import PeopleStores
from tests.support.samples import HALVES

ADA, OMAR = UserId("u-ada"), UserId("u-omar")
LATER = DAY + timedelta(days=1)


def a_token(number: int = 1, user: UserId = ADA) -> ApiToken:
    return ApiToken(
        id=TokenId(f"k{number}"),
        user=user,
        name=f"für {number}",
        scope=Scope.WRITE,
        created_at=DAY,
        expires_at=LATER if number % 2 else None,
    )


class ApiTokensContract:
    """Subclasses supply the fixtures `people` (nobody) and `broken` (not answering)."""

    @pytest.fixture(autouse=True)
    async def inhabited(self, people: PeopleStores) -> None:
        await people.move_in("ada", "omar")

    async def test_a_token_is_found_with_its_person(self, people: PeopleStores):
        for number in (1, 2):
            await people.tokens.add(a_token(number), f"d{number}")
            token, account = await people.tokens.find(f"d{number}")
            assert (token, account) == (a_token(number), await people.accounts.get(ADA))
        assert await people.tokens.find("d9") is None

    @pytest.mark.parametrize(
        ("token", "digest"), [(a_token(1), "d2"), (a_token(2), "d1"), (a_token(3, UserId("u-nobody")), "d3")]
    )
    async def test_ids_and_digests_are_taken_once_and_by_somebody(
        self, people: PeopleStores, token: ApiToken, digest: str
    ):
        await people.tokens.add(a_token(1), "d1")
        with pytest.raises(Conflict):
            await people.tokens.add(token, digest)

    async def test_the_newest_come_first(self, people: PeopleStores):
        for number in (2, 1, 3):
            await people.tokens.add(a_token(number), f"d{number}")
        await people.tokens.add(a_token(4, OMAR), "d4")
        assert [one.id for one in await people.tokens.of(ADA)] == ["k3", "k2", "k1"]

    async def test_the_latest_use_is_remembered(self, people: PeopleStores):
        await people.tokens.add(a_token(), "d1")
        await people.tokens.note_use(TokenId("k1"), LATER)
        await people.tokens.note_use(TokenId("k9"), LATER)
        assert await people.tokens.of(ADA) == [replace(a_token(), used_at=LATER)]

    async def test_one_removes_only_ones_own(self, people: PeopleStores):
        await people.tokens.add(a_token(), "d1")
        assert await people.tokens.remove(OMAR, TokenId("k1")) is False
        assert await people.tokens.remove(ADA, TokenId("k1")) is True
        assert await people.tokens.remove(ADA, TokenId("k1")) is False
        assert await people.tokens.find("d1") is None

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_no_token(self, people: PeopleStores, half: str):
        assert await people.tokens.remove(ADA, TokenId(half)) is False

    async def test_people_take_them_along_and_have_them_forgotten(self, people: PeopleStores):
        await people.tokens.add(a_token(1), "d1")
        await people.tokens.add(a_token(2, OMAR), "d2")
        assert await people.tokens.export(ADA) == {"tokens": [exported_token(a_token(1))]}
        for _ in range(2):
            await people.tokens.forget(ADA)
        assert await people.tokens.export(ADA) == {"tokens": []}
        assert await people.tokens.of(OMAR) == [a_token(2, OMAR)]

    async def test_they_go_with_their_person(self, people: PeopleStores):
        await people.tokens.add(a_token(), "d1")
        await people.accounts.remove(ADA)
        assert await people.tokens.find("d1") is None

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: PeopleStores):
        for call in (broken.tokens.find("d"), broken.tokens.of(ADA), broken.tokens.add(a_token(), "d")):
            with pytest.raises(Unavailable):
                await call
