"""`musicsim artwork`."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.images import plain_png
from musicsim.bootstrap import Ports
from tests.support.cli import Desk
from tests.unit.use_cases.library import Library, tone


@dataclass
class Painted(Library):
    """With two who paint."""

    painters: list[MemoryArtworkGenerator] = field(
        default_factory=lambda: [MemoryArtworkGenerator(name="one"), MemoryArtworkGenerator(name="two")]
    )

    @property
    def ports(self) -> Ports:
        return replace(super().ports, generators=self.painters)


@pytest.fixture
def studio(desk: Desk) -> Desk:
    """Two albums, and a track that is on none."""
    desk.library = Painted()
    desk.library.say("a.wav", artist="Ann", album="Blue")
    desk.library.say("b.wav", artist="Ann", album="Blue Too")
    desk.do(desk.library.fill(a=tone(440), b=tone(550), c=tone(660)))
    return desk


def test_all_that_is_missing_is_made_once(studio: Desk) -> None:
    lines = studio.run("artwork", "missing").stdout.splitlines()
    assert [line.split("  ")[1:] for line in lines] == [["found", "one: memory@1"]] * 3
    assert studio.json("artwork", "missing") == {"items": []}
    listed = studio.run("artwork", "jobs").stdout.splitlines()
    assert listed[0].split("\t") == ["id", "state", "tries", "artist", "title", "last"]
    assert len(listed) == 4
    assert len(studio.json("artwork", "jobs", "-n", "2")["items"]) == 2


def test_explain_says_where_it_comes_from_and_who_was_asked(studio: Desk) -> None:
    before = studio.run("artwork", "explain", "Blue Too").stdout
    assert "none that is known of" in before
    assert "nobody looked yet" in before
    studio.run("artwork", "missing")
    told = [line.split("\t") for line in studio.run("artwork", "explain", "Blue Too").stdout.splitlines()]
    assert ["shown", "generated"] in told
    assert [line[:2] for line in told if line[0] in {"files", "one"}] == [["files", "none"], ["one", "found"]]
    assert studio.json("artwork", "explain", "c.wav")["album_id"] is None


def test_albums_are_named_by_id_or_by_words_that_fit_one(studio: Desk) -> None:
    several = studio.run("artwork", "explain", "Blue")
    assert several.exit_code != 0
    assert "Several albums fit" in several.stderr
    first = studio.json("artwork", "explain", "Blue", "--first")
    assert studio.json("artwork", "explain", first["album_id"]) == first
    assert studio.run("artwork", "explain", "nothing of the kind").exit_code != 0


def test_another_one_not_this_one_that_one_again_mine(studio: Desk, tmp_path: Path) -> None:
    studio.run("artwork", "missing")
    another = studio.json("artwork", "regenerate", "Blue Too", "--by", "two")
    assert [one["generator"] for one in another["pictures"]] == ["two", "one"]
    rejected = studio.json("artwork", "reject", "Blue Too")
    assert rejected["shown"]["version"] == another["pictures"][1]["version"]
    restored = studio.json("artwork", "restore", "Blue Too", "--picture", another["pictures"][0]["id"])
    assert restored["shown"]["version"] == another["pictures"][0]["version"]
    (tmp_path / "mine.png").write_bytes(plain_png(9))
    assert studio.json("artwork", "upload", "Blue Too", str(tmp_path / "mine.png"))["shown"]["source"] == "uploaded"
    assert studio.run("artwork", "regenerate", "Blue Too", "--by", "nobody").exit_code != 0
