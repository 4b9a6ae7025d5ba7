"""`musicsim playlist`."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import Desk
from tests.unit.use_cases.library import tone


@pytest.fixture
def ada(desk: Desk) -> dict[str, Any]:
    desk.do(desk.library.fill(Ann__One__a=tone(200), Bob__Two__b=tone(900), Cat__Three__c=tone(230)))
    made: dict[str, Any] = desk.json("user", "add", "ada", "--role", "admin")
    return made


def _import(desk: Desk, *lines: str, name: str = "Rain.m3u8") -> dict[str, Any]:
    file = desk.folder / name
    file.write_text("\n".join(lines))
    document: dict[str, Any] = desk.json("playlist", "import", str(file))
    return document


def test_a_file_comes_in_and_goes_out(desk: Desk, ada: dict[str, Any]) -> None:
    made = _import(desk, "/m/Ann/One/a.wav", "gone.mp3", "Bob/Two/b.wav")
    assert (made["playlist"]["name"], made["playlist"]["count"]) == ("Rain", 2)
    assert [one["line"] for one in made["unmatched"]] == [2]
    exported = desk.run("playlist", "export", "rain", "--prefix", "/x/")
    assert [line for line in exported.stdout.splitlines() if not line.startswith("#")] == [
        "/x/Ann/One/a.wav",
        "/x/Bob/Two/b.wav",
    ]
    target = desk.folder / "out.xspf"
    assert desk.run("playlist", "export", made["playlist"]["id"], str(target), "--format", "xspf").exit_code == 0
    assert b"<trackList>" in target.read_bytes()
    told = desk.run("playlist", "import", str(target), "--name", "Twice")
    assert told.stdout.startswith("Twice: 2 tracks (")


def test_lines_without_a_track_are_told(desk: Desk, ada: dict[str, Any]) -> None:
    desk.do(desk.library.fill(Dan__b=tone(700)))
    file = desk.folder / "x.m3u"
    file.write_text("#EXTINF:3,Zoe - Gone\ngone.mp3\nb.wav\n")
    result = desk.run("playlist", "import", str(file))
    assert result.exit_code == 0
    notes = result.stderr.splitlines()
    assert notes[:2] == ["Line 2: there is no track for Zoe – Gone", "Line 3: b.wav may be any of these:"]
    assert len(notes) == 4


def test_playlists_are_listed_and_shown(desk: Desk, ada: dict[str, Any]) -> None:
    _import(desk, "Ann/One/a.wav", "Cat/Three/c.wav")
    assert desk.run("playlist", "list").stdout.splitlines()[1].split("\t")[:2] == ["Rain", "2"]
    assert desk.json("playlist", "list")["items"][0]["name"] == "Rain"
    lines = desk.run("playlist", "show", "rain").stdout.splitlines()
    assert lines[1].split("\t") == ["1", "Ann – a", "", "", "Ann/One/a.wav"]
    assert [one["track"]["title"] for one in desk.json("playlist", "show", "Rain")["items"]] == ["a", "c"]


def test_an_order_is_proposed_then_kept(desk: Desk, ada: dict[str, Any]) -> None:
    _import(desk, "Ann/One/a.wav", "Bob/Two/b.wav", "Cat/Three/c.wav")
    found = desk.json("playlist", "order", "Rain", "--keep-first")
    assert [one["track"]["title"] for one in found["items"]] == ["a", "c", "b"]
    assert (found["applied"], found["cost_after"] < found["cost_before"]) == (False, True)
    result = desk.run("playlist", "order", "Rain", "--keep-first", "--apply")
    assert "The playlist is in this order now." in result.stderr
    shown = desk.json("playlist", "show", "Rain")["items"]
    assert [one["track"]["title"] for one in shown] == ["a", "c", "b"]


def test_who_is_meant_and_which_has_to_be_clear(desk: Desk, ada: dict[str, Any]) -> None:
    _import(desk, "Ann/One/a.wav")
    _import(desk, "Bob/Two/b.wav")
    assert len(desk.json("playlist", "show", "Rain", code=4)["error"]["matches"]) == 2
    assert desk.run("playlist", "show", "Snow").exit_code == 3
    desk.run("user", "add", "Omar")
    assert desk.run("playlist", "list").exit_code == 4
    assert desk.json("playlist", "list", "--user", "omar")["items"] == []
    assert len(desk.json("playlist", "list", "--user", "ADA")["items"]) == 2
    assert desk.run("playlist", "list", "--user", "nobody").exit_code == 3


def test_files_that_cannot_be_used(desk: Desk, ada: dict[str, Any], tmp_path: Path) -> None:
    assert desk.run("playlist", "import", str(tmp_path / "nothere")).exit_code == 3
    assert desk.run("playlist", "import", str(tmp_path)).exit_code == 4
    _import(desk, "Ann/One/a.wav")
    assert desk.run("playlist", "export", "Rain", str(tmp_path / "no" / "such")).exit_code == 4
    assert desk.run("playlist", "export", "Rain", "--format", "pls").exit_code == 2
