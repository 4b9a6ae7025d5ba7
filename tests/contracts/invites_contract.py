"""What every store of invites promises."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.identity import InviteId
from musicsim.domain.model.invite import Invite
from musicsim.domain.model.user import Role
from tests.support.people import DAY
from tests.support.people_stores import PeopleStores
from tests.support.samples import HALVES

LATER = DAY + timedelta(days=7)


def an_invite(number: int = 1, uses: int = 2) -> Invite:
    return Invite(id=InviteId(f"i{number}"), role=Role.ADMIN, uses=uses, created_at=DAY, expires_at=LATER)


class InvitesContract:
    """Subclasses supply the fixtures `people` (nobody) and `broken` (not answering)."""

    async def test_an_invite_lets_in_as_many_as_it_says(self, people: PeopleStores):
        await people.invites.add(an_invite(), "d1")
        assert await people.invites.redeem("d1", DAY) == an_invite(uses=1)
        assert await people.invites.redeem("d1", DAY) == an_invite(uses=0)
        assert await people.invites.redeem("d1", DAY) is None
        assert await people.invites.redeem("d2", DAY) is None

    async def test_however_many_come_at_one_moment(self, people: PeopleStores):
        await people.invites.add(an_invite(uses=3), "d1")
        redeemed = await asyncio.gather(*(people.invites.redeem("d1", DAY) for _ in range(6)))
        assert sorted(one.uses for one in redeemed if one) == [0, 1, 2]

    async def test_an_expired_one_lets_nobody_in(self, people: PeopleStores):
        await people.invites.add(an_invite(), "d1")
        assert await people.invites.redeem("d1", LATER) is None
        assert await people.invites.usable(LATER) == []

    async def test_it_can_be_asked_whether_one_lets_in(self, people: PeopleStores):
        await people.invites.add(an_invite(uses=1), "d1")
        asked = [await people.invites.lets_in(digest, now) for digest, now in (("d1", DAY), ("d1", LATER), ("d2", DAY))]
        assert asked == [True, False, False]
        assert await people.invites.usable(DAY) == [an_invite(uses=1)]
        await people.invites.redeem("d1", DAY)
        assert await people.invites.lets_in("d1", DAY) is False

    async def test_a_use_can_be_given_back(self, people: PeopleStores):
        await people.invites.add(an_invite(uses=1), "d1")
        await people.invites.redeem("d1", DAY)
        await people.invites.give_back(InviteId("i1"))
        await people.invites.give_back(InviteId("i9"))
        assert await people.invites.usable(DAY) == [an_invite(uses=1)]

    async def test_the_newest_come_first_and_old_ones_go(self, people: PeopleStores):
        for number in (1, 3, 2):
            await people.invites.add(an_invite(number, uses=1), f"d{number}")
        assert [one.id for one in await people.invites.usable(DAY)] == ["i3", "i2", "i1"]
        await people.invites.redeem("d3", DAY)
        assert [one.id for one in await people.invites.usable(DAY)] == ["i2", "i1"]
        await people.invites.add(replace(an_invite(4), created_at=LATER, expires_at=LATER + timedelta(1)), "d4")
        assert await people.invites.remove(InviteId("i1")) is False

    async def test_ids_and_digests_are_taken_once(self, people: PeopleStores):
        await people.invites.add(an_invite(), "d1")
        for invite, digest in ((an_invite(1), "d2"), (an_invite(2), "d1")):
            with pytest.raises(Conflict):
                await people.invites.add(invite, digest)

    async def test_one_that_is_removed_lets_nobody_in(self, people: PeopleStores):
        await people.invites.add(an_invite(), "d1")
        assert await people.invites.remove(InviteId("i1")) is True
        assert await people.invites.remove(InviteId("i1")) is False
        assert await people.invites.redeem("d1", DAY) is None

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_none(self, people: PeopleStores, half: str):
        assert await people.invites.remove(InviteId(half)) is False

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: PeopleStores):
        for call in (broken.invites.usable(DAY), broken.invites.redeem("d", DAY)):
            with pytest.raises(Unavailable):
                await call
