"""What people may rely on, where only the ports show it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from musicsim.adapters.memory.accounts import MemoryAccounts
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.password_hasher import MemoryPasswordHasher
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, Forbidden, Unauthenticated, Unavailable
from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import Scope
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.session import Device
from musicsim.domain.model.user import Role
from musicsim.ports.personal_data import Exported, PersonalData
from tests.support.application import memory_ports
from tests.support.people import PASSWORD, move_in

HERE = Device(address="192.0.2.1")


class Diary(PersonalData):
    """Keeps a line of everybody. Knob: `reachable`."""

    def __init__(self) -> None:
        self.lines: dict[UserId, str] = {}
        self.reachable = True

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        return {"diary": [{"line": self.lines[user]}] if user in self.lines else []}

    async def forget(self, user: UserId) -> None:
        if not self.reachable:
            raise Unavailable("diary", "It is locked.")
        self.lines.pop(user, None)


class Meddling(MemoryPasswordHasher):
    """Knob: `meanwhile`, what happens while the first password is looked at."""

    def __init__(self, version: int = 1) -> None:
        super().__init__(version)
        self.meanwhile: Callable[[], Awaitable[object]] | None = None

    async def verify(self, password: str, hashed: str | None) -> bool:
        right = await super().verify(password, hashed)
        if self.meanwhile is not None:
            happen, self.meanwhile = self.meanwhile, None
            await happen()
        return right


class Hurried(MemoryAccounts):
    """Somebody else takes a name between the look for it and its taking."""

    async def find(self, name: str) -> Account | None:
        return None


async def test_every_store_of_personal_data_is_asked():
    ports, diary = memory_ports(), Diary()
    people = assemble(Settings(), replace(ports, personal=[*ports.personal, diary])).people
    ada = await move_in(ports, "ada")
    diary.lines[ada.id] = "dear diary"
    assert (await people.export_my_data(ada.id))["diary"] == [{"line": "dear diary"}]
    await people.delete_my_account(ada.id, PASSWORD, "192.0.2.1")
    assert diary.lines == {}


async def test_what_broke_off_in_the_middle_of_a_farewell_is_finished_without_being_asked_for():
    clock, diary = ManualClock(), Diary()
    ports = memory_ports(clock=clock)
    people = assemble(Settings(), replace(ports, personal=[diary, *ports.personal])).people
    ada = await move_in(ports, "ada")
    diary.lines[ada.id] = "dear diary"
    diary.reachable = False
    with pytest.raises(Unavailable):
        await people.delete_my_account(ada.id, PASSWORD, "192.0.2.1")
    with pytest.raises(Forbidden, match="being deleted"):
        await people.sign_in("ada", PASSWORD, HERE)
    with pytest.raises(Conflict, match="being deleted"):
        await people.change_account(ada.id, disabled=False)
    clock.advance(61)
    await people.finish_farewells()  # it is locked still, and keeps nobody from other work
    diary.reachable = True
    await people.finish_farewells()
    assert await ports.accounts.get(ada.id) is not None  # begun anew a moment ago
    clock.advance(61)
    await people.finish_farewells()
    assert diary.lines == {}
    assert await ports.accounts.get(ada.id) is None


async def test_an_admin_can_finish_it_at_once():
    ports, diary = memory_ports(), Diary()
    people = assemble(Settings(), replace(ports, personal=[diary, *ports.personal])).people
    ada = await move_in(ports, "ada")
    diary.reachable = False
    with pytest.raises(Unavailable):
        await people.delete_my_account(ada.id, PASSWORD, "192.0.2.1")
    diary.reachable = True
    await people.delete_account(ada.id)
    assert await ports.accounts.get(ada.id) is None


async def test_an_invite_is_not_used_up_by_a_name_that_was_just_taken():
    database = MemoryDatabase()
    ports = memory_ports(database)
    await move_in(ports, "omar")
    hurried = Hurried(database)
    people = assemble(Settings(), replace(ports, accounts=hurried)).people
    invite, code = await people.create_invite(Role.LISTENER, 1, timedelta(days=1))
    with pytest.raises(Conflict):
        await people.register("omar", PASSWORD, code, HERE)
    assert [one.id for one in await people.list_invites()] == [invite.id]


@pytest.mark.parametrize("version", [1, 2])
async def test_who_signs_in_while_the_password_is_reset_is_not_in_and_the_new_one_stays(version: int):
    passwords = Meddling(version)
    ports = replace(memory_ports(), passwords=passwords)
    people = assemble(Settings(), ports).people
    ada = await move_in(ports, "ada")
    passwords.meanwhile = lambda: people.reset_password(ada.id, "another password")
    with pytest.raises(Unauthenticated):
        await people.sign_in("ada", PASSWORD, HERE)
    assert await people.list_sessions(ada.id) == []
    assert (await people.sign_in("ada", "another password", HERE)).account.id == ada.id


async def test_who_signs_in_while_being_disabled_is_not_in_when_enabled_again():
    passwords = Meddling()
    ports = replace(memory_ports(), passwords=passwords)
    people = assemble(Settings(), ports).people
    ada = await move_in(ports, "ada")
    passwords.meanwhile = lambda: people.change_account(ada.id, disabled=True)
    with pytest.raises(Unauthenticated):
        await people.sign_in("ada", PASSWORD, HERE)
    assert await people.list_sessions(ada.id) == []


async def test_ones_own_new_password_does_not_take_the_place_of_one_that_was_just_given():
    passwords = Meddling()
    ports = replace(memory_ports(), passwords=passwords)
    people = assemble(Settings(), ports).people
    ada = await move_in(ports, "ada")
    passwords.meanwhile = lambda: people.reset_password(ada.id, "another password")
    with pytest.raises(Conflict):
        await people.change_password(ada.id, PASSWORD, "one of my own", "192.0.2.1")
    assert (await people.sign_in("ada", "another password", HERE)).account.id == ada.id


async def test_two_who_sign_in_while_the_hash_is_renewed_are_both_in():
    passwords = Meddling(2)
    ports = replace(memory_ports(), passwords=passwords)
    people = assemble(Settings(), ports).people
    ada = await move_in(ports, "ada")
    passwords.meanwhile = lambda: people.sign_in("ada", PASSWORD, HERE)
    await people.sign_in("ada", PASSWORD, HERE)
    assert len(await people.list_sessions(ada.id)) == 2


async def test_hosts_that_start_at_one_moment_make_one_admin_and_tell_one_password():
    ports = memory_ports()
    people = assemble(Settings(), ports).people
    told = await asyncio.gather(*(people.found_accounts() for _ in range(4)))
    [password] = [one for one in told if one is not None]
    [admin] = await ports.accounts.page(9)
    assert (admin.name, admin.role, admin.one_time) == ("admin", Role.ADMIN, True)
    assert (await people.sign_in("admin", password, HERE)).account == admin
    assert await people.found_accounts() is None


async def test_two_tabs_that_renew_at_one_moment_go_on_with_one_token():
    ports = memory_ports()
    people = assemble(Settings(), ports).people
    await move_in(ports, "ada")
    token = (await people.sign_in("ada", PASSWORD, HERE)).refresh_token
    renewed = await asyncio.gather(*(people.renew_session(token, HERE) for _ in range(3)))
    [following] = {one.refresh_token for one in renewed}
    assert (await people.renew_session(following, HERE)).refresh_token != following


async def test_a_thief_and_the_one_who_was_robbed_are_both_out():
    clock = ManualClock()
    ports = memory_ports(clock=clock)
    people = assemble(Settings(), ports).people
    await move_in(ports, "ada")
    stolen = (await people.sign_in("ada", PASSWORD, HERE)).refresh_token
    mine = (await people.renew_session(stolen, HERE)).refresh_token
    thiefs = (await people.renew_session(stolen, HERE)).refresh_token  # within the grace: the chain does not fork
    clock.advance(600)
    await people.renew_session(thiefs, HERE)
    clock.advance(600)
    with pytest.raises(Unauthenticated):
        await people.renew_session(mine, HERE)
    assert await people.list_sessions(UserId("u-ada")) == []


async def test_who_asked_is_let_in_no_more_once_the_session_or_token_is_gone():
    clock = ManualClock()
    ports = memory_ports(clock=clock)
    people = assemble(Settings(), ports).people
    ada = await move_in(ports, "ada")
    opened = await people.sign_in("ada", PASSWORD, HERE)
    signed_in = await people.authenticate_session(opened.session.id, clock.now() + timedelta(seconds=1))
    _, text = await people.create_token(ada.caller, "tests", Scope.READ, timedelta(days=1))
    program = await people.authenticate_token(text)
    assert [await people.check_proof(one) for one in (signed_in, program)] == [True, True]
    await people.end_sessions(ada.id)
    assert [await people.check_proof(one) for one in (signed_in, program)] == [False, True]
    await people.change_account(ada.id, disabled=True)
    assert await people.check_proof(program) is False
    await people.change_account(ada.id, disabled=False)
    assert await people.check_proof(program) is True
    clock.advance(24 * 3600)
    assert await people.check_proof(program) is False


async def test_another_key_signs_everybody_out():
    ports = memory_ports()
    await move_in(ports, "ada")
    before = assemble(Settings(secret_key="k" * 32), ports).people
    after = assemble(Settings(secret_key="q" * 32), ports).people
    assert before.key != after.key != assemble(Settings(), ports).people.key
