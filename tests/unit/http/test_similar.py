"""What sounds like a track, over HTTP."""

from typing import Any

import pytest

from musicsim.domain.model.track import Track
from musicsim.domain.rules.tagging import OwnWords
from tests.unit.http.conftest import Client, Served
from tests.unit.use_cases.library import SILENCE, tone


@pytest.fixture
async def tracks(served: Served) -> dict[str, Track]:
    """Four tones, a rising one by each of two artists in turn; "copy" is "a" once more, more quietly."""
    return await served.fill(
        Ann__One__a=tone(200),
        Bob__Two__b=tone(230),
        Ann__One__c=tone(270),
        Bob__Two__d=tone(800),
        Ann__One__copy=tone(200, level=0.3),
        Bob__Two__hush=SILENCE,
    )


async def _similar(client: Client, track: Track, **params: Any) -> dict[str, Any]:
    answer = await client.get(f"/api/v1/tracks/{track.id}/similar", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _titles(answer: dict[str, Any]) -> list[str]:
    return [hit["track"]["title"] for hit in answer["items"]]


async def test_the_nearest_first_and_copies_apart(client: Client, tracks: dict[str, Track]) -> None:
    answer = await _similar(client, tracks["Ann/One/a.wav"])
    assert [copy["title"] for copy in answer["copies"]] == ["copy"]
    assert _titles(answer) == ["b", "c", "d"]
    scores = [hit["score"] for hit in answer["items"]]
    assert scores == sorted(scores, reverse=True)
    assert answer["next"] is None
    assert answer["seed"]["title"] == "a"


async def test_options_reach_the_rules(client: Client, tracks: dict[str, Track]) -> None:
    seed = tracks["Ann/One/a.wav"]
    assert _titles(await _similar(client, seed, limit=1)) == ["b"]
    assert _titles(await _similar(client, seed, per_artist=1)) == ["b", "c"]
    assert _titles(await _similar(client, seed, per_artist=0, per_album=0)) == ["b", "c", "d"]
    assert _titles(await _similar(client, seed, same_artist="false")) == ["b", "d"]
    assert "copy" in _titles(await _similar(client, seed, group_copies="false"))
    assert len(_titles(await _similar(client, seed, diversity=0.9))) == 3


async def test_conditions_reach_the_index(served: Served, client: Client) -> None:
    served.library.tags.words = {"b.wav": OwnWords(genre="Électro", year="1999")}
    tracks = await served.fill(a=tone(200), b=tone(230), c=tone(270))
    seed = tracks["a.wav"]
    assert _titles(await _similar(client, seed, genre="electro")) == ["b"]
    assert _titles(await _similar(client, seed, year_min=1990, year_max=1999)) == ["b"]
    assert _titles(await _similar(client, seed, year_max=1990)) == []
    assert _titles(await _similar(client, seed, bpm_min=100)) == []
    assert _titles(await _similar(client, seed, key=["8A", "8b"])) == []
    assert len(_titles(await _similar(client, seed, duration_max=100000))) in {0, 2}


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"diversity": 1.5}, "diversity"),
        ({"per_artist": -1}, "per_artist"),
        ({"key": "13A"}, "key"),
        ({"bpm_min": 120, "bpm_max": 100}, "bpm_min"),
        ({"bpm_min": "nan"}, "bpm_min"),
        ({"tempo": 1}, "tempo"),
    ],
)
async def test_bad_options_are_named(served: Served, client: Client, params: dict[str, Any], field: str) -> None:
    track = await served.one()
    answer = await client.get(f"/api/v1/tracks/{track.id}/similar", params=params)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_silence_sounds_like_nothing(client: Client, tracks: dict[str, Track]) -> None:
    answer = await client.get(f"/api/v1/tracks/{tracks['Bob/Two/hush.wav'].id}/similar")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "'hush' is silent: nothing sounds like it."
