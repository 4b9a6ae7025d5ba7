"""What sounds like a track, over HTTP."""

from dataclasses import replace
from typing import Any

import pytest

from musicsim.domain.model.analysis import Tags
from musicsim.domain.model.track import Track
from musicsim.domain.rules.tagging import OwnWords
from tests.unit.http.conftest import Client, Served
from tests.unit.use_cases.library import SILENCE, tone

NOW = "2026-01-01T12:00:00Z"


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


@pytest.mark.parametrize("explain", ["false", "true"])
async def test_each_track_is_shown_as_lists_show_it(client: Client, tracks: dict[str, Track], explain: str) -> None:
    """The seed, its copies, hits and their copies; with tempo, key and heart."""
    for key in ("Ann/One/a.wav", "Ann/One/c.wav", "Ann/One/copy.wav"):
        await client.put(f"/api/v1/favourites/{tracks[key].id}")
    for key in ("Ann/One/a.wav", "Bob/Two/b.wav"):
        answer = await _similar(client, tracks[key], explain=explain)
        hits = [one for hit in answer["items"] for one in (hit["track"], *hit["copies"])]
        shown = [answer["seed"], *answer["copies"], *hits]
        assert sum(one["favourite"] for one in shown) == 3
        page = (await client.get("/api/v1/tracks")).json()["items"]
        assert [one for one in page if one["id"] in {each["id"] for each in shown}] == sorted(
            shown, key=lambda one: [each["id"] for each in page].index(one["id"])
        )


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


async def test_folders_moods_and_names_narrow_it(client: Client, served: Served, tracks: dict[str, Track]) -> None:
    seed = tracks["Ann/One/a.wav"]
    assert _titles(await _similar(client, seed, within="/Bob/")) == ["b", "d"]
    assert _titles(await _similar(client, seed, within="Bob/Two")) == ["b", "d"]
    assert _titles(await _similar(client, seed, within="Bo")) == []
    assert _titles(await _similar(client, seed, exclude_artist="BOB")) == ["c"]
    assert _titles(await _similar(client, seed, exclude_album=["two", "none"])) == ["c"]
    analyses = served.library.ports.analyses
    kept = await analyses.get(tracks["Ann/One/c.wav"].id)
    assert kept is not None
    calm = replace(kept, tags=Tags({"Calm": 0.3, "sad": 0.19}, "m@1"))
    assert await analyses.save(tracks["Ann/One/c.wav"], calm, served.library.clock.now())
    await served.application.index_tracks()
    assert _titles(await _similar(client, seed, mood="calm")) == ["c"]
    assert _titles(await _similar(client, seed, mood=["calm", "sad"])) == []


async def test_favourites_and_what_was_heard_narrow_it(client: Client, tracks: dict[str, Track]) -> None:
    seed, liked, heard = (tracks[key] for key in ("Ann/One/a.wav", "Bob/Two/d.wav", "Bob/Two/b.wav"))
    assert _titles(await _similar(client, seed, favourite="true")) == []
    await client.put(f"/api/v1/favourites/{liked.id}")
    assert _titles(await _similar(client, seed, favourite="true")) == ["d"]
    event = {"play_id": "p1", "track_id": heard.id, "event": "started", "at": NOW}
    assert (await client.post("/api/v1/plays", json={"events": [event]})).status_code == 200
    assert _titles(await _similar(client, seed, heard_within=1)) == ["c", "d"]
    assert _titles(await _similar(client, seed, heard_within=1, favourite="true")) == ["d"]


async def test_hubs_are_held_back_as_far_as_wanted(client: Client, served: Served, tracks: dict[str, Track]) -> None:
    seed, near = tracks["Ann/One/a.wav"], tracks["Bob/Two/b.wav"]
    space = served.library.ports.analyser.spaces[0].name
    others = {tracks[key].id: 0.1 for key in ("Ann/One/c.wav", "Bob/Two/d.wav")}
    await served.library.ports.hubs.keep(space, others | {near.id: 5.0}, 9)
    assert _titles(await _similar(client, seed)) == ["c", "d", "b"]
    assert _titles(await _similar(client, seed, damp_hubs=0)) == ["b", "c", "d"]
    timbre = {"rhythm_weight": 0, "harmony_weight": 0, "mood_weight": 0}  # of which the whole sound decides nothing
    answers = [_titles(await _similar(client, seed, damp_hubs=share, **timbre)) for share in (0, 1)]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"damp_hubs": 2}, "damp_hubs"),
        ({"heard_within": 0}, "heard_within"),
        ({"mood": ["x"] * 51}, "mood"),
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
