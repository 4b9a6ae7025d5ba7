"""What every store of sessions promises."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.identity import SessionId, UserId
from musicsim.domain.model.session import Device, Renewal, Session
from musicsim.domain.rules.exporting import exported_session
from tests.support.people import DAY
from tests.support.people_stores import PeopleStores
from tests.support.samples import HALVES

ADA, OMAR = UserId("u-ada"), UserId("u-omar")
LASTS, GRACE = timedelta(days=30), timedelta(minutes=1)
PHONE = Device(user_agent="Phone/1", address="2001:db8::7")
LATER = DAY + timedelta(hours=1)


def a_session(number: int = 1, user: UserId = ADA, minutes: int = 0) -> Session:
    begun = DAY + timedelta(minutes=minutes)
    return Session(
        id=SessionId(f"s{number}"),
        user=user,
        created_at=begun,
        seen_at=begun,
        expires_at=begun + LASTS,
        device=Device(user_agent="Browser/7", address="192.0.2.1"),
    )


async def renew(people: PeopleStores, used: str, following: str, now=LATER) -> Renewal:
    return await people.sessions.renew(used, following, PHONE, now, now + LASTS, GRACE)


class SessionsContract:
    """Subclasses supply the fixtures `people` (nobody) and `broken` (not answering)."""

    @pytest.fixture
    async def started(self, people: PeopleStores) -> Session:
        """Ada's, whose refresh token is "r1"; omar is there, too."""
        await people.move_in("ada", "omar")
        await people.sessions.start(a_session(), "r1")
        return a_session()

    async def test_a_session_is_somebodys_until_it_expires(self, people: PeopleStores, started: Session):
        assert (await people.sessions.holder(started.id, LATER)).id == ADA
        assert await people.sessions.holder(started.id, DAY + LASTS) is None
        assert await people.sessions.holder(SessionId("s9"), LATER) is None
        assert await people.sessions.of(ADA, LATER) == [started]
        assert await people.sessions.of(ADA, DAY + LASTS) == []
        assert await people.sessions.of(OMAR, LATER) == []

    async def test_nobody_has_no_session(self, people: PeopleStores):
        with pytest.raises(Conflict):
            await people.sessions.start(a_session(), "r1")

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_no_session(self, people: PeopleStores, started: Session, half: str):
        assert await people.sessions.holder(SessionId(half), LATER) is None
        assert await people.sessions.end(ADA, SessionId(half)) is False

    async def test_renewing_moves_it_on(self, people: PeopleStores, started: Session):
        renewal = await renew(people, "r1", "r2")
        moved = replace(started, seen_at=LATER, expires_at=LATER + LASTS, device=PHONE)
        assert renewal == Renewal(moved)
        assert await people.sessions.of(ADA, LATER) == [moved]
        assert (await renew(people, "r2", "r3")).session is not None

    async def test_what_is_unknown_or_expired_renews_nothing(self, people: PeopleStores, started: Session):
        assert await renew(people, "r9", "r10") == Renewal()
        assert await renew(people, "r1", "r2", DAY + LASTS) == Renewal()

    async def test_a_token_that_comes_again_soon_changes_nothing(self, people: PeopleStores, started: Session):
        first = await renew(people, "r1", "r2")
        assert await renew(people, "r1", "r2", LATER + GRACE) == first
        assert (await renew(people, "r2", "r3", LATER + GRACE)).session is not None

    async def test_a_token_that_comes_again_later_ends_the_session(self, people: PeopleStores, started: Session):
        await people.sessions.start(a_session(2), "q1")
        await renew(people, "r1", "r2")
        await renew(people, "r2", "r3")
        assert await renew(people, "r1", "r2", LATER + GRACE + timedelta(seconds=1)) == Renewal(reused=True)
        assert await renew(people, "r3", "r4") == Renewal()
        assert await people.sessions.holder(started.id, LATER) is None
        assert [one.id for one in await people.sessions.of(ADA, LATER)] == ["s2"]

    async def test_of_many_at_one_moment_one_uses_a_token_up(self, people: PeopleStores, started: Session):
        renewals = await asyncio.gather(*(renew(people, "r1", "r2") for _ in range(4)))
        assert {one.session.id if one.session else None for one in renewals} == {started.id}
        assert (await renew(people, "r2", "r3", LATER + 2 * GRACE)).session is not None

    async def test_expired_tokens_and_sessions_are_forgotten(self, people: PeopleStores, started: Session):
        await renew(people, "r1", "r2", DAY + timedelta(days=29))
        assert (await renew(people, "r2", "r3", DAY + timedelta(days=31))).session is not None
        assert await renew(people, "r1", "r2", DAY + timedelta(days=31)) == Renewal()
        await people.sessions.start(a_session(3, minutes=90 * 24 * 60), "p1")
        assert (await people.sessions.export(ADA))["sessions"] == [exported_session(a_session(3, minutes=90 * 24 * 60))]

    async def test_the_latest_seen_come_first(self, people: PeopleStores, started: Session):
        for number, minutes in ((2, 5), (4, 5), (3, 9)):
            await people.sessions.start(a_session(number, minutes=minutes), f"x{number}")
        assert [one.id for one in await people.sessions.of(ADA, LATER)] == ["s3", "s4", "s2", "s1"]

    async def test_one_ends_only_ones_own(self, people: PeopleStores, started: Session):
        assert await people.sessions.end(OMAR, started.id) is False
        assert await people.sessions.end(ADA, started.id) is True
        assert await people.sessions.end(ADA, started.id) is False
        assert await renew(people, "r1", "r2") == Renewal()

    async def test_all_but_one_end(self, people: PeopleStores, started: Session):
        await people.sessions.start(a_session(2), "x2")
        await people.sessions.start(a_session(3, OMAR), "x3")
        await people.sessions.end_all(ADA, keep=SessionId("s2"))
        assert [one.id for one in await people.sessions.of(ADA, LATER)] == ["s2"]
        await people.sessions.end_all(ADA)
        assert await people.sessions.of(ADA, LATER) == []
        assert len(await people.sessions.of(OMAR, LATER)) == 1

    async def test_people_take_them_along_and_have_them_forgotten(self, people: PeopleStores, started: Session):
        await people.sessions.start(a_session(2, OMAR), "x2")
        assert await people.sessions.export(ADA) == {"sessions": [exported_session(started)]}
        for _ in range(2):
            await people.sessions.forget(ADA)
        assert await people.sessions.export(ADA) == {"sessions": []}
        assert len((await people.sessions.export(OMAR))["sessions"]) == 1

    async def test_they_go_with_their_person(self, people: PeopleStores, started: Session):
        await people.accounts.remove(ADA)
        assert await people.sessions.holder(started.id, LATER) is None
        assert await renew(people, "r1", "r2") == Renewal()

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: PeopleStores):
        calls = (broken.sessions.holder(SessionId("s"), DAY), broken.sessions.end_all(ADA), renew(broken, "r1", "r2"))
        for call in calls:
            with pytest.raises(Unavailable):
                await call
