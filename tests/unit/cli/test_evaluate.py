"""`musicsim evaluate`."""

import json

import pytest

from tests.support.cli import Desk
from tests.unit.use_cases.library import tone


@pytest.fixture
def desk(desk: Desk) -> Desk:
    for artist, lowest in (("Ada", 100), ("Bo", 800)):
        for number in range(4):
            desk.library.store.put(f"{artist}/One/{number}.wav", tone(lowest * 1.25**number))
    desk.library.store.put("Copies/copy.wav", tone(100, level=0.4))
    desk.run("scan")
    return desk


def _truth(desk: Desk, **content: object) -> None:
    (desk.folder / "music/truth.json").write_text(json.dumps(content))


def test_methods_beside_one_another(desk: Desk) -> None:
    result = desk.run("evaluate")
    header, *rows = [line.split("\t") for line in result.stdout.splitlines() if "\t" in line]
    assert header == ["measure", "memory@1", "random"]
    assert rows[0] == ["style P@3", "–", "–"]  # without genre tags nobody asks
    assert rows[2][0] == "artist P@1"
    assert float(rows[2][1]) > float(rows[2][2])
    assert "Near-duplicates: 1 group." in result.stdout


def test_known_copies_come_from_the_library(desk: Desk) -> None:
    _truth(desk, version=1, duplicates=[["Ada/One/0.wav", "Copies/copy.wav", "quieter"]])
    assert "1 of 1 known pairs found, 0 false" in desk.run("evaluate").stdout
    assert desk.json("evaluate")["duplicates"] == {"expected": 1, "found": 1, "missed": [], "false": []}


def test_missed_and_false_pairs_are_named(desk: Desk) -> None:
    truth = desk.folder / "known.json"
    truth.write_text(json.dumps({"version": 1, "duplicates": [["Ada/One/1.wav", "Bo/One/1.wav", "remix"]]}))
    lines = desk.run("evaluate", "--truth", str(truth)).stdout.splitlines()
    assert "missed\tAda/One/1.wav\tBo/One/1.wav\tremix" in lines
    assert "false\tAda/One/0.wav\tCopies/copy.wav\t" in lines


@pytest.mark.parametrize("content", ["not json", "[]", '{"duplicates": [["a"]]}'])
def test_a_truth_that_is_none(desk: Desk, content: str) -> None:
    (desk.folder / "music/truth.json").write_text(content)
    result = desk.run("evaluate")
    assert result.exit_code == 4
    assert "truth.json" in result.stderr


def test_a_truth_that_is_not_there(desk: Desk) -> None:
    assert desk.run("evaluate", "--truth", "nowhere.json").exit_code == 3


def test_nothing_to_measure(tmp_path) -> None:
    result = Desk(tmp_path).run("evaluate")
    assert result.exit_code == 4
    assert "musicsim scan" in result.stderr
