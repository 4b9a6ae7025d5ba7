"""`musicsim show`."""

import pytest

from tests.support.cli import Desk
from tests.unit.use_cases.library import tone


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.library.store.put("Ada/One/01 - Low.wav", tone(220))
    desk.library.store.put("broken.wav", b"nothing")
    desk.library.store.unlist("locked/")
    desk.run("scan")
    return desk


def test_a_track_with_what_was_heard(desk: Desk) -> None:
    lines = dict(line.split("\t", 1) for line in desk.run("show", "low").stdout.splitlines() if "\t" in line)
    assert lines["title"] == "Low"
    assert lines["artist"] == "Ada"
    assert lines["path"] == "Ada/One/01 - Low.wav"
    assert lines["status"] == "analysed"


def test_programs_get_the_analysis(desk: Desk) -> None:
    document = desk.json("show", "low")
    assert document["title"] == "Low"
    assert document["analysis"]["spaces"]
    assert document["analysis"]["silent"] is False
    assert "vector" not in str(document)


def test_a_failed_track_with_its_reason_and_what_to_do(desk: Desk) -> None:
    result = desk.run("show", "broken.wav")
    assert "failed because\tnot_audio" in result.stdout
    assert "what to do\t" in result.stdout
    assert desk.json("show", "broken.wav")["failure"]["reason"] == "not_audio"


def test_all_that_failed(desk: Desk) -> None:
    result = desk.run("show", "--failed")
    assert any(line.startswith("broken.wav\tnot_audio\t") for line in result.stdout.splitlines())
    assert "locked/\tunreadable" in result.stdout
    assert "not_audio: " in result.stderr
    document = desk.json("show", "--failed")
    assert [track["path"] for track in document["failed"]] == ["broken.wav"]
    assert [problem["path"] for problem in document["problems"]] == ["locked/"]


def test_nothing_failed(desk: Desk) -> None:
    desk.library.store.remove("broken.wav")
    desk.library.store.allow("locked/")
    desk.run("scan")
    assert desk.run("show", "--failed").stdout == "No file failed.\n"


def test_the_library(desk: Desk) -> None:
    result = desk.run("show")
    assert "tracks\t2 tracks, 1 analysed, 1 failed" in result.stdout
    assert "last scan\tfinished (" in result.stdout
    document = desk.json("show")
    assert document["counts"]["analysed"] == 1
    assert document["scan"]["problem_count"] == 1


def test_a_library_that_was_never_scanned(tmp_path) -> None:
    assert "last scan\tnone yet" in Desk(tmp_path).run("show").stdout


def test_a_track_or_failures_but_not_both(desk: Desk) -> None:
    assert desk.run("show", "low", "--failed").exit_code == 2


def test_missing_tracks_can_be_shown_by_id(desk: Desk) -> None:
    track_id = desk.json("show", "low")["id"]
    desk.library.store.remove("Ada/One/01 - Low.wav")
    desk.run("scan")
    assert "missing since\t" in desk.run("show", track_id).stdout
