"""What every store of accounts promises."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Role
from tests.support.people import DAY, an_account
from tests.support.people_stores import PeopleStores
from tests.support.samples import HALVES

ADA, OMAR = UserId("u-ada"), UserId("u-omar")


class AccountsContract:
    """Subclasses supply the fixtures `people` (nobody) and `broken` (not answering)."""

    async def test_every_field_comes_back(self, people: PeopleStores):
        account = an_account(
            "Zoë Ω", Role.ADMIN, one_time=True, disabled_at=DAY, leaving_at=DAY, password="$argon2id$…"
        )
        await people.accounts.add(account)
        assert await people.accounts.get(account.id) == account

    async def test_nobody_is_none(self, people: PeopleStores):
        assert await people.accounts.get(ADA) is None
        assert await people.accounts.find("ada") is None
        assert await people.accounts.page(5) == []
        assert await people.accounts.change(ADA, role=Role.ADMIN) is None
        assert await people.accounts.remove(ADA) is False

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_are_nobody(self, people: PeopleStores, half: str):
        assert await people.accounts.get(UserId(half)) is None
        assert await people.accounts.find(half) is None
        assert await people.accounts.remove(UserId(half)) is False
        assert await people.accounts.change(UserId(half), one_time=True) is None

    @pytest.mark.parametrize("name", ["Zoë", "ZOË", " zoe\u0308 "])
    async def test_names_are_found_however_they_are_written(self, people: PeopleStores, name: str):
        [zoe] = await people.move_in("Zoë")
        assert await people.accounts.find(name) == zoe
        with pytest.raises(Conflict, match="Somebody has this name already"):
            await people.accounts.add(an_account(name, id=UserId("other")))

    async def test_an_id_is_taken_once(self, people: PeopleStores):
        await people.move_in("ada")
        with pytest.raises(Conflict):
            await people.accounts.add(an_account("other", id=ADA))

    async def test_pages_in_the_order_of_names(self, people: PeopleStores):
        await people.move_in("Bo", "ada", "Émile", "cy")
        assert [one.name for one in await people.accounts.page(3)] == ["ada", "Bo", "cy"]
        assert [one.name for one in await people.accounts.page(3, "cy")] == ["Émile"]
        assert await people.accounts.page(3, "émile") == []

    async def test_a_password_is_changed_only_where_it_is_still_the_one_before(self, people: PeopleStores):
        [ada] = await people.move_in("ada")
        assert await people.accounts.change_password(ADA, ada.password, "second", one_time=True) is True
        assert await people.accounts.change_password(ADA, ada.password, "third", one_time=False) is False
        assert await people.accounts.change_password(OMAR, ada.password, "third", one_time=False) is False
        assert await people.accounts.get(ADA) == replace(ada, password="second", one_time=True)

    async def test_only_what_is_named_is_changed(self, people: PeopleStores):
        [ada] = await people.move_in("ada")
        assert await people.accounts.change(ADA, role=Role.ADMIN) == replace(ada, role=Role.ADMIN)
        await people.accounts.change(ADA, password="new", one_time=True)
        assert await people.accounts.get(ADA) == replace(ada, role=Role.ADMIN, password="new", one_time=True)

    async def test_who_is_removed_is_gone_and_the_name_is_free(self, people: PeopleStores):
        await people.move_in("ada")
        assert await people.accounts.remove(ADA) is True
        assert await people.accounts.get(ADA) is None
        await people.move_in("ada")

    async def test_who_is_leaving_is_known(self, people: PeopleStores):
        await people.move_in("omar", "ada", "cy")
        for user in (OMAR, ADA):
            changed = await people.accounts.change(user, leaving_at=DAY)
            assert changed is not None
            assert changed.leaving_at == DAY
        assert await people.accounts.leaving(DAY) == []
        assert await people.accounts.leaving(DAY + timedelta(seconds=1)) == [ADA, OMAR]

    async def test_the_last_admin_stays_one(self, people: PeopleStores):
        [ada] = await people.move_in("ada", role=Role.ADMIN)
        await people.move_in("omar")
        for refused in (
            people.accounts.change(ADA, role=Role.LISTENER),
            people.accounts.change(ADA, disabled_at=DAY),
            people.accounts.remove(ADA),
        ):
            with pytest.raises(Conflict, match="last admin"):
                await refused
        assert await people.accounts.get(ADA) == ada
        await people.accounts.change(OMAR, role=Role.ADMIN)
        assert await people.accounts.remove(ADA)

    async def test_who_is_disabled_governs_nobody(self, people: PeopleStores):
        await people.move_in("ada", "omar", role=Role.ADMIN)
        await people.accounts.change(OMAR, disabled_at=DAY)
        with pytest.raises(Conflict):
            await people.accounts.remove(ADA)
        assert await people.accounts.remove(OMAR)

    async def test_without_any_admin_nobody_is_kept(self, people: PeopleStores):
        await people.move_in("omar")
        assert await people.accounts.remove(OMAR)

    async def test_admins_who_resign_at_one_moment_leave_one(self, people: PeopleStores):
        names = [f"admin{number}" for number in range(4)]
        accounts = await people.move_in(*names, role=Role.ADMIN)
        outcomes = await asyncio.gather(
            *(people.accounts.change(one.id, role=Role.LISTENER) for one in accounts), return_exceptions=True
        )
        assert sorted(isinstance(one, Conflict) for one in outcomes) == [False, False, False, True]

    async def test_of_several_first_accounts_one_is(self, people: PeopleStores):
        first = [an_account("admin", Role.ADMIN, id=UserId(f"u{number}")) for number in range(4)]
        added = await asyncio.gather(*(people.accounts.add_first(one) for one in first))
        assert sorted(added) == [False, False, False, True]
        assert len(await people.accounts.page(10)) == 1
        assert await people.accounts.add_first(an_account("other")) is False

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: PeopleStores):
        for call in (broken.accounts.get(ADA), broken.accounts.add(an_account("ada")), broken.accounts.page(1)):
            with pytest.raises(Unavailable):
                await call
