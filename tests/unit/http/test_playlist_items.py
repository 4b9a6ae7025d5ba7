"""What is in playlists, over HTTP."""

from typing import Any

import pytest

from tests.unit.http.conftest import Client, Served
from tests.unit.http.test_playlists import URL, make, some


@pytest.fixture
async def ids(served: Served) -> list[str]:
    return await some(served, 4)


async def listed(client: Client, playlist: dict[str, Any], **params: Any) -> dict[str, Any]:
    answer = await client.get(f"{URL}/{playlist['id']}/items", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def tracks(client: Client, playlist: dict[str, Any]) -> list[str]:
    return [item["track"]["id"] for item in (await listed(client, playlist))["items"]]


async def post(client: Client, playlist: dict[str, Any], verb: str, body: Any, version: int = 1) -> Any:
    url = f"{URL}/{playlist['id']}/items{verb}"
    return await client.post(url, json=body, headers={"If-Match": f'"{version}"'})


async def test_tracks_come_in_at_a_position_or_at_the_end(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids[:2])
    added = await post(client, made, "", {"track_ids": [ids[2], ids[0]], "position": 1})
    assert (added.status_code, added.headers["etag"]) == (201, '"2"')
    assert added.json()["playlist"]["count"] == 4
    assert [(one["position"], one["track"]["id"]) for one in added.json()["items"]] == [(1, ids[2]), (2, ids[0])]
    assert added.json()["skipped"] == []
    await post(client, made, "", {"track_ids": [ids[3]]}, version=2)
    assert await tracks(client, made) == [ids[0], ids[2], ids[0], ids[1], ids[3]]


async def test_what_is_there_can_be_passed_over(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids[:2])
    added = await post(client, made, "", {"track_ids": [ids[1], ids[2], ids[2]], "unique": True})
    assert [one["track"]["id"] for one in added.json()["items"]] == [ids[2]]
    assert added.json()["skipped"] == [ids[1]]
    none = await post(client, made, "", {"track_ids": [ids[1]], "unique": True}, version=2)
    assert (none.json()["items"], none.headers["etag"]) == ([], '"2"')


async def test_items_move(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids)
    items = [one["id"] for one in (await listed(client, made))["items"]]
    moved = await post(client, made, "/move", {"item_ids": [items[3], items[0]], "position": 1})
    assert (moved.status_code, moved.json()["version"]) == (200, 2)
    assert await tracks(client, made) == [ids[1], ids[3], ids[0], ids[2]]
    await post(client, made, "/move", {"item_ids": [items[1]], "position": None}, version=2)
    assert await tracks(client, made) == [ids[3], ids[0], ids[2], ids[1]]
    same = await post(client, made, "/move", {"item_ids": [items[1]], "position": 3}, version=3)
    assert same.json()["version"] == 3


async def test_items_leave_by_one_or_many(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids)
    items = [one["id"] for one in (await listed(client, made))["items"]]
    left = await post(client, made, "/remove", {"item_ids": [items[0], items[2]]})
    assert (left.json()["count"], left.headers["etag"]) == (2, '"2"')
    url = f"{URL}/{made['id']}/items/{items[1]}"
    one = await client.delete(url, headers={"If-Match": '"2"'})
    assert (one.status_code, one.json()["count"]) == (200, 1)
    assert await tracks(client, made) == [ids[3]]
    assert (await client.delete(url, headers={"If-Match": '"3"'})).status_code == 404


async def test_of_two_tabs_the_slower_one_is_told(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids)
    items = [one["id"] for one in (await listed(client, made))["items"]]
    for verb, body in (
        ("", {"track_ids": ids[:1]}),
        ("/move", {"item_ids": items[:1], "position": 2}),
        ("/remove", {"item_ids": items[:1]}),
    ):
        unsaid = await client.post(f"{URL}/{made['id']}/items{verb}", json=body)
        assert unsaid.status_code == 428
        late = await post(client, made, verb, body, version=9)
        assert (late.status_code, late.headers["etag"]) == (412, '"1"')
    assert await tracks(client, made) == ids


async def test_what_cannot_be_is_refused(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids)
    refused: list[tuple[str, Any, int]] = [
        ("", {"track_ids": []}, 422),
        ("", {"track_ids": ["nothere"]}, 404),
        ("", {"track_ids": ["nothere"], "position": 5}, 422),
        ("", {"track_ids": ["x"], "position": -1}, 422),
        ("/move", {"item_ids": ["nothere"], "position": 0}, 404),
        ("/move", {"item_ids": ["nothere"]}, 422),
        ("/remove", {"item_ids": ["nothere"]}, 404),
    ]
    for verb, body, status in refused:
        assert (await post(client, made, verb, body)).status_code == status, (verb, body)
    assert (await client.get(f"{URL}/{made['id']}")).json()["version"] == 1


async def test_an_item_is_in_one_place_only(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids)
    item = (await listed(client, made))["items"][0]["id"]
    answer = await post(client, made, "/move", {"item_ids": [item, item], "position": 0})
    assert (answer.status_code, answer.json()["field"]) == (422, "item_ids")


async def test_pages_hold_every_item_once_or_say_that_it_changed(client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids)
    first = await listed(client, made, limit=3)
    assert (first["count"], first["version"], len(first["items"])) == (4, 1, 3)
    last = await listed(client, made, limit=3, cursor=first["next"])
    assert [one["position"] for one in last["items"]] == [3]
    assert last["next"] is None
    await post(client, made, "/remove", {"item_ids": [first["items"][0]["id"]]})
    late = await client.get(f"{URL}/{made['id']}/items", params={"cursor": first["next"]})
    assert late.status_code == 409
    foreign = await client.get(f"{URL}/{made['id']}/items", params={"cursor": "x"})
    assert (foreign.status_code, foreign.json()["field"]) == (422, "cursor")


async def test_missing_tracks_stay_and_are_shown_as_such(served: Served, client: Client, ids: list[str]) -> None:
    made = await make(client, track_ids=ids)
    await served.library.ports.catalogue.mark_missing([ids[1]], served.library.clock.now())
    items = (await listed(client, made))["items"]
    assert [one["track"]["missing_since"] is not None for one in items] == [False, True, False, False]
