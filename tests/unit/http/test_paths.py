"""Ways from one track to another, over HTTP."""

from typing import Any

import httpx
import pytest
from litestar import Litestar

from musicsim.domain.model.track import Track
from tests.unit.http.conftest import Served
from tests.unit.use_cases.library import SILENCE, tone

PITCHES = {"a": 200, "b": 230, "c": 270, "d": 320, "e": 380, "f": 450}


@pytest.fixture(scope="module")
async def tracks(house: tuple[Served, Litestar]) -> dict[str, Track]:
    """Tones that rise, each by an artist of its own, and a file in which nothing is to be heard."""
    files = {f"{name.upper()}__One__{name}": tone(pitch) for name, pitch in PITCHES.items()}
    found = await house[0].fill(**files, hush=SILENCE)
    return {track.metadata.title: track for track in found.values()}


@pytest.fixture
def ids(tracks: dict[str, Track]) -> dict[str, str]:
    return {title: str(track.id) for title, track in tracks.items()}


async def _asked(client: httpx.AsyncClient, **params: Any) -> httpx.Response:
    return await client.get("/api/v1/paths", params={name.rstrip("_"): value for name, value in params.items()})


def _titles(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [stop["track"]["title"] for stop in answer.json()["items"]]


async def test_a_way_from_one_to_another(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    answer = await _asked(resident, from_=ids["a"], to=ids["f"], steps=4)
    titles = _titles(answer)
    assert (titles[0], titles[-1], len(set(titles))) == ("a", "f", 4)
    found = answer.json()
    assert [stop["position"] for stop in found["items"]] == [0, 1, 2, 3]
    first, *others = found["items"]
    assert first["step"] is None
    for stop in others:
        assert -1 <= stop["step"]["cosine"] <= 1
        assert 0 <= stop["step"]["angle"] <= 3.15
    assert found["next"] is None
    largest = max(stop["step"]["angle"] for stop in others)
    assert found["measure"]["largest_step"] == pytest.approx(largest, abs=2e-3)
    assert found["measure"].keys() == found["straight"].keys()


async def test_as_many_as_there_are(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    assert sorted(_titles(await _asked(resident, from_=ids["f"], to=ids["a"]))) == list(PITCHES)


async def test_over_what_one_likes_to_pass(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    way = _titles(await _asked(resident, from_=ids["a"], to=ids["b"], via=[ids["f"], ids["d"]], steps=4))
    assert way == ["a", "f", "d", "b"]


async def test_conditions_hold_on_the_way(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    way = _titles(await _asked(resident, from_=ids["a"], to=ids["f"], exclude_artist=["A", "b", "d"]))
    assert sorted(way) == ["a", "c", "e", "f"]
    await resident.put(f"/api/v1/favourites/{ids['c']}")
    assert _titles(await _asked(resident, from_=ids["a"], to=ids["f"], favourite="true")) == ["a", "c", "f"]


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({"from_": "a", "to": "nothere"}, 404, None),
        ({"from_": "a", "to": "b", "via": ["nothere"]}, 404, None),
        ({"from_": "a", "to": "hush"}, 409, None),
        ({"from_": "a", "to": "a"}, 422, "via"),
        ({"from_": "a", "to": "b", "via": ["b"]}, 422, "via"),
        ({"from_": "a", "to": "b", "via": ["c", "d"], "steps": 3}, 422, "steps"),
        ({"from_": "a", "to": "b", "steps": 1}, 422, "steps"),
        ({"from_": "a", "to": "b", "steps": 101}, 422, "steps"),
        ({"from_": "a", "to": "b", "bpm_min": 9, "bpm_max": 8}, 422, "bpm_min"),
        ({"to": "b"}, 422, None),
        ({"from_": "a"}, 422, None),
        ({"from_": "a", "to": "b", "by": 1}, 422, "by"),
    ],
)
async def test_what_cannot_be(
    resident: httpx.AsyncClient, ids: dict[str, str], asked: dict[str, Any], status: int, field: str | None
) -> None:
    named = {name: ids.get(value, value) if isinstance(value, str) else value for name, value in asked.items()}
    if "via" in named:
        named["via"] = [ids.get(each, each) for each in named["via"]]
    answer = await _asked(resident, **named)
    assert answer.status_code == status, answer.text
    assert answer.json().get("field") == field
