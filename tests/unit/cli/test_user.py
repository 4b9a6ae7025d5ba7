"""`musicsim user`."""

from typing import Any

import pytest
from typer.testing import Result

from tests.support.cli import Desk

SECRET = "correct horse"


def typed(desk: Desk, *words: str, text: str) -> Result:
    """Type `musicsim` and `words`, with something on stdin."""
    return desk.run(*words, stdin=text)


@pytest.fixture
def admin(desk: Desk) -> dict[str, Any]:
    return desk.json("user", "add", "ada", "--role", "admin")


def _passwords(desk: Desk) -> dict[str, str]:
    return {one.name: one.password.split(":")[-1] for one in desk.library.database.people.accounts.values()}


def test_the_first_account_is_an_admins(desk: Desk) -> None:
    assert desk.run("user", "add", "omar").exit_code == 4
    assert desk.json("user", "add", "omar", code=4)["error"]["messages"][0].startswith(
        "The first account is an admin's"
    )


def test_elsewhere_than_on_a_terminal_a_password_is_made(desk: Desk, admin: dict[str, Any]) -> None:
    assert admin["user"]["role"] == "admin"
    assert admin["user"]["must_change_password"] is True
    assert _passwords(desk) == {"ada": admin["one_time_password"]}
    result = desk.run("user", "add", "Omar")
    assert result.stdout.startswith("Omar (listener) can sign in.\nPassword for the first time: ")


def test_a_password_comes_from_stdin(desk: Desk, admin: dict[str, Any]) -> None:
    result = typed(desk, "user", "add", "omar", "--password-stdin", text=f"{SECRET}\n")
    assert result.stdout == "omar (listener) can sign in.\n"
    assert _passwords(desk)["omar"] == SECRET
    assert typed(desk, "user", "add", "bo", "--password-stdin", text="").exit_code == 2
    assert typed(desk, "user", "add", "bo", "--password-stdin", text="short\n").exit_code == 4
    assert typed(desk, "user", "add", "bo", "--password-stdin", "--one-time", text="x").exit_code == 2


def test_a_password_is_changed(desk: Desk, admin: dict[str, Any]) -> None:
    assert typed(desk, "user", "password", "ADA", "--password-stdin", text=SECRET).exit_code == 0
    assert _passwords(desk) == {"ada": SECRET}
    made = desk.json("user", "password", "ada", "--one-time")["one_time_password"]
    assert _passwords(desk) == {"ada": made}
    assert desk.run("user", "password", "nobody", "--one-time").exit_code == 3


def test_accounts_are_listed_and_changed(desk: Desk, admin: dict[str, Any]) -> None:
    desk.run("user", "add", "Omar")
    assert desk.json("user", "role", "omar", "admin")["role"] == "admin"
    assert desk.run("user", "disable", "omar").stdout == "Omar: admin, disabled\n"
    listed = desk.json("user", "list")
    assert [(one["name"], one["disabled"]) for one in listed["items"]] == [("ada", False), ("Omar", True)]
    assert desk.run("user", "enable", "omar").stdout == "Omar: admin, has to change the password\n"
    assert desk.run("user", "list").stdout.splitlines()[0] == "name\tmay\tsince\tid"
    assert desk.run("user", "role", "omar", "king").exit_code == 2


def test_the_last_admin_stays(desk: Desk, admin: dict[str, Any]) -> None:
    for words in (("role", "ada", "listener"), ("disable", "ada"), ("delete", "ada", "--yes")):
        assert desk.run("user", *words).exit_code == 4


def test_an_account_is_deleted_for_whoever_is_sure(desk: Desk, admin: dict[str, Any]) -> None:
    desk.run("user", "add", "omar")
    assert typed(desk, "user", "delete", "omar", text="n\n").exit_code == 1
    assert set(_passwords(desk)) == {"ada", "omar"}
    assert typed(desk, "user", "delete", "omar", text="y\n").exit_code == 0
    desk.run("user", "add", "omar")
    assert desk.json("user", "delete", "omar", "--yes")["deleted"]["name"] == "omar"
    assert set(_passwords(desk)) == {"ada"}


def test_an_invite_is_shown_once(desk: Desk, admin: dict[str, Any]) -> None:
    made = desk.json("user", "invite", "--uses", "3", "--days", "2")
    assert (made["invite"]["uses"], made["invite"]["role"], len(made["code"])) == (3, "listener", 43)
    result = desk.run("user", "invite")
    assert len(result.stdout.strip()) == 43
    assert "not shown again" in result.stderr
