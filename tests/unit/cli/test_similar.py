"""`musicsim similar`."""

from pathlib import Path

import pytest

from tests.support.cli import Desk
from tests.unit.use_cases.library import SILENCE, tone


@pytest.fixture
def desk(desk: Desk) -> Desk:
    files = {"Ada/One/01 - Low": 220, "Ada/One/02 - Lower": 210, "Bo/Two/01 - High": 900, "Bo/Two/02 - Höher": 950}
    for name, pitch in files.items():
        desk.library.store.put(f"{name}.wav", tone(pitch))
    desk.library.store.put("Ada/One/03 - Rest.wav", SILENCE)
    desk.run("scan")
    return desk


def _paths(desk: Desk, *words: str) -> list[str]:
    return [item["track"]["path"] for item in desk.json("similar", *words)["items"]]


def test_a_track_by_its_path_in_the_library(desk: Desk) -> None:
    result = desk.run("similar", "Ada/One/01 - Low.wav")
    assert result.exit_code == 0
    header, first, *_ = result.stdout.splitlines()
    assert header.split("\t") == ["", "score", "title", "artist", "album", "BPM", "key", "path"]
    assert first.split("\t")[0] == "1"
    assert "Sounds like" in result.stderr


def test_a_track_by_its_id_and_by_words(desk: Desk) -> None:
    by_path = desk.json("similar", "Ada/One/01 - Low.wav")
    assert desk.json("similar", by_path["seed"]["id"]) == by_path
    assert desk.json("similar", "hoher")["seed"]["title"] == "Höher"


def test_a_track_by_its_absolute_path(desk: Desk) -> None:
    path = desk.folder / "music" / "Ada/One/01 - Low.wav"
    assert desk.json("similar", str(path))["seed"]["title"] == "Low"


def test_a_track_by_a_path_from_the_working_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.folder / "music/Ada").mkdir()
    monkeypatch.chdir(desk.folder / "music/Ada")
    assert desk.json("similar", "One/01 - Low.wav")["seed"]["title"] == "Low"
    assert desk.json("similar", "../Ada/One/01 - Low.wav")["seed"]["title"] == "Low"


def test_several_matches_are_listed(desk: Desk) -> None:
    result = desk.run("similar", "low")
    assert result.exit_code == 4
    assert "Several tracks fit 'low'" in result.stderr
    assert "Ada/One/02 - Lower.wav" in result.stderr
    error = desk.json("similar", "low", code=4)["error"]
    assert [match["title"] for match in error["matches"]] == ["Low", "Lower"]
    assert desk.json("similar", "low", "--first")["seed"]["title"] == "Low"


def test_what_is_nowhere_is_not_found(desk: Desk) -> None:
    result = desk.run("similar", "no such thing")
    assert result.exit_code == 3
    assert "No track is called 'no such thing'" in result.stderr
    assert result.stdout == ""


def test_a_file_that_was_not_scanned_yet(desk: Desk) -> None:
    (desk.folder / "music/new.wav").write_bytes(tone(100))
    result = desk.run("similar", "new.wav")
    assert result.exit_code == 3
    assert "musicsim scan" in result.stderr


def test_a_file_outside_the_library(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "else.wav").write_bytes(tone(100))
    result = desk.run("similar", str(tmp_path / "else.wav"))
    assert result.exit_code == 3
    assert "outside the library" in result.stderr


def test_silence_sounds_like_nothing(desk: Desk) -> None:
    result = desk.run("similar", "Rest")
    assert result.exit_code == 4
    assert "is silent" in result.stderr


def test_limits(desk: Desk) -> None:
    assert len(_paths(desk, "High", "-n", "1")) == 1
    assert len(_paths(desk, "High", "--per-artist", "1")) == 2
    assert len(_paths(desk, "High", "--per-artist", "0", "--per-album", "0")) == 3
    assert desk.run("similar", "High", "-n", "0").exit_code == 2
    assert desk.run("similar", "High", "--diversity", "2").exit_code == 2


def test_copies_are_told_apart(desk: Desk) -> None:
    desk.library.store.put("Copies/High.wav", tone(900, level=0.4))
    desk.run("scan")
    found = desk.json("similar", "Bo/Two/01 - High.wav")
    assert [copy["path"] for copy in found["copies"]] == ["Copies/High.wav"]
    assert "The same recording" in desk.run("similar", "Bo/Two/01 - High.wav").stderr


@pytest.mark.parametrize("query", ["", "  "])
def test_an_empty_query_is_refused(desk: Desk, query: str) -> None:
    assert desk.run("similar", query).exit_code == 4


def test_a_query_that_no_file_system_knows(desk: Desk) -> None:
    assert desk.run("similar", "a\0b").exit_code == 3


def test_facets_and_reasons(desk: Desk) -> None:
    found = desk.json("similar", "Ada/One/01 - Low.wav", "--weigh", "rhythm=3", "--weigh", "mood=0", "--explain")
    assert {hit["why"]["example"] for hit in found["items"]} == {found["seed"]["id"]}
    assert {hit["why"]["shares"]["mood"] for hit in found["items"]} == {0}
    plain = desk.run("similar", "Ada/One/01 - Low.wav", "--explain")
    assert plain.stdout.splitlines()[0].endswith("\twhy")
    for wrong in ("rhythm", "rythm=2", "mood=x", "mood=-1"):
        assert desk.run("similar", "Ada/One/01 - Low.wav", "--weigh", wrong).exit_code == 4


def test_more_and_less(desk: Desk) -> None:
    options = ("--more", "Bo/Two/01 - High.wav", "--less", "Ada/One/02 - Lower.wav")
    found = desk.json("similar", "Ada/One/01 - Low.wav", *options)
    assert [seed["weight"] for seed in found["seeds"]] == [1, 1, -1]
    assert [hit["track"]["title"] for hit in found["items"]] == ["Höher"]
    assert "Less like Ada – Lower" in desk.run("similar", "Ada/One/01 - Low.wav", *options).stderr


def test_words(desk: Desk) -> None:
    found = desk.json("similar", "--words", "calm piano without voice")
    assert [clause["text"] for clause in found["understood"]] == ["calm", "piano", "voice"]
    assert len(found["items"]) == 4
    told = desk.run("similar", "--words", "slow höher")
    assert "Not understood: hoher." in told.stderr
    assert "Called so: Bo – Höher" in told.stderr
    assert "slow 50%" in told.stdout
    assert desk.run("similar", "--words", " ").exit_code == 4


@pytest.mark.parametrize(
    "options",
    [
        ("--words", "--clip"),
        ("--words", "--explain"),
        ("--words", "--weigh", "mood=2"),
        ("--words", "--more", "High"),
        ("--clip", "--less", "High"),
    ],
)
def test_options_that_would_not_be_heeded_are_refused(desk: Desk, options: tuple[str, ...]) -> None:
    refused = desk.run("similar", "calm", *options)
    assert refused.exit_code == 4
    assert "leave" in refused.stderr
