"""How playlists sound, over HTTP."""

from typing import Any

from musicsim.domain.model.track import Track
from tests.unit.http.conftest import Client, Served
from tests.unit.http.test_playlists import URL, make
from tests.unit.use_cases.library import SILENCE, tone

PITCHES = {"a": 200, "d": 900, "b": 230, "e": 1200, "c": 270}


async def tones(served: Served) -> dict[str, Track]:
    """Tones, the names of which are in the order of their pitch."""
    tracks = await served.fill(**{name: tone(pitch) for name, pitch in PITCHES.items()})
    return {key.removesuffix(".wav"): track for key, track in tracks.items()}


async def test_transitions_cost_what_their_parts_do(served: Served, client: Client) -> None:
    tracks = await tones(served)
    made = await make(client, track_ids=[tracks[name].id for name in "aab"])
    answer = (await client.get(f"{URL}/{made['id']}/transitions")).json()
    assert len(answer["items"]) == 2
    assert answer["next"] is None
    first, second = answer["items"]
    assert (first["to_item"], first["parts"]["timbre"], first["parts"]["loudness"]) == (second["from_item"], 0, 0)
    assert second["parts"]["timbre"] > 0
    parts = second["parts"]
    weighted = 0.3 * parts["tempo"] + 0.2 * parts["key"] + 0.1 * parts["loudness"] + 0.4 * parts["timbre"]
    assert abs(second["cost"] - weighted) < 1e-3
    assert abs(answer["cost"] - (first["cost"] + second["cost"]) / 2) < 1e-3


async def test_an_order_is_proposed_and_kept_only_when_asked_to(served: Served, client: Client) -> None:
    tracks = await tones(served)
    made = await make(client, track_ids=[tracks[name].id for name in PITCHES])
    url = f"{URL}/{made['id']}"
    items = (await client.get(f"{url}/items")).json()["items"]
    proposal = (await client.post(f"{url}/order")).json()
    heard = {track.id: (await client.get(f"/api/v1/tracks/{track.id}")).json()["analysis"] for track in tracks.values()}
    assert proposal["loudness"] == [
        round(heard[one["track"]["id"]]["loudness"]["lufs"], 2) for one in proposal["items"]
    ]
    assert proposal["cost_after"] < proposal["cost_before"]
    assert proposal["applied"] is False
    assert (await client.get(f"{url}/items")).json()["items"] == items
    assert (await client.post(f"{url}/order", json={"apply": True})).status_code == 428
    kept = await client.post(f"{url}/order", json={"apply": True}, headers={"If-Match": '"1"'})
    assert (kept.status_code, kept.headers["etag"], kept.json()["applied"]) == (200, '"2"', True)
    now = (await client.get(f"{url}/items")).json()["items"]
    assert [one["id"] for one in now] == [one["id"] for one in proposal["items"]]
    costs = (await client.get(f"{url}/transitions")).json()
    assert costs["items"] == kept.json()["transitions"]
    late = await client.post(f"{url}/order", json={"apply": True}, headers={"If-Match": '"1"'})
    assert late.status_code == 412


async def test_the_first_item_can_be_pinned(served: Served, client: Client) -> None:
    tracks = await tones(served)
    made = await make(client, track_ids=[tracks[name].id for name in PITCHES])
    url = f"{URL}/{made['id']}"
    items = (await client.get(f"{url}/items")).json()["items"]
    for pinned in items:
        answer = (await client.post(f"{url}/order", json={"first": pinned["id"]})).json()
        assert answer["items"][0]["id"] == pinned["id"]
        assert sorted(one["id"] for one in answer["items"]) == sorted(one["id"] for one in items)
    assert (await client.post(f"{url}/order", json={"first": "nothere"})).status_code == 404


async def test_weights_say_what_matters(served: Served, client: Client) -> None:
    tracks = await tones(served)
    made = await make(client, track_ids=[tracks[name].id for name in PITCHES])
    url = f"{URL}/{made['id']}/order"
    only = {"tempo": 0, "key": 0, "loudness": 0, "timbre": 1}
    answer = (await client.post(url, json={"weights": only})).json()
    for each in answer["transitions"]:
        assert each["cost"] == each["parts"]["timbre"]
    titles = [one["track"]["title"] for one in answer["items"]]
    assert titles in (["a", "b", "c", "d", "e"], ["e", "d", "c", "b", "a"])
    nothing = await client.post(url, json={"weights": dict.fromkeys(only, 0)})
    assert (nothing.status_code, nothing.json()["field"]) == (422, "weights")
    assert (await client.post(url, json={"weights": {"tempo": -1}})).status_code == 422


async def test_suggestions_have_reasons(served: Served, client: Client) -> None:
    tracks = await tones(served)
    made = await make(client, track_ids=[tracks[name].id for name in "ac"])
    url = f"{URL}/{made['id']}/suggestions"
    answer = (await client.get(url)).json()
    assert answer["items"][0]["track"]["title"] == "b"
    assert {one["track"]["title"] for one in answer["items"]} == {"b", "d", "e"}
    best = answer["items"][0]
    assert best["reason"]["nearest"]["track"]["title"] in {"a", "c"}
    assert best["reason"]["cosine"] >= best["score"]
    assert len((await client.get(url, params={"limit": 1})).json()["items"]) == 1
    assert (await client.get(url, params={"limit": 101})).status_code == 422


async def test_nothing_is_suggested_where_there_is_no_sound(served: Served, client: Client) -> None:
    tracks = await served.fill(hush=SILENCE, a=tone(200))
    for ids in ([], [tracks["hush.wav"].id]):
        made = await make(client, track_ids=ids)
        assert (await client.get(f"{URL}/{made['id']}/suggestions")).status_code == 409
    full = await make(client, track_ids=[tracks["a.wav"].id])
    assert (await client.get(f"{URL}/{full['id']}/suggestions")).json()["items"] == []


async def test_it_goes_on_by_its_own_sound(served: Served, client: Client) -> None:
    tracks = await tones(served)
    made = await make(client, track_ids=[tracks["a"].id])
    url = f"{URL}/{made['id']}"
    assert (await client.post(f"{url}/extend")).status_code == 428
    answer = await client.post(f"{url}/extend", json={"count": 3}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert [one["position"] for one in answer.json()["items"]] == [1, 2, 3]
    extended: dict[str, Any] = (await client.get(f"{url}/items")).json()
    assert [one["track"]["title"] for one in extended["items"]][:2] == ["a", "b"]
    assert extended["count"] == 4


async def test_missing_and_unheard_tracks_stay_in_the_order(served: Served, client: Client) -> None:
    tracks = await served.fill(a=tone(200), hush=SILENCE, b=tone(230), c=tone(900))
    made = await make(client, track_ids=[track.id for track in tracks.values()])
    await served.library.ports.catalogue.mark_missing([tracks["b.wav"].id], served.library.clock.now())
    answer = (await client.post(f"{URL}/{made['id']}/order")).json()
    assert sorted(one["track"]["title"] for one in answer["items"]) == ["a", "b", "c", "hush"]
    assert answer["cost_after"] <= answer["cost_before"]
