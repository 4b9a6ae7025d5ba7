"""Favourites are everybody's own."""

import httpx

from tests.support.samples import DAY, a_failed_track, track_id
from tests.unit.http.conftest import Client, Served

API = "/api/v1"


async def three(served: Served) -> None:
    await served.library.ports.catalogue.save([a_failed_track(n) for n in range(3)])  # which no worker goes after


async def listed(client: httpx.AsyncClient) -> list[str]:
    return [each["track"]["id"] for each in (await client.get(f"{API}/favourites")).json()["items"]]


async def test_a_track_is_liked_and_liked_no_longer(served: Served, listener: httpx.AsyncClient) -> None:
    await three(served)
    one = f"{API}/favourites/{track_id(1)}"
    assert (await listener.get(one)).status_code == 404
    first = await listener.put(one)
    assert (first.status_code, first.json()["track_id"]) == (200, track_id(1))
    served.library.clock.advance(60)
    assert (await listener.put(one)).json() == first.json() == (await listener.get(one)).json()
    assert await listed(listener) == [track_id(1)]
    for _ in range(2):
        assert (await listener.delete(one)).status_code == 204
    assert await listed(listener) == []


async def test_an_unknown_track_cannot_be_liked(listener: httpx.AsyncClient) -> None:
    assert (await listener.put(f"{API}/favourites/nobody")).status_code == 404


async def test_lists_show_the_caller_s_own_hearts(
    served: Served, client: Client, listener: httpx.AsyncClient, another: httpx.AsyncClient
) -> None:
    await three(served)
    await listener.put(f"{API}/favourites/{track_id(1)}")
    for who, hearts in ((listener, [False, True, False]), (another, [False] * 3), (client, [False] * 3)):
        tracks = (await who.get(f"{API}/tracks")).json()["items"]
        assert [track["favourite"] for track in tracks] == hearts
        folder = (await who.get(f"{API}/library/folders", params={"path": "folder"})).json()
        assert [track["favourite"] for track in folder["tracks"]["items"]] == hearts
        assert (await who.get(f"{API}/tracks/{track_id(1)}")).json()["favourite"] == hearts[1]
        found = (await who.get(f"{API}/tracks", params={"favourite": True})).json()["items"]
        assert len(found) == sum(hearts)
    assert (await another.get(f"{API}/favourites/{track_id(1)}")).status_code == 404
    assert await listed(another) == []


async def test_the_newest_come_first_page_by_page_and_missing_ones_stay(
    served: Served, listener: httpx.AsyncClient
) -> None:
    await three(served)
    for n in range(3):
        await listener.put(f"{API}/favourites/{track_id(n)}")
        served.library.clock.advance(60)
    await served.library.ports.catalogue.mark_missing([track_id(2)], DAY)
    first = (await listener.get(f"{API}/favourites", params={"limit": 2})).json()
    rest = (await listener.get(f"{API}/favourites", params={"limit": 2, "cursor": first["next"]})).json()
    assert [each["track"]["id"] for each in first["items"] + rest["items"]] == [track_id(n) for n in (2, 1, 0)]
    assert rest["next"] is None
    assert first["items"][0]["track"]["missing_since"] is not None
    assert first["items"][0]["track"]["favourite"] is True


async def test_somebody_takes_them_along(served: Served, listener: httpx.AsyncClient) -> None:
    await three(served)
    await listener.put(f"{API}/favourites/{track_id(1)}")
    exported = await served.exported("lise")
    assert [each["path"] for each in exported["favourites"]] == ["folder/00001.mp3"]
