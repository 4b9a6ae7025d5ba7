"""`musicsim serve`."""

import json

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.entrypoints.cli.exits import Stopped
from tests.support.cli import Desk
from tests.unit.use_cases.library import tone


def test_it_tells_where_it_is_and_what_the_scan_came_to(desk: Desk) -> None:
    desk.library.store.put("a.wav", tone(220))
    result = desk.run("serve", "--port", "9999")
    assert result.exit_code == 0
    assert desk.served[0].port == 9999
    assert "musicsim is at http://127.0.0.1:8765" in result.stderr
    assert "Scanned 1 file in 0 s: 1 added." in result.stderr
    assert "The library now: 1 track, 1 analysed." in result.stderr
    assert result.stdout == ""


def test_the_scan_can_be_left_out(desk: Desk) -> None:
    desk.run("serve", "--no-scan")
    assert desk.served[0].scan_on_start is False


def test_programs_get_the_address(desk: Desk) -> None:
    first, again = (json.loads(desk.run("serve", "--json").stdout) for _ in range(2))
    assert first["url"] == again["url"] == desk.url
    assert len(first["one_time_password"]) == 19
    assert again["one_time_password"] is None


def test_the_first_start_tells_a_password_once(desk: Desk) -> None:
    assert "Sign in as admin, password " in desk.run("serve").stderr
    assert "password" not in desk.run("serve").stderr


def test_the_first_password_can_be_set(desk: Desk) -> None:
    desk.environment["MUSICSIM_ADMIN_PASSWORD"] = "chosen before"
    assert "password" not in desk.run("serve").stderr
    [admin] = desk.library.database.people.accounts.values()
    assert admin.password.endswith("chosen before")
    assert not admin.one_time


def test_a_failed_scan_is_told(desk: Desk) -> None:
    desk.library.store.reachable = False
    result = desk.run("serve")
    assert "The scan failed: " in result.stderr


@pytest.mark.parametrize("asked", [KeyboardInterrupt(), Stopped()])
def test_to_be_stopped_is_its_good_end_and_no_other_commands(desk: Desk, asked: BaseException) -> None:
    desk.unopenable = asked
    assert desk.run("serve").exit_code == 0
    assert desk.run("scan").exit_code in {130, 143}


def test_any_address_can_be_served_on(desk: Desk) -> None:
    assert desk.run("serve", "--host", "0.0.0.0").exit_code == 0  # noqa: S104
    assert desk.served[0].host == "0.0.0.0"  # noqa: S104


def test_a_database_server_that_is_not_there_yet_is_waited_for(desk: Desk) -> None:
    desk.environment["MUSICSIM_DATABASE_URL"] = "postgresql+asyncpg://db/musicsim"
    desk.unopenable, desk.waits = Unavailable("database", "The database db does not answer."), 3
    result = desk.run("serve", "--no-scan")
    assert result.exit_code == 0
    assert result.stderr.count("Waiting: The database db does not answer.") == 1
    assert len(desk.served) == 1


def test_a_database_file_that_cannot_be_used_is_not_waited_for(desk: Desk) -> None:
    desk.unopenable = Unavailable("database", "It is damaged.")
    assert desk.run("serve").exit_code == 5
