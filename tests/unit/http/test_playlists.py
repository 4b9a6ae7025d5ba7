"""Playlists over HTTP: made, named, changed by version, and nobody else's."""

from typing import Any

import httpx

from tests.unit.http.conftest import Client, Served
from tests.unit.use_cases.library import tone

URL = "/api/v1/playlists"


async def make(client: Any, name: str = "Evening", **fields: Any) -> dict[str, Any]:
    answer = await client.post(URL, json={"name": name} | fields)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["location"] == f"{URL}/{made['id']}"
    return made


async def some(served: Served, count: int = 3) -> list[str]:
    """Ids of that many tracks, by path."""
    tracks = await served.fill(**{f"{number:02d}": tone(200 + 60 * number) for number in range(count)})
    return [tracks[key].id for key in sorted(tracks)]


async def test_a_playlist_is_made_and_shown(served: Served, client: Client) -> None:
    ids = await some(served)
    made = await make(client, "  Evening\tcalm ", description="for rain", track_ids=[ids[2], ids[0], ids[2]])
    assert made == {
        "id": made["id"],
        "name": "Evening calm",
        "description": "for rain",
        "rule": None,
        "count": 3,
        "version": 1,
        "created_at": "2026-01-01T12:00:00Z",
        "changed_at": "2026-01-01T12:00:00Z",
    }
    shown = await client.get(f"{URL}/{made['id']}")
    assert (shown.json(), shown.headers["etag"]) == (made, '"1"')
    assert shown.headers["cache-control"] == "private, no-cache"
    known = await client.get(f"{URL}/{made['id']}", headers={"If-None-Match": '"1"'})
    assert (known.status_code, known.content) == (304, b"")


async def test_all_of_ones_own_in_the_order_asked_for(served: Served, client: Client) -> None:
    for name in ("b", "É", "a"):
        await make(client, name)
        served.library.clock.advance(1)
    first = (await client.get(URL)).json()
    assert first["next"] is None
    assert [one["name"] for one in first["items"]] == ["a", "b", "É"]
    by_age = (await client.get(URL, params={"sort": "created"})).json()["items"]
    assert [one["name"] for one in by_age] == ["a", "É", "b"]
    await client.patch(f"{URL}/{by_age[2]['id']}", json={"description": "x"}, headers={"If-Match": '"1"'})
    changed = (await client.get(URL, params={"sort": "changed"})).json()["items"]
    assert [one["name"] for one in changed] == ["b", "a", "É"]


async def test_renaming_needs_the_version(client: Client) -> None:
    made = await make(client)
    url = f"{URL}/{made['id']}"
    unsaid = await client.patch(url, json={"name": "x"})
    assert (unsaid.status_code, unsaid.json()["type"]) == (428, "/problems/precondition-required")
    renamed = await client.patch(url, json={"name": "Late"}, headers={"If-Match": '"1"'})
    assert (renamed.status_code, renamed.headers["etag"]) == (200, '"2"')
    assert (renamed.json()["name"], renamed.json()["version"]) == ("Late", 2)
    for stale in ('"1"', '"7"', 'W/"2"', "2", "nonsense", '"2", "3"'):
        late = await client.patch(url, json={"name": "x"}, headers={"If-Match": stale})
        assert (late.status_code, late.headers["etag"]) == (412, '"2"')
        assert late.json()["type"] == "/problems/precondition-failed"
    anyhow = await client.patch(url, json={"description": "any"}, headers={"If-Match": "*"})
    assert (anyhow.json()["name"], anyhow.json()["description"]) == ("Late", "any")


async def test_deleting_needs_the_version_too(client: Client) -> None:
    made = await make(client)
    url = f"{URL}/{made['id']}"
    assert (await client.delete(url)).status_code == 428
    assert (await client.delete(url, headers={"If-Match": '"2"'})).status_code == 412
    assert (await client.delete(url, headers={"If-Match": '"1"'})).status_code == 204
    assert (await client.delete(url, headers={"If-Match": '"1"'})).status_code == 404


async def test_a_copy_is_another_playlist(served: Served, client: Client) -> None:
    ids = await some(served)
    made = await make(client, "Mix", track_ids=ids)
    copied = await client.post(f"{URL}/{made['id']}/duplicate")
    assert copied.status_code == 201
    assert (copied.json()["name"], copied.json()["count"]) == ("Mix (2)", 3)
    named = await client.post(f"{URL}/{made['id']}/duplicate", json={"name": "Other"})
    assert named.json()["name"] == "Other"
    items = (await client.get(f"{URL}/{copied.json()['id']}/items")).json()["items"]
    assert [item["track"]["id"] for item in items] == ids


async def test_a_rule_holds_what_it_finds_until_it_is_frozen(served: Served, client: Client) -> None:
    served.library.say("a.wav", artist="Ann", genre="Électro")
    ids = await some(served, 2)
    rule = {"where": {"q": "0", "year_max": None}, "sort": "title", "reverse": True, "limit": 5}
    made = await make(client, "Auto", rule=rule)
    assert made["count"] is None
    assert (made["rule"]["where"]["q"], made["rule"]["sort"], made["rule"]["reverse"]) == ("0", "title", True)
    url = f"{URL}/{made['id']}"
    items = (await client.get(f"{url}/items")).json()
    assert [item["track"]["id"] for item in items["items"]] == ids[::-1]
    refused = await client.post(f"{url}/items", json={"track_ids": ids}, headers={"If-Match": '"1"'})
    assert refused.status_code == 409
    await served.fill(**{"03": tone(700)})
    assert (await client.get(f"{url}/items")).json()["count"] == 3
    narrower = await client.patch(url, json={"rule": rule | {"limit": 1}}, headers={"If-Match": '"1"'})
    assert narrower.json()["rule"]["limit"] == 1
    frozen = await client.post(f"{url}/freeze", headers={"If-Match": '"2"'})
    assert (frozen.status_code, frozen.json()["rule"], frozen.json()["count"]) == (200, None, 1)
    assert (await client.post(f"{url}/freeze", headers={"If-Match": '"3"'})).json() == frozen.json()
    refused = await client.patch(url, json={"rule": rule}, headers={"If-Match": '"3"'})
    assert refused.status_code == 409


async def test_favourites_of_a_rule_are_the_owners(served: Served, client: Client) -> None:
    ids = await some(served, 2)
    await client.put(f"/api/v1/favourites/{ids[1]}")
    made = await make(client, "Hearts", rule={"where": {"favourite": True}})
    items = (await client.get(f"{URL}/{made['id']}/items")).json()["items"]
    assert [(item["track"]["id"], item["track"]["favourite"]) for item in items] == [(ids[1], True)]


async def test_bad_input_is_named(client: Client) -> None:
    bad: list[tuple[dict[str, Any], str | None]] = [
        ({}, None),
        ({"name": ""}, "name"),
        ({"name": " \n"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "x", "description": "x" * 5001}, "description"),
        ({"name": "x", "colour": "red"}, "colour"),
        ({"name": "x", "rule": {"where": {"bpm_min": 120, "bpm_max": 100}}}, "bpm_min"),
        ({"name": "x", "rule": {"where": {"key": ["13A"]}}}, "key"),
        ({"name": "x", "rule": {"where": {}, "limit": 1001}}, None),
    ]
    for body, field in bad:
        answer = await client.post(URL, json=body)
        assert answer.status_code == 422, answer.text
        assert field in {None, answer.json().get("field")}, answer.text


async def test_unknown_tracks_are_not_found(client: Client) -> None:
    answer = await client.post(URL, json={"name": "x", "track_ids": ["nothere"]})
    assert (answer.status_code, (await client.get(URL)).json()["items"]) == (404, [])


async def test_nobody_elses_playlist_is_there(
    served: Served, client: Client, listener: httpx.AsyncClient, another: httpx.AsyncClient
) -> None:
    """An admin's neither: what one puts together is one's own."""
    [track] = await some(served, 1)
    made = await make(listener, track_ids=[track])
    one = f"{URL}/{made['id']}"
    item = (await listener.get(f"{one}/items")).json()["items"][0]["id"]
    match = {"If-Match": "*"}
    for stranger in (another, client):
        assert (await stranger.get(URL)).json()["items"] == []
        for call in (
            stranger.get(one),
            stranger.patch(one, json={"name": "x"}, headers=match),
            stranger.delete(one, headers=match),
            stranger.post(f"{one}/duplicate"),
            stranger.post(f"{one}/freeze", headers=match),
            stranger.get(f"{one}/items"),
            stranger.post(f"{one}/items", json={"track_ids": [track]}, headers=match),
            stranger.post(f"{one}/items/move", json={"item_ids": [item], "position": 0}, headers=match),
            stranger.post(f"{one}/items/remove", json={"item_ids": [item]}, headers=match),
            stranger.delete(f"{one}/items/{item}", headers=match),
            stranger.get(f"{one}/transitions"),
            stranger.post(f"{one}/order"),
            stranger.get(f"{one}/suggestions"),
            stranger.post(f"{one}/extend", headers=match),
            stranger.get(f"{one}/export"),
            stranger.get(f"{one}/download"),
            stranger.get(f"{one}/share"),
            stranger.post(f"{one}/share"),
            stranger.delete(f"{one}/share"),
            stranger.delete(f"{one}/share/x"),
        ):
            answer = await call
            assert answer.status_code == 404, (answer.request.url, answer.text)
            assert answer.json()["detail"] == f"There is no playlist {made['id']!r}."
    assert (await listener.get(one)).json() == made
