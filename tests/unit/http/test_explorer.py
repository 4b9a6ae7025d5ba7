"""Lists by anything, what tracks are grouped under, a search box."""

from dataclasses import replace
from typing import Any

import pytest

from musicsim.domain.model.analysis import KeyEstimate, Tags, Tempo
from musicsim.domain.model.musical_key import MusicalKey
from musicsim.domain.rules.grouping import album_id, artist_id, genre_id
from tests.support.samples import DAY, a_failed_track, a_track, an_analysis
from tests.unit.http.conftest import Client, Served

TRACKS = [
    a_track(1, title="Jóga", artist="Björk", album="Homogenic", genre="Electronic", year=1997, duration=305.0),
    a_track(2, title="Hunter", artist="Björk", album="Homogenic", genre="Electronic; Pop", year=1997, duration=255.0),
    a_track(3, title="Teardrop", artist="Massive Attack", album="Mezzanine", genre="Trip-Hop", year=1998),
    a_failed_track(4, title="Hunted", artist="Nobody", album="", key="loose/hunted.mp3"),
]
HEARD = {1: (95.0, "8A", {"calm": 0.6}), 2: (120.0, "9A", {"calm": 0.15, "dark": 0.9}), 3: (80.0, "2B", {"dark": 0.4})}


@pytest.fixture(autouse=True)
async def library(served: Served) -> None:
    ports = served.library.ports
    await ports.catalogue.save(TRACKS)
    for track in TRACKS[:3]:
        bpm, camelot, tags = HEARD[int(track.id[1:])]
        key = KeyEstimate(MusicalKey.from_camelot(camelot), 0.9, "k@1")
        found = replace(an_analysis(), tempo=Tempo(bpm, 0.9, "t@1"), key=key, tags=Tags(tags, "w@1"))
        assert await ports.analyses.save(track, found, DAY)


async def asked(client: Client, path: str, **params: Any) -> Any:
    answer = await client.get(f"/api/v1{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def titles(client: Client, **params: Any) -> list[str]:
    return [track["title"] for track in (await asked(client, "/tracks", **params))["items"]]


LISTS = [
    ({"q": "bjork hom"}, ["Jóga", "Hunter"]),
    ({"starts": "hunt"}, ["Hunter", "Hunted"]),
    ({"within": "/folder/"}, ["Jóga", "Hunter", "Teardrop"]),
    ({"artist": artist_id("bjork")}, ["Jóga", "Hunter"]),
    ({"album": album_id(TRACKS[2])}, ["Teardrop"]),
    ({"genre": ["pop", "TRIP-HOP"]}, ["Hunter", "Teardrop"]),
    ({"mood": "Calm"}, ["Jóga"]),
    ({"mood": ["calm", "dark"], "mood_min": 0.1}, ["Hunter"]),
    ({"year_min": 1998}, ["Teardrop"]),
    ({"duration_max": 300}, ["Hunter"]),
    ({"bpm_min": 90, "bpm_max": 100}, ["Jóga"]),
    ({"key": "8a"}, ["Jóga"]),
    ({"key": "8A", "compatible": True}, ["Jóga", "Hunter"]),
    ({"analysed": False}, ["Hunted"]),
    ({"analysed": True, "year_max": 1997}, ["Jóga", "Hunter"]),
    ({"sort": "bpm"}, ["Teardrop", "Jóga", "Hunter", "Hunted"]),
    ({"sort": "bpm", "reverse": True}, ["Hunter", "Jóga", "Teardrop", "Hunted"]),
    ({"sort": "camelot"}, ["Teardrop", "Jóga", "Hunter", "Hunted"]),
    ({"sort": "title"}, ["Hunted", "Hunter", "Jóga", "Teardrop"]),
]


async def test_lists_are_narrowed_and_ordered(client: Client) -> None:
    for params, expected in LISTS:
        assert await titles(client, **params) == expected, params


REFUSED = [
    ({"year_min": 2000, "year_max": 1990}, "year_min"),
    ({"key": "13A"}, "key"),
    ({"analysed": True, "status": "failed"}, "analysed"),
    ({"mood_min": 0.01}, "mood_min"),
    ({"sort": "key"}, "sort"),
    ({"bpm_min": "fast"}, "bpm_min"),
    ({"genre": [str(n) for n in range(60)]}, "genres"),
]


async def test_what_cannot_be_asked_is_refused(client: Client) -> None:
    for params, field in REFUSED:
        for path in ("/tracks", "/tracks/random"):
            answer = await client.get(f"/api/v1{path}", params=params)
            assert (answer.status_code, answer.json()["field"]) == (422, field), params


async def test_a_cursor_is_good_for_its_own_list_only(client: Client) -> None:
    page = await asked(client, "/tracks", limit=1, genre="electronic")
    assert (await asked(client, "/tracks", genre="electronic", cursor=page["next"]))["items"][0]["title"] == "Hunter"
    for other in ({}, {"genre": "pop"}, {"genre": "electronic", "reverse": True}):
        answer = await client.get("/api/v1/tracks", params={"cursor": page["next"], **other})
        assert (answer.status_code, answer.json()["field"]) == (422, "cursor")


TOTALS = [
    ({}, 4),
    ({"status": "analysed"}, 3),
    ({"analysed": False}, 1),
    ({"artist": artist_id("björk")}, 2),
    ({"artist": "nobody"}, 0),
    ({"album": album_id(TRACKS[0]), "sort": "album"}, 2),
    ({"genre": "electronic", "limit": 1}, 2),
    ({"genre": "none"}, 0),
    ({"within": "folder", "limit": 1}, 3),
    ({"genre": ["pop", "electronic"], "limit": 1}, None),
    ({"within": "folder", "genre": "electronic", "limit": 1}, None),
    ({"q": "bjork", "limit": 1}, None),
    ({"artist": artist_id("björk"), "year_min": 1990, "limit": 1}, None),
    ({"q": "bjork"}, 2),
]


async def test_the_total_is_told_where_it_is_known(client: Client) -> None:
    for params, total in TOTALS:
        assert (await asked(client, "/tracks", **params))["total"] == total, params


async def test_what_the_total_leaves_open_is_counted(client: Client) -> None:
    for params, total in TOTALS:
        told = {name: value for name, value in params.items() if name not in {"limit", "sort"}}
        counted = (await asked(client, "/tracks/count", **told))["total"]
        assert counted == len((await asked(client, "/tracks", **told))["items"]), params
        assert total in {None, counted}


async def test_a_list_can_be_entered_far_down(client: Client) -> None:
    everything = (await asked(client, "/tracks", sort="title"))["items"]
    page = await asked(client, "/tracks", sort="title", skip=1, limit=2)
    assert page["items"] == everything[1:3]
    rest = await asked(client, "/tracks", sort="title", limit=2, cursor=page["next"])
    assert rest["items"] == everything[3:]
    assert (await asked(client, "/tracks", skip=4))["items"] == []


async def test_tracks_are_drawn_at_random(client: Client) -> None:
    drawn = await asked(client, "/tracks/random", limit=2, analysed=True)
    assert len(drawn["items"]) == 2
    assert drawn["next"] is None
    assert {track["title"] for track in drawn["items"]} <= {"Jóga", "Hunter", "Teardrop"}
    assert len((await asked(client, "/tracks/random"))["items"]) == 4


async def test_tracks_are_looked_up_by_their_ids(client: Client) -> None:
    first, second, *_ = (await asked(client, "/tracks"))["items"]
    found = await asked(
        client, "/tracks/named", id=[second["id"], "01M83GBXGZ7HC4JEX0SAMESTVA", first["id"], second["id"]]
    )
    assert found == {"items": [second, first], "next": None}


@pytest.mark.parametrize("ids", [[], ["x"] * 101])
async def test_some_ids_are_looked_up_at_once(client: Client, ids: list[str]) -> None:
    response = await client.get("/api/v1/tracks/named", params={"id": ids})
    assert response.status_code == 422


async def test_a_track_leads_to_its_album_and_artists(client: Client) -> None:
    track = (await asked(client, "/tracks", q="joga"))["items"][0]
    assert track["artists"] == [{"id": artist_id("Björk"), "name": "Björk"}]
    album = await asked(client, f"/albums/{track['album_id']}")
    assert album == {
        "id": track["album_id"],
        "name": "Homogenic",
        "artist": "Björk",
        "artist_id": artist_id("Björk"),
        "year": 1997,
        "tracks": 2,
        "duration": 560.0,
        "added_at": album["added_at"],
    }
    artist = await asked(client, f"/artists/{album['artist_id']}")
    assert artist == {"id": album["artist_id"], "name": "Björk", "tracks": 2, "albums": 1}
    assert (await asked(client, "/albums", artist=artist["id"]))["items"] == [album]
    assert (await asked(client, "/tracks", q="hunted"))["items"][0]["album_id"] is None


async def test_groups_are_listed(client: Client) -> None:
    async def names(path: str, **params: Any) -> list[str]:
        return [each["name"] for each in (await asked(client, path, **params))["items"]]

    assert await names("/artists") == ["Björk", "Massive Attack", "Nobody"]
    assert await names("/artists", starts="mass") == ["Massive Attack"]
    assert (await names("/artists", sort="tracks"))[0] == "Björk"
    assert await names("/albums", sort="year", reverse=True) == ["Mezzanine", "Homogenic"]
    assert await names("/albums", q="bjork") == ["Homogenic"]
    assert await names("/albums", year_max=1997) == ["Homogenic"]
    assert await names("/genres", q="p") == ["Pop", "Trip-Hop"]
    assert (await asked(client, f"/genres/{genre_id('pop')}"))["tracks"] == 1
    assert (await asked(client, "/moods"))["items"] == [{"name": "calm", "tracks": 2}, {"name": "dark", "tracks": 2}]
    assert (await asked(client, "/years"))["items"] == [{"year": 1998, "tracks": 1}, {"year": 1997, "tracks": 2}]


async def test_pages_of_groups_go_on(client: Client) -> None:
    first = await asked(client, "/artists", limit=2)
    rest = await asked(client, "/artists", limit=2, cursor=first["next"])
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]


async def test_unknown_groups_are_not_found(client: Client) -> None:
    for path in ("/artists/nobody", "/albums/nothing", "/genres/nothing"):
        assert (await client.get(f"/api/v1{path}")).status_code == 404


async def test_a_search_box_finds_a_few_of_everything(client: Client) -> None:
    found = await asked(client, "/search", q="hunt")
    assert [track["title"] for track in found["tracks"]] == ["Hunted", "Hunter"]
    assert (found["artists"], found["albums"]) == ([], [])
    found = await asked(client, "/search", q="BJÖRK", limit=1)
    assert [artist["name"] for artist in found["artists"]] == ["Björk"]
    assert [album["name"] for album in found["albums"]] == ["Homogenic"]
    assert len(found["tracks"]) == 1
    assert await asked(client, "/search", q="  ") == {"artists": [], "albums": [], "tracks": []}
