"""Accounts and invites over HTTP, and registering with one."""

from typing import Any, Literal

import httpx
import pytest

from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.model.user import Role
from musicsim.entrypoints.http.app import create_app
from tests.support.people import PASSWORD, move_in
from tests.unit.http.conftest import Served, client_from

Client = httpx.AsyncClient

USERS, INVITES, REGISTER = "/api/v1/users", "/api/v1/invites", "/api/v1/auth/register"


@pytest.fixture
async def admin(visitor: Client, emptied: Served) -> Client:
    """The client of an admin who is signed in."""
    await move_in(emptied.library.ports, "boss", Role.ADMIN)
    answer = await visitor.post("/api/v1/auth/login", json={"name": "boss", "password": PASSWORD})
    visitor.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return visitor


async def test_an_account_is_made_with_a_one_time_password(admin: Client) -> None:
    answer = await admin.post(USERS, json={"name": " Zoë  X "})
    made = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"{USERS}/{made['user']['id']}")
    assert (made["user"]["name"], made["user"]["role"]) == ("Zoë X", "listener")
    credentials = {"name": "zoë x", "password": made["one_time_password"]}
    signed_in = (await admin.post("/api/v1/auth/login", json=credentials)).json()
    assert signed_in["user"]["must_change_password"] is True
    assert (await admin.get(f"{USERS}/{made['user']['id']}")).json() == made["user"]


async def test_an_account_is_made_with_a_password(admin: Client) -> None:
    made = (await admin.post(USERS, json={"name": "omar", "password": PASSWORD, "role": "admin"})).json()
    assert made["one_time_password"] is None
    assert (made["user"]["role"], made["user"]["must_change_password"]) == ("admin", False)


@pytest.mark.parametrize(
    ("wanted", "status", "field"),
    [
        ({"name": "BOSS"}, 409, None),
        ({"name": " "}, 422, "name"),
        ({"name": "x" * 65}, 422, "name"),
        ({"name": "a\0b"}, 422, "name"),
        ({"name": "omar", "password": "short"}, 422, "password"),
        ({"name": "omar the great", "password": "Omar the  Great"}, 422, "password"),
        ({"name": "omar", "role": "king"}, 422, None),
    ],
)
async def test_what_no_account_can_be(admin: Client, wanted: dict[str, Any], status: int, field: str | None) -> None:
    answer = await admin.post(USERS, json=wanted)
    assert answer.status_code == status
    assert field is None or answer.json()["field"] == field


async def test_accounts_come_by_name_page_by_page(admin: Client) -> None:
    for name in ("Émile", "cy", "Bo"):
        await admin.post(USERS, json={"name": name})
    first = (await admin.get(f"{USERS}?limit=3")).json()
    second = (await admin.get(USERS, params={"limit": 3, "cursor": first["next"]})).json()
    assert [one["name"] for one in first["items"]] == ["Bo", "boss", "cy"]
    assert [one["name"] for one in second["items"]] == ["Émile"]
    assert second["next"] is None


async def test_accounts_are_changed_and_deleted(admin: Client) -> None:
    user = (await admin.post(USERS, json={"name": "omar"})).json()["user"]
    address = f"{USERS}/{user['id']}"
    assert (await admin.patch(address, json={"role": "admin"})).json()["role"] == "admin"
    assert (await admin.patch(address, json={"disabled": True})).json()["disabled"] is True
    changed = (await admin.patch(address, json={})).json()
    assert (changed["role"], changed["disabled"]) == ("admin", True)
    assert (await admin.patch(address, json={"disabled": False})).json()["disabled"] is False
    assert len((await admin.post(f"{address}/password")).json()["one_time_password"]) == 19
    given = await admin.post(f"{address}/password", json={"password": PASSWORD})
    assert given.json() == {"one_time_password": None}
    assert [(await admin.delete(address)).status_code for _ in range(2)] == [204, 404]
    for answer in (
        await admin.get(address),
        await admin.patch(address, json={}),
        await admin.post(f"{address}/password"),
    ):
        assert answer.status_code == 404


async def test_the_last_admin_stays(admin: Client) -> None:
    [boss] = (await admin.get(USERS)).json()["items"]
    address = f"{USERS}/{boss['id']}"
    for answer in (
        await admin.patch(address, json={"role": "listener"}),
        await admin.patch(address, json={"disabled": True}),
        await admin.delete(address),
    ):
        assert answer.status_code == 409


async def test_an_invite_lets_some_in_with_its_role(emptied: Served, admin: Client) -> None:
    made = (await admin.post(INVITES, json={"uses": 2, "role": "admin"})).json()
    newcomer = {"name": "omar", "password": PASSWORD, "invite": made["code"]}
    taken = await admin.post(REGISTER, json={**newcomer, "name": "boss"})
    assert taken.status_code == 409
    registered = await admin.post(REGISTER, json=newcomer)
    assert registered.status_code == 201
    assert registered.json()["user"]["role"] == "admin"
    assert [one["uses"] for one in (await admin.get(INVITES)).json()["items"]] == [1]
    address = f"{INVITES}/{made['invite']['id']}"
    assert [(await admin.delete(address)).status_code for _ in range(2)] == [204, 404]
    refused = await admin.post(REGISTER, json={**newcomer, "name": "cy"})
    assert (refused.status_code, refused.json()["field"]) == (422, "invite")


@pytest.mark.parametrize("invite", [None, "", "made up"])
async def test_who_is_not_invited_learns_of_no_name_whether_somebody_has_it(
    emptied: Served, visitor: Client, invite: str | None
) -> None:
    await move_in(emptied.library.ports, "boss")
    hasher = emptied.library.ports.passwords
    before = hasher.hashed
    newcomer = {"password": PASSWORD, "invite": invite}
    answers = [await visitor.post(REGISTER, json={**newcomer, "name": name}) for name in ("boss", "nobody")]
    assert [(answer.status_code, answer.json()["field"]) for answer in answers] == [(422, "invite")] * 2
    assert answers[0].content == answers[1].content
    assert hasher.hashed == before


@pytest.mark.parametrize(
    ("registration", "invite", "status"),
    [("open", None, 201), ("open", "made up", 422), ("invite", None, 422), ("invite", "", 422), ("closed", "any", 403)],
)
async def test_who_may_register_is_set(
    emptied: Served, registration: Literal["open", "invite", "closed"], invite: str | None, status: int
) -> None:
    settings = Settings(scan_on_start=False, registration=registration)
    async with client_from(create_app(assemble(settings, emptied.library.ports))) as client:
        options = (await client.get("/api/v1/auth/options")).json()
        assert options == {"registration": registration, "shortest_password": 10, "longest_password": 200}
        newcomer = {"name": "omar", "password": PASSWORD, "invite": invite, "cookies": True}
        answer = await client.post(REGISTER, json=newcomer)
        assert answer.status_code == status
        assert (await client.get("/api/v1/me")).status_code == (200 if status == 201 else 401)
        statuses = {(await client.post(REGISTER, json={**newcomer, "name": "boss"})).status_code for _ in range(11)}
        assert (429 in statuses) is (registration != "closed")
