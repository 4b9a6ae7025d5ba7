"""Excerpts over HTTP."""

import json
from typing import Any

import httpx
import pytest

from tests.support.melodies import excerpt_file, melody_file
from tests.support.sounds import silence, wav
from tests.unit.http.conftest import Served

CLIP = "/api/v1/similar/clip"


async def ask(client: httpx.AsyncClient, data: bytes, options: dict[str, Any] | None = None) -> httpx.Response:
    files = {"clip": ("excerpt.webm", data)}
    return await client.post(CLIP, files=files, data={"options": json.dumps(options)} if options is not None else None)


@pytest.fixture
async def melodies(emptied: Served) -> dict[str, str]:
    """The ids of three melodies by name, in a library that recognises excerpts of them."""
    files = {name: melody_file(seed) for seed, name in enumerate(("first", "second", "third"))}
    tracks = await emptied.fill(**files)
    clips = emptied.application.clips
    for track in tracks.values():
        await clips.print_track(track.id)
    await clips.index_segments()
    return {key.removesuffix(".wav"): track.id for key, track in tracks.items()}


async def test_an_excerpt_is_recognised_with_its_place(resident: httpx.AsyncClient, melodies: dict[str, str]) -> None:
    answer = await ask(resident, excerpt_file(1, 12.35))
    assert answer.status_code == 200
    found = answer.json()
    assert found["recognising"] is True
    (source,) = found["sources"]
    assert source["track"]["id"] == melodies["second"]
    assert source["position"] == pytest.approx(12.35, abs=0.1)
    assert source["certainty"] == 1.0
    assert found["heard"]["duration"] == 10.0
    ids = [hit["track"]["id"] for hit in found["items"]]
    assert ids[0] == melodies["second"]
    assert sorted(ids) == sorted(melodies.values())


async def test_what_the_library_lacks_has_no_source(resident: httpx.AsyncClient, melodies: dict[str, str]) -> None:
    found = (await ask(resident, excerpt_file(99, 3.0), {"group_copies": False})).json()
    assert found["sources"] == []
    assert len(found["items"]) == len(melodies)


async def test_options_are_those_of_similar_tracks(resident: httpx.AsyncClient, melodies: dict[str, str]) -> None:
    found = (await ask(resident, excerpt_file(0, 5.0), {"limit": 1})).json()
    assert [hit["track"]["id"] for hit in found["items"]] == [melodies["first"]]
    seeds = [{"kind": "track", "id": melodies["third"], "weight": 2}]
    found = (
        await ask(
            resident, excerpt_file(0, 5.0), {"seeds": seeds, "weight": 0.5, "explain": True, "group_copies": False}
        )
    ).json()
    assert [hit["track"]["id"] for hit in found["items"]] == [melodies["first"], melodies["second"]]


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (wav(silence(10, 8000), 8000), 422, "silent"),
        (melody_file(1, 4.0), 422, "too short"),
        (b"no audio at all", 415, "no audio"),
        (wav(silence(0, 8000), 8000), 422, "cannot be decoded"),
    ],
    ids=["silence", "four seconds", "text", "no samples"],
)
async def test_what_is_no_excerpt_is_told_why(
    resident: httpx.AsyncClient, data: bytes, status: int, words: str
) -> None:
    answer = await ask(resident, data)
    assert answer.status_code == status
    assert words in answer.json()["detail"]


async def test_a_body_that_is_wrong_is_refused(resident: httpx.AsyncClient) -> None:
    assert (await resident.post(CLIP, files={"other": ("a.wav", b"x")})).json()["field"] == "clip"
    assert (await resident.post(CLIP, json={})).status_code == 415
    for options in ('{"limit": 0}', "{", '{"unknown": 1}'):
        files = {"clip": ("a.wav", melody_file(1, 6.0))}
        refused = await resident.post(CLIP, files=files, data={"options": options})
        assert (refused.status_code, refused.json()["field"]) == (422, "options")


async def test_an_excerpt_may_not_be_endless(resident: httpx.AsyncClient) -> None:
    assert (await ask(resident, bytes(17 * 1024 * 1024))).status_code == 413
