"""Oneself over HTTP: password, sessions, tokens, export and farewell."""

from typing import Any

import httpx
import pytest
from litestar import Litestar

from musicsim.domain.model.account import Account
from musicsim.domain.model.user import Role
from tests.support.people import PASSWORD, move_in
from tests.unit.http.conftest import Served, client_from

Client = httpx.AsyncClient
House = tuple[Served, Litestar]

ME = "/api/v1/me"
ANOTHER = "another one, longer"


@pytest.fixture(autouse=True)
async def ada(emptied: Served) -> Account:
    await move_in(emptied.library.ports, "boss", Role.ADMIN)
    return await move_in(emptied.library.ports, "Ada")


async def sign_in(client: Client, name: str = "ada", password: str = PASSWORD) -> dict[str, str]:
    """What a new session of that person shows."""
    answer = await client.post("/api/v1/auth/login", json={"name": name, "password": password})
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}", "User-Agent": "Program/2"}


async def test_another_password_ends_all_other_sessions(visitor: Client) -> None:
    here, there = await sign_in(visitor), await sign_in(visitor)
    change = {"old": PASSWORD, "password": ANOTHER}
    assert (await visitor.put(f"{ME}/password", json=change, headers=here)).status_code == 204
    assert (await visitor.get(ME, headers=here)).status_code == 200
    assert (await visitor.get(ME, headers=there)).status_code == 401
    await sign_in(visitor, password=ANOTHER)


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [("not it", ANOTHER, 403), (PASSWORD, "short", 422), (PASSWORD, "x" * 201, 422), (PASSWORD, PASSWORD, 422)],
)
async def test_another_password_has_to_be_good_and_the_old_one_known(
    visitor: Client, old: str, new: str, status: int
) -> None:
    here = await sign_in(visitor)
    answer = await visitor.put(f"{ME}/password", json={"old": old, "password": new}, headers=here)
    assert (answer.status_code, answer.json().get("field")) == (status, "password" if status == 422 else None)
    assert (await visitor.get(ME, headers=here)).status_code == 200


async def test_guessing_the_old_password_is_slowed_down(visitor: Client) -> None:
    here = await sign_in(visitor)
    change = {"old": "not the password", "password": ANOTHER}
    statuses = [(await visitor.put(f"{ME}/password", json=change, headers=here)).status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]


async def test_sessions_tell_where_one_is_signed_in(house: House, visitor: Client) -> None:
    served, app = house
    async with client_from(app, "2001:db8::1", headers={"User-Agent": "Phone/1"}) as phone:
        there = await sign_in(phone)
    served.library.clock.advance(60)
    here = await sign_in(visitor)
    listed = (await visitor.get(f"{ME}/sessions", headers=here)).json()
    assert listed["next"] is None
    shown = [(one["user_agent"], one["address"], one["current"]) for one in listed["items"]]
    assert [one[1:] for one in shown] == [("192.0.2.1", True), ("2001:db8::1", False)]
    assert shown[1][0] == "Phone/1"
    phones = listed["items"][1]["id"]
    assert (await visitor.delete(f"{ME}/sessions/{phones}", headers=here)).status_code == 204
    assert (await visitor.get(ME, headers=there)).status_code == 401
    assert (await visitor.delete(f"{ME}/sessions/{phones}", headers=here)).status_code == 404


async def test_one_signs_out_everywhere_else(visitor: Client) -> None:
    here, there = await sign_in(visitor), await sign_in(visitor)
    assert (await visitor.delete(f"{ME}/sessions", headers=here)).status_code == 204
    assert [(await visitor.get(ME, headers=one)).status_code for one in (here, there)] == [200, 401]


async def test_a_token_lasts_until_it_expires_or_is_revoked(emptied: Served, visitor: Client) -> None:
    here = await sign_in(visitor)
    wanted = {"name": " my  script ", "scope": "write", "expires_in_days": 1}
    made = (await visitor.post(f"{ME}/tokens", json=wanted, headers=here)).json()
    lasting = (await visitor.post(f"{ME}/tokens", json={"name": "other"}, headers=here)).json()
    program = {"Authorization": f"Bearer {made['text']}"}
    assert made["text"].startswith("musicsim_")
    assert made["token"]["name"] == "my script"
    assert lasting["token"]["scope"] == "read"
    assert (await visitor.get(ME, headers=program)).json()["name"] == "Ada"
    [_, used] = (await visitor.get(f"{ME}/tokens", headers=here)).json()["items"]
    assert used["used_at"] is not None
    emptied.library.clock.advance(86_400)
    assert (await visitor.get(ME, headers=program)).status_code == 401
    here, other = await sign_in(visitor), {"Authorization": f"Bearer {lasting['text']}"}
    assert (await visitor.get(ME, headers=other)).status_code == 200
    address = f"{ME}/tokens/{lasting['token']['id']}"
    assert [(await visitor.delete(address, headers=here)).status_code for _ in range(2)] == [204, 404]
    assert (await visitor.get(ME, headers=other)).status_code == 401


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"name": ""}, 422),
        ({"name": "x" * 101}, 422),
        ({"name": "one", "scope": "everything"}, 422),
        ({"name": "one", "expires_in_days": 0}, 422),
        ({"name": "one", "scope": "admin"}, 403),
    ],
)
async def test_tokens_say_what_they_are_for(visitor: Client, wanted: dict[str, Any], status: int) -> None:
    assert (await visitor.post(f"{ME}/tokens", json=wanted, headers=await sign_in(visitor))).status_code == status


async def test_ones_data_is_ones_own_and_complete(house: House, visitor: Client, ada: Account) -> None:
    here = await sign_in(visitor)
    await visitor.post(f"{ME}/tokens", json={"name": "mine"}, headers=here)
    await visitor.post(f"{ME}/tokens", json={"name": "theirs"}, headers=await sign_in(visitor, "boss"))
    answer = await visitor.get(f"{ME}/export", headers=here)
    document = answer.json()
    assert answer.headers["content-disposition"] == 'attachment; filename="musicsim.json"'
    assert document["account"]["name"] == "Ada"
    assert [one["name"] for one in document["tokens"]] == ["mine"]
    assert len(document["sessions"]) == 1
    assert ada.password not in answer.text
    told = {name for store in house[0].library.ports.personal for name in await store.export(ada.id)}
    assert told | {"account", "exported_at"} == set(document)


async def test_who_leaves_is_forgotten(emptied: Served, visitor: Client, ada: Account) -> None:
    here = await sign_in(visitor)
    await visitor.post(f"{ME}/tokens", json={"name": "mine"}, headers=here)
    refused = await visitor.request("DELETE", ME, json={"password": "not it"}, headers=here)
    assert refused.status_code == 403
    gone = await visitor.request("DELETE", ME, json={"password": PASSWORD}, headers=here)
    assert gone.status_code == 204
    assert "musicsim_access=" in str(gone.headers.get_list("set-cookie"))
    people = emptied.library.database.people
    assert [one.name for one in people.accounts.values()] == ["boss"]
    assert not people.sessions
    assert not people.tokens
    assert (await visitor.get(ME, headers=here)).status_code == 401


async def test_the_last_admin_cannot_leave_and_loses_nothing(visitor: Client) -> None:
    here = await sign_in(visitor, "boss")
    answer = await visitor.request("DELETE", ME, json={"password": PASSWORD}, headers=here)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/conflict")
    assert (await visitor.get(ME, headers=here)).status_code == 200
