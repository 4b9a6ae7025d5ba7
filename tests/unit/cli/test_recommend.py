"""`musicsim recommend`."""

from pathlib import Path

import pytest

from musicsim.adapters.memory.metadata_provider import MemoryMetadataProvider
from musicsim.adapters.memory.similarity_provider import MemorySimilarityProvider
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.beyond import Suggestion
from tests.support.cli import Desk
from tests.support.externals import an_external, an_id
from tests.unit.use_cases.library import Library, tone

BANDS = {f"Band {number}/Song {number}.wav": 200.0 * number for number in (1, 3)}


@pytest.fixture
def provider() -> MemorySimilarityProvider:
    like = [Suggestion(an_id(2), 1.0), Suggestion(an_id(3), 0.5)]
    return MemorySimilarityProvider(like={an_id(1): like}, by_prompt={"calm": like})


@pytest.fixture
def desk(tmp_path: Path, provider: MemorySimilarityProvider) -> Desk:
    known = [an_external(number, duration=None) for number in (1, 2, 3)]
    others = {"similarity_providers": [provider], "metadata_providers": [MemoryMetadataProvider(tracks=known)]}
    return filled(Desk(tmp_path, library=Library(others=others)))


def filled(desk: Desk) -> Desk:
    for key, pitch in BANDS.items():
        desk.library.store.put(key, tone(pitch))
    desk.run("scan")
    return desk


def test_tracks_beyond_the_library(desk: Desk, provider: MemorySimilarityProvider) -> None:
    result = desk.run("recommend", "Song 1")
    assert result.exit_code == 0, result.stderr
    header, first, second = result.stdout.splitlines()
    assert header.split("\t") == ["", "title", "artist", "album", "by", "in the library", "link"]
    assert first.split("\t")[1:3] == ["Song 2", "Band 2"]
    assert second.split("\t")[5] == "Band 3/Song 3.wav"
    assert "memory: answered (fresh" in result.stderr
    found = desk.json("recommend", "Song 1", "-n", "1")
    assert [one["id"] for one in found["items"]] == [an_id(2).id]
    assert len(provider.asked) == 1


def test_words(desk: Desk) -> None:
    assert len(desk.json("recommend", "--words", "calm piano")["items"]) == 2
    for wrong in (["recommend"], ["recommend", "Song 1", "--words", "calm"]):
        assert desk.run(*wrong).exit_code == 2


def test_a_provider_that_fails_is_told_of(desk: Desk, provider: MemorySimilarityProvider) -> None:
    provider.fails_with = Unavailable("memory", "Nobody answers.")
    result = desk.run("recommend", "Song 1")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "memory: failed: Nobody answers." in result.stderr


def test_without_any_service(tmp_path: Path) -> None:
    result = filled(Desk(tmp_path)).run("recommend", "Song 1")
    assert result.exit_code == 4
    assert "docs/beyond.md" in result.stderr
