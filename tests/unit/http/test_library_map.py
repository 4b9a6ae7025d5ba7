"""The map, its clusters, and groups that sound alike, over HTTP."""

import json

import httpx
import pytest
from litestar import Litestar

from musicsim.entrypoints.http.encodings import takes_gzip
from tests.unit.http.conftest import Served
from tests.unit.use_cases.library import tone

API = "/api/v1"


@pytest.fixture(scope="module")
async def house(house: tuple[Served, Litestar]) -> tuple[Served, Litestar]:
    """The shared application, with a library that has a map."""
    served, app = house
    for number in range(12):
        key = f"{number:02d}.wav"
        served.library.store.put(key, tone(200 * 1.2**number, seconds=0.1))
        served.library.say(key, artist=f"Artist {number % 4}", album=f"Album {number % 4}", genre="Jazz")
    await served.library.scan()
    await served.library.listen()
    await served.application.collections.make_map()
    return served, app


async def test_the_map_in_one_download(resident: httpx.AsyncClient):
    answer = await resident.get(f"{API}/map")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/vnd.musicsim.map"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content[:8] == b"musicmap"
    plain = await resident.get(f"{API}/map", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content
    again = await resident.get(f"{API}/map", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_version_of_the_map_is_kept_for_ever(resident: httpx.AsyncClient):
    version = (await resident.get(f"{API}/map/legend")).json()["version"]
    answer = await resident.get(f"{API}/map", params={"version": version})
    assert "immutable" in answer.headers["cache-control"]
    assert (await resident.get(f"{API}/map", params={"version": "old"})).status_code == 404


async def test_the_legend(resident: httpx.AsyncClient):
    answer = await resident.get(f"{API}/map/legend")
    legend = answer.json()
    assert (legend["tracks"], legend["laid_out"], legend["genres"]) == (12, 12, ["Jazz"])
    assert len(legend["moods"]) == 12
    data = (await resident.get(f"{API}/map")).content
    header = json.loads(data[12 : 12 + int.from_bytes(data[8:12], "little")])
    assert header["version"] == legend["version"]
    for path in ("map/legend", "map/regions", "clusters"):
        known = await resident.get(f"{API}/{path}", headers={"If-None-Match": answer.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")


async def test_regions_are_made_of_clusters(resident: httpx.AsyncClient):
    clusters = (await resident.get(f"{API}/clusters")).json()["items"]
    regions = (await resident.get(f"{API}/map/regions", params={"level": 0})).json()["items"]
    assert sum(one["tracks"] for one in clusters) == sum(one["tracks"] for one in regions) == 12
    assert {each for one in regions for each in one["cluster_ids"]} == {one["id"] for one in clusters}
    assert (await resident.get(f"{API}/map/regions", params={"level": 9})).json()["items"] == []


async def test_a_cluster_page_by_page(resident: httpx.AsyncClient):
    first = (await resident.get(f"{API}/clusters")).json()["items"][0]
    path, seen, cursor = f"{API}/clusters/{first['id']}/tracks", [], None
    while True:
        page = (await resident.get(path, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [one["id"] for one in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert len(set(seen)) == len(seen) == first["tracks"]
    assert (await resident.get(f"{API}/clusters/none/tracks")).status_code == 404
    assert (await resident.get(path, params={"cursor": "x"})).status_code == 422


async def test_the_map_as_a_list(resident: httpx.AsyncClient):
    track = (await resident.get(f"{API}/tracks", params={"limit": 1})).json()["items"][0]
    place = (await resident.get(f"{API}/tracks/{track['id']}/place")).json()
    near = await resident.get(f"{API}/map/nearby", params={"x": place["x"], "y": place["y"], "limit": 3})
    items = near.json()["items"]
    assert items[0] == {"track": track, "place": place}
    assert len(items) == 3
    assert (await resident.get(f"{API}/map/nearby", params={"x": -1, "y": 0})).status_code == 422
    assert (await resident.get(f"{API}/tracks/none/place")).status_code == 404


async def test_albums_and_artists_that_sound_alike(resident: httpx.AsyncClient):
    album = (await resident.get(f"{API}/albums")).json()["items"][0]
    found = (await resident.get(f"{API}/albums/{album['id']}/similar")).json()["items"]
    assert len(found) == 3
    assert [one["distance"] for one in found] == sorted(one["distance"] for one in found)
    artist = (await resident.get(f"{API}/artists")).json()["items"][0]
    found = (await resident.get(f"{API}/artists/{artist['id']}/similar", params={"limit": 1})).json()["items"]
    assert found[0]["artist"]["name"] != artist["name"]
    for path in ("albums/none/similar", "artists/none/similar"):
        assert (await resident.get(f"{API}/{path}")).status_code == 404


async def test_mixes(resident: httpx.AsyncClient, house: tuple[Served, Litestar]):
    assert (await resident.get(f"{API}/me/mixes")).json() == {"items": [], "next": None}
    tracks = (await resident.get(f"{API}/tracks")).json()["items"]
    for track in tracks[:3]:
        await resident.put(f"{API}/favourites/{track['id']}")
    (mix,) = (await resident.get(f"{API}/me/mixes")).json()["items"]
    shown = (await resident.get(f"{API}/me/mixes/{mix['id']}")).json()
    assert [one["id"] for one in shown["tracks"]] == mix["track_ids"] == shown["mix"]["track_ids"]
    kept = await resident.post(f"{API}/me/mixes/{mix['id']}/keep", json={"name": "Mine"})
    assert kept.status_code == 201
    assert kept.headers["location"].endswith(kept.json()["id"])
    assert kept.json()["count"] == len(mix["track_ids"])
    assert (await resident.post(f"{API}/me/mixes/{mix['id']}/keep")).json()["name"]
    (anew,) = (await resident.post(f"{API}/me/mixes/refresh")).json()["items"]
    assert anew["made_at"] >= mix["made_at"]
    for other in (mix["id"], "1", "x", "²", anew["id"] + "0", "0" + anew["id"]):  # the first was mixed anew
        assert (await resident.get(f"{API}/me/mixes/{other}")).status_code == 404
        assert (await resident.post(f"{API}/me/mixes/{other}/keep")).status_code == 404
    assert (await resident.get(f"{API}/me/mixes/{anew['id']}")).status_code == 200


async def test_before_the_first_map(client: httpx.AsyncClient):
    for path in ("map", "map/legend", "map/regions", "map/nearby?x=1&y=1"):
        assert (await client.get(f"{API}/{path}")).status_code == 404
    none = await client.get(f"{API}/clusters")
    assert none.json() == {"items": [], "next": None}
    assert (await client.get(f"{API}/clusters", headers={"If-None-Match": none.headers["etag"]})).status_code == 304


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1, GZIP ; q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("identity", False),
        ("", False),
        (None, False),
    ],
)
def test_who_takes_gzip(header: str | None, taken: bool):
    assert takes_gzip(header) is taken
