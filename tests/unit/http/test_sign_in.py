"""Signing in over HTTP, staying signed in, signing out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import jwt
import pytest
from litestar import Litestar

from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.model.account import Account
from musicsim.domain.model.user import Role
from musicsim.entrypoints.http.app import create_app
from tests.support.people import PASSWORD, move_in
from tests.unit.http.conftest import Served, client_from

Client = httpx.AsyncClient

LOGIN, REFRESH, LOGOUT, ME = "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/logout", "/api/v1/me"


def client_of(served: Served, settings: Settings, **options: Any) -> Client:
    """A client of an application with those settings."""
    return client_from(create_app(assemble(settings, served.library.ports)), **options)


@pytest.fixture(autouse=True)
async def ada(emptied: Served) -> Account:
    hasher: Any = emptied.library.ports.passwords
    hasher.verified, hasher.hashed, hasher.version = 0, 0, 1
    return await move_in(emptied.library.ports, "Ada", Role.ADMIN)


async def sign_in(client: Client, *, cookies: bool = True, password: str = PASSWORD) -> httpx.Response:
    return await client.post(LOGIN, json={"name": "ada", "password": password, "cookies": cookies})


def guarded(client: Client) -> dict[str, str]:
    """What our page sends along with changes."""
    return {"X-CSRF-Token": client.cookies["musicsim_csrf"]}


async def test_programs_get_tokens(visitor: Client) -> None:
    answer = (await sign_in(visitor, cookies=False)).json()
    assert answer["user"]["name"] == "Ada"
    assert (answer["expires_in"], answer["csrf_token"]) == (900, None)
    assert not visitor.cookies
    headers = {"Authorization": f"bearer {answer['access_token']}"}
    assert (await visitor.get(ME, headers=headers)).json() == answer["user"]
    assert (await visitor.delete(f"{ME}/sessions", headers=headers)).status_code == 204


async def test_browsers_get_cookies_that_no_script_reads(visitor: Client) -> None:
    answer = await sign_in(visitor)
    assert (answer.json()["access_token"], answer.json()["refresh_token"]) == (None, None)
    said = {one.split("=")[0]: one for one in answer.headers.get_list("set-cookie")}
    assert "HttpOnly" in said["musicsim_access"]
    assert "Path=/api/v1;" in said["musicsim_access"] + ";"
    assert "HttpOnly" in said["musicsim_refresh"]
    assert "Path=/api/v1/auth" in said["musicsim_refresh"]
    assert "HttpOnly" not in said["musicsim_csrf"]
    assert all("samesite=strict" in one.lower() and "secure" not in one.lower() for one in said.values())
    assert (await visitor.get(ME)).json()["name"] == "Ada"


async def test_cookies_are_secure_where_the_page_is(house: tuple[Served, Litestar]) -> None:
    async with client_from(house[1], base_url="https://localhost") as client:
        assert all("Secure" in one for one in (await sign_in(client)).headers.get_list("set-cookie"))


async def test_cookies_alone_change_nothing(visitor: Client) -> None:
    await sign_in(visitor)
    for headers in ({}, {"X-CSRF-Token": "guessed"}, {"X-CSRF-Token": b"\xe9"}):
        for path in (f"{ME}/tokens", REFRESH, LOGOUT):
            answer = await visitor.post(path, json=None, headers=headers)
            assert (answer.status_code, answer.json()["type"]) == (403, "/problems/forbidden"), path
    made = await visitor.post(f"{ME}/tokens", json={"name": "one"}, headers=guarded(visitor))
    assert made.status_code == 201


async def test_anothers_csrf_token_is_none(house: tuple[Served, Litestar], visitor: Client) -> None:
    await sign_in(visitor)
    async with client_from(house[1]) as other:
        await sign_in(other)
        answer = await visitor.delete(f"{ME}/sessions", headers=guarded(other))
        assert answer.status_code == 403


async def test_a_name_that_nobody_has_is_answered_as_a_wrong_password(emptied: Served, visitor: Client) -> None:
    hasher: Any = emptied.library.ports.passwords
    wrong = await visitor.post(LOGIN, json={"name": "ada", "password": "not the password"})
    nobody = await visitor.post(LOGIN, json={"name": "nobody", "password": "not the password"})
    assert wrong.json() == nobody.json()
    assert (wrong.status_code, wrong.headers["www-authenticate"]) == (401, 'Bearer realm="musicsim"')
    assert hasher.verified == 2
    assert wrong.headers.keys() == nobody.headers.keys()


async def test_guessing_is_slowed_down_for_an_account(emptied: Served, visitor: Client) -> None:
    statuses = [(await sign_in(visitor, password="not the password")).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    refused = await sign_in(visitor)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert emptied.library.ports.passwords.verified == 5
    emptied.library.clock.advance(60)
    assert (await sign_in(visitor)).status_code == 200


async def test_guessing_is_slowed_down_for_an_address(emptied: Served, visitor: Client) -> None:
    async def guess(number: int, client: Client) -> int:
        answer = await client.post(LOGIN, json={"name": f"name{number}", "password": "not the password"})
        return answer.status_code

    assert [await guess(number, visitor) for number in range(21)] == [401] * 20 + [429]
    headers = {"X-Forwarded-For": "198.51.100.7"}
    assert (await visitor.post(LOGIN, json={"name": "x", "password": "y"}, headers=headers)).status_code == 429
    trusting = Settings(scan_on_start=False, trusted_proxies="192.0.2.0/24")
    async with client_of(emptied, trusting, headers=headers) as behind:
        assert await guess(99, behind) == 401


async def test_signing_in_often_is_no_guessing(visitor: Client) -> None:
    assert {(await sign_in(visitor)).status_code for _ in range(30)} == {200}


async def test_an_access_token_lasts_a_quarter_of_an_hour(emptied: Served, visitor: Client) -> None:
    await sign_in(visitor)
    emptied.library.clock.advance(timedelta(minutes=14, seconds=59))
    assert (await visitor.get(ME)).status_code == 200
    emptied.library.clock.advance(1)
    assert (await visitor.get(ME)).status_code == 401
    assert (await visitor.post(REFRESH, headers=guarded(visitor))).status_code == 200
    assert (await visitor.get(ME)).status_code == 200


async def test_refresh_tokens_rotate_and_a_reused_one_ends_all(emptied: Served, visitor: Client) -> None:
    first = (await sign_in(visitor, cookies=False)).json()["refresh_token"]
    second = (await visitor.post(REFRESH, json={"refresh_token": first})).json()
    again = (await visitor.post(REFRESH, json={"refresh_token": first})).json()
    assert first != second["refresh_token"] == again["refresh_token"]
    emptied.library.clock.advance(61)
    assert (await visitor.post(REFRESH, json={"refresh_token": first})).status_code == 401
    assert (await visitor.post(REFRESH, json={"refresh_token": second["refresh_token"]})).status_code == 401
    headers = {"Authorization": f"Bearer {second['access_token']}"}
    assert (await visitor.get(ME, headers=headers)).status_code == 401


@pytest.mark.parametrize("token", ["", "nothing", "a.b", "ü\0"])
async def test_what_is_no_refresh_token_is_refused(visitor: Client, token: str) -> None:
    assert (await visitor.post(REFRESH, json={"refresh_token": token})).status_code == 401
    assert (await visitor.post(LOGOUT, json={"refresh_token": token})).status_code == 204


async def test_signing_out_ends_the_session_and_takes_the_cookies_back(visitor: Client) -> None:
    await sign_in(visitor)
    access = visitor.cookies["musicsim_access"]
    assert (await visitor.post(LOGOUT, headers=guarded(visitor))).status_code == 204
    assert not visitor.cookies
    assert (await visitor.get(ME, headers={"Authorization": f"Bearer {access}"})).status_code == 401
    assert (await visitor.post(LOGOUT)).status_code == 204


async def test_tokens_of_another_key_algorithm_or_audience_are_none(emptied: Served, visitor: Client) -> None:
    genuine = (await sign_in(visitor, cookies=False)).json()["access_token"]
    key = emptied.application.people.key
    claims = jwt.decode(genuine, key, ["HS256"], audience="musicsim", options={"verify_exp": False})
    forged = [
        jwt.encode(claims, b"another key of thirty-two bytes!", "HS256"),
        jwt.encode(claims, "", "none"),
        jwt.encode(claims | {"aud": "another"}, key, "HS256"),
        jwt.encode({name: claims[name] for name in ("sub", "aud", "exp")}, key, "HS256"),
        jwt.encode(claims | {"jti": "another"}, key, "HS256"),
        jwt.encode(claims | {"exp": "soon"}, key, "HS256"),
        genuine[:-2],
    ]
    for token in forged:
        assert (await visitor.get(ME, headers={"Authorization": f"Bearer {token}"})).status_code == 401
    assert (await visitor.get(ME, headers={"Authorization": f"Bearer {genuine}"})).status_code == 200


async def test_who_is_disabled_is_out_at_once(emptied: Served, visitor: Client, ada: Account) -> None:
    await sign_in(visitor)
    await move_in(emptied.library.ports, "bo", Role.ADMIN)
    await emptied.application.people.change_account(ada.id, disabled=True)
    assert (await visitor.get(ME)).status_code == 401
    answer = await sign_in(visitor)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/forbidden")


async def test_a_one_time_password_has_to_be_changed(emptied: Served, visitor: Client) -> None:
    await move_in(emptied.library.ports, "nina", one_time=True)
    answer = await visitor.post(LOGIN, json={"name": "nina", "password": PASSWORD, "cookies": True})
    assert answer.json()["user"]["must_change_password"] is True
    assert (await visitor.get("/api/v1/tracks")).json()["type"] == "/problems/password-change-needed"
    change = {"old": PASSWORD, "password": PASSWORD}
    assert (await visitor.put(f"{ME}/password", json=change, headers=guarded(visitor))).status_code == 422
    change["password"] = "another one, longer"
    assert (await visitor.put(f"{ME}/password", json=change, headers=guarded(visitor))).status_code == 204
    assert (await visitor.get("/api/v1/tracks")).status_code == 200


async def test_outdated_hashes_are_renewed(emptied: Served, visitor: Client, ada: Account) -> None:
    emptied.library.ports.passwords.version = 2
    await sign_in(visitor)
    [kept] = emptied.library.database.people.accounts.values()
    assert kept == replace(ada, password=f"plain2:1:{PASSWORD}")


@pytest.mark.parametrize("settings", [{"metrics_token": ""}, {"metrics_token": "let me in"}])
async def test_metrics_need_a_token_where_one_is_set(emptied: Served, settings: dict[str, str]) -> None:
    async with client_of(emptied, Settings(scan_on_start=False, **settings)) as client:
        assert (await client.get("/metrics")).status_code == (401 if settings["metrics_token"] else 200)
        headers = {"Authorization": "Bearer let me in"}
        assert (await client.get("/metrics", headers=headers)).status_code == 200


async def test_health_and_schema_are_open(visitor: Client) -> None:
    for path in ("/schema", "/api/v1/health/live", "/api/v1/health/ready", "/api/v1/auth/options"):
        assert (await visitor.get(path)).status_code == 200
