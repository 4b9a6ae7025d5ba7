"""Facets, reasons, more of these and less of those, and words, over HTTP."""

from typing import Any

import httpx
import pytest

from musicsim.domain.model.user import Role
from tests.unit.http.conftest import Served, client_from
from tests.unit.use_cases.library import tone

PITCHES = (200, 215, 240, 400, 800, 1600)


@pytest.fixture
async def ids(resident: httpx.AsyncClient, emptied: Served) -> dict[str, str]:
    """Tones by two artists in turn: their ids by their titles."""
    files = {f"{'Ann' if n % 2 else 'Bob'}__One__{pitch}": tone(pitch) for n, pitch in enumerate(PITCHES)}
    tracks = await emptied.fill(**files)
    await emptied.application.discovery.derive_bearings()
    return {track.metadata.title: track.id for track in tracks.values()}


async def _asked(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/similar", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _titles(answer: dict[str, Any]) -> list[str]:
    return [hit["track"]["title"] for hit in answer["items"]]


async def test_equal_weights_are_the_default_ranking_bit_for_bit(resident: httpx.AsyncClient, ids: dict[str, str]):
    path = f"/api/v1/tracks/{ids['215']}/similar"
    plain = await resident.get(path, params={"per_artist": 0, "per_album": 0})
    weights = {f"{facet}_weight": 7.3 for facet in ("timbre", "rhythm", "harmony", "mood")}
    equal = await resident.get(path, params={"per_artist": 0, "per_album": 0} | weights)
    assert len(plain.json()["items"]) == len(PITCHES) - 1
    assert equal.content == plain.content


async def test_one_seed_is_asked_as_its_track_is(resident: httpx.AsyncClient, ids: dict[str, str]):
    path = f"/api/v1/tracks/{ids['215']}/similar"
    plain = (await resident.get(path, params={"per_artist": 0, "per_album": 0, "explain": "true"})).json()
    seeds = [{"kind": "track", "id": ids["215"], "weight": 0.3}]
    one = await _asked(resident, seeds=seeds, per_artist=0, per_album=0, explain=True)
    assert one["items"] == plain["items"]
    assert one["copies"] == plain["copies"]
    assert one["seeds"] == [
        {"kind": "track", "id": ids["215"], "weight": 0.3, "label": "215", "tracks": 1},
    ]


async def test_why_a_hit_is_one(resident: httpx.AsyncClient, ids: dict[str, str]):
    seeds = [{"kind": "track", "id": ids["200"]}, {"kind": "track", "id": ids["1600"]}]
    found = await _asked(resident, seeds=seeds, per_artist=0, per_album=0, explain=True, facets={"mood": 0})
    whys = {hit["track"]["title"]: hit["why"] for hit in found["items"]}
    assert whys["215"]["example"] == ids["200"]
    for why in whys.values():
        assert sum(why["shares"].values()) == pytest.approx(1, abs=0.001)
        assert why["shares"]["mood"] == 0
        assert why["likeness"].keys() == why["shares"].keys()
    unexplained = await _asked(resident, seeds=seeds)
    assert {hit["why"] for hit in unexplained["items"]} == {None}


async def test_less_of_something_leads_away_from_it(resident: httpx.AsyncClient, ids: dict[str, str]):
    more, less = {"kind": "track", "id": ids["215"]}, {"kind": "track", "id": ids["200"], "weight": -1}
    plain = await _asked(resident, seeds=[more], per_artist=0, per_album=0)
    without = await _asked(resident, seeds=[more, less], per_artist=0, per_album=0)
    assert "200" in _titles(plain)
    assert "200" not in _titles(without)
    scaled = await _asked(resident, seeds=[more | {"weight": 10}, less | {"weight": -10}], per_artist=0, per_album=0)
    assert scaled["items"] == without["items"]


async def test_groups_of_tracks_are_seeds_without_being_hits(resident: httpx.AsyncClient, ids: dict[str, str]):
    [ann] = [one for one in (await resident.get("/api/v1/artists")).json()["items"] if one["name"] == "Ann"]
    by_ann = await _asked(resident, seeds=[{"kind": "artist", "id": ann["id"]}], per_artist=0, per_album=0)
    assert by_ann["seeds"][0]["label"] == "Ann"
    assert by_ann["seeds"][0]["tracks"] == 3
    assert sorted(_titles(by_ann)) == ["200", "240", "800"]
    album = (await resident.get("/api/v1/albums")).json()["items"][0]
    of_album = await _asked(resident, seeds=[{"kind": "album", "id": album["id"]}])
    assert of_album["seeds"][0]["label"] == "One"
    await resident.put(f"/api/v1/favourites/{ids['400']}")
    liked = await _asked(resident, seeds=[{"kind": "favourites"}])
    assert liked["seeds"][0]["tracks"] == 1
    assert "400" not in _titles(liked)


async def test_a_playlist_of_somebody_else_is_nobodys(
    resident: httpx.AsyncClient, emptied: Served, house: Any, ids: dict[str, str]
):
    made = await resident.post("/api/v1/playlists", json={"name": "Low"})
    playlist = made.json()["id"]
    seeds = [{"kind": "playlist", "id": playlist}]
    assert (await resident.post("/api/v1/similar", json={"seeds": seeds})).status_code == 409  # there is nothing in it
    items = await resident.post(
        f"/api/v1/playlists/{playlist}/items",
        json={"track_ids": [ids["200"]]},
        headers={"If-Match": made.headers["ETag"]},
    )
    assert items.status_code < 300, items.text
    found = await _asked(resident, seeds=seeds)
    assert found["seeds"][0]["label"] == "Low"
    async with client_from(house[1], headers=await emptied.headers("lise", Role.LISTENER)) as other:
        assert (await other.post("/api/v1/similar", json={"seeds": seeds})).status_code == 404


@pytest.mark.parametrize(
    ("seeds", "status", "field"),
    [
        ([], 422, "seeds"),
        ([{"kind": "track", "id": "nobody"}], 404, None),
        ([{"kind": "album", "id": "none"}], 404, None),
        ([{"kind": "artist", "id": "none"}], 404, None),
        ([{"kind": "playlist", "id": "none"}], 404, None),
        ([{"kind": "tag", "id": "unheard of"}], 422, "seeds"),
        ([{"kind": "words", "id": "qwertz"}], 422, "seeds"),
        ([{"kind": "words", "id": " "}], 422, "seeds"),
        ([{"kind": "favourites", "weight": -1}], 422, "seeds"),
    ],
)
async def test_seeds_that_lead_nowhere(
    resident: httpx.AsyncClient, seeds: list[dict[str, Any]], status: int, field: str | None
):
    answer = await resident.post("/api/v1/similar", json={"seeds": seeds})
    assert answer.status_code == status, answer.text
    assert answer.json().get("field") == field


async def test_seeds_that_cancel_one_another_out_are_refused(resident: httpx.AsyncClient, ids: dict[str, str]):
    seeds = [{"kind": "track", "id": ids["200"]}, {"kind": "track", "id": ids["200"], "weight": -1}]
    answer = await resident.post("/api/v1/similar", json={"seeds": seeds})
    assert answer.status_code == 422
    assert answer.json()["field"] == "seeds"


async def test_options_and_filters_hold(resident: httpx.AsyncClient, ids: dict[str, str]):
    seeds = [{"kind": "track", "id": ids["200"]}]
    assert len(_titles(await _asked(resident, seeds=seeds, limit=1))) == 1
    for facets in ({"timbre": 1, "rhythm": 0, "harmony": 0, "mood": 0}, {"rhythm": 2}, {"harmony": 2}, {"mood": 2}):
        found = await _asked(resident, seeds=seeds, facets=facets, per_artist=0, per_album=0)
        assert sorted(_titles(found)) == ["1600", "215", "240", "400", "800"]
    assert not _titles(await _asked(resident, seeds=seeds, filters={"bpm_min": 999}))
    nothing = dict.fromkeys(("timbre", "rhythm", "harmony", "mood"), 0)
    assert (await resident.post("/api/v1/similar", json={"seeds": seeds, "facets": nothing})).status_code == 422


async def test_words_are_understood_or_looked_for_in_names(resident: httpx.AsyncClient, ids: dict[str, str]):
    answer = await resident.get("/api/v1/similar/text", params={"q": "calm piano without voice, 1600"})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert [clause["text"] for clause in found["understood"]] == ["calm", "piano", "voice"]
    assert [clause["negated"] for clause in found["understood"]] == [False, False, True]
    assert found["understood"][1]["rough"]
    assert len(found["items"]) == 4  # two from an album of each
    assert all(len(hit["fits"]) == 3 and 0 <= hit["score"] <= 1 for hit in found["items"])
    unknown = (await resident.get("/api/v1/similar/text", params={"q": "ann qwertz"})).json()
    assert unknown["unknown"] == ["ann", "qwertz"]
    assert unknown["items"] == []
    named = (await resident.get("/api/v1/similar/text", params={"q": "ann slow"})).json()
    assert {track["artist"] for track in named["named"]} == {"Ann"}
    for more, artists in ({"exclude_artist": "ann"}, set()), ({"within": "Ann"}, {"Ann"}), ({"within": "Bob"}, set()):
        narrowed = await resident.get("/api/v1/similar/text", params={"q": "ann slow"} | more)
        assert {track["artist"] for track in narrowed.json()["named"]} == artists
    blank = await resident.get("/api/v1/similar/text", params={"q": " "})
    assert blank.status_code == 422
    assert blank.json()["field"] == "q"
