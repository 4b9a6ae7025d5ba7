"""`musicsim path`."""

import pytest

from tests.support.cli import Desk
from tests.unit.use_cases.library import SILENCE, tone


@pytest.fixture
def desk(desk: Desk) -> Desk:
    for name, pitch in {"low": 200, "middle": 300, "higher": 400, "top": 500}.items():
        desk.library.store.put(f"{name.title()}/One/{name}.wav", tone(pitch))
    desk.library.store.put("rest.wav", SILENCE)
    desk.run("scan")
    return desk


def _titles(desk: Desk, *words: str) -> list[str]:
    return [stop["track"]["title"] for stop in desk.json("path", *words)["items"]]


def test_a_way_as_a_table(desk: Desk) -> None:
    result = desk.run("path", "low", "top")
    assert result.exit_code == 0
    header, first, *others = result.stdout.splitlines()
    assert header.split("\t") == ["", "cosine", "title", "artist", "BPM", "key", "path"]
    assert first.split("\t")[:3] == ["1", "", "low"]
    assert others[-1].split("\t")[2] == "top"
    assert "From Low – low to Top – top:" in result.stderr
    assert "on the straight line" in result.stderr


def test_steps_and_what_is_passed(desk: Desk) -> None:
    assert _titles(desk, "low", "top", "--steps", "2") == ["low", "top"]
    assert _titles(desk, "low", "middle", "--via", "top", "-n", "3") == ["low", "top", "middle"]


def test_conditions_hold_on_the_way(desk: Desk) -> None:
    assert _titles(desk, "low", "top", "--without", "Middle", "--without", "Top") == ["low", "higher", "top"]
    assert _titles(desk, "low", "top", "--without-album", "One") == ["low", "top"]
    assert _titles(desk, "low", "top", "--within", "Middle", "--minutes", "-1") == ["low", "middle", "top"]
    assert desk.run("path", "low", "top", "--bpm", "fast").exit_code == 4


def test_conditions_that_take_a_person(desk: Desk) -> None:
    desk.run("user", "add", "ada", "--role", "admin")
    assert _titles(desk, "low", "top", "--favourites") == ["low", "top"]
    desk.run("user", "add", "omar")
    unsaid = desk.run("path", "low", "top", "--favourites")
    assert (unsaid.exit_code, "Say for whom: --user NAME." in unsaid.stderr) == (4, True)
    assert len(_titles(desk, "low", "top", "--heard-within", "24", "--user", "omar")) == 4
    assert desk.run("path", "low", "top", "--favourites", "--user", "nobody").exit_code == 3


def test_where_no_way_leads(desk: Desk) -> None:
    assert desk.run("path", "low", "nothing").exit_code == 3
    silent = desk.run("path", "low", "rest.wav")
    assert (silent.exit_code, "is silent" in silent.stderr) == (4, True)
    assert desk.run("path", "low", "low").exit_code == 4
    assert desk.run("path", "low", "top", "--steps", "1").exit_code == 2
