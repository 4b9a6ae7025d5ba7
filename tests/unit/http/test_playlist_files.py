"""Playlists as files, over HTTP."""

import io
import zipfile
from typing import Any

from tests.unit.http.conftest import Client, Served
from tests.unit.http.test_playlists import URL, make
from tests.unit.use_cases.library import tone


async def upload(client: Client, data: bytes, filename: str = "list.m3u8", **fields: str) -> Any:
    return await client.post(f"{URL}/import", files={"file": (filename, data)}, data=fields)


async def test_what_goes_out_comes_in_again(served: Served, client: Client) -> None:
    tracks = await served.fill(Ann__One__a=tone(200), **{"Bób__Zwei__100% #1": tone(300)})
    ids = [track.id for track in tracks.values()]
    made = await make(client, "Été, 100 %", track_ids=[*ids, ids[0]])
    for form in ("m3u8", "xspf", "jspf"):
        url, wanted = f"{URL}/{made['id']}/export", {"format": form}
        file = await client.get(url, params=wanted)
        assert file.status_code == 200
        name = f"%C3%89t%C3%A9%2C%20100%20%25.{form}"
        assert (
            file.headers["content-disposition"]
            == f"attachment; filename=\"Ete, 100 _.{form}\"; filename*=UTF-8''{name}"
        )
        known = await client.get(url, params=wanted, headers={"If-None-Match": file.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")
        back = await upload(client, file.content, f"x.{form}")
        assert back.status_code == 201, back.text
        assert (back.json()["unmatched"], back.json()["ambiguous"]) == ([], [])
        playlist = back.json()["playlist"]
        assert playlist["name"] == "Été, 100 %"
        items = (await client.get(f"{URL}/{playlist['id']}/items")).json()["items"]
        assert [one["track"]["id"] for one in items] == [*ids, ids[0]]


async def test_lines_that_mean_no_track_are_told(served: Served, client: Client) -> None:
    await served.fill(Ann__One__a=tone(200), Bob__Two__Same=tone(300), Cat__Three__Same=tone(400))
    lines = (
        "#EXTM3U",
        "",
        r"C:\Music\Ann\One\a.wav",
        "#EXTINF:12,Zoe - Gone",
        "/x/gone.mp3",
        "Same.wav",
        "Ann/One/a.wav",
    )
    data = "\r\n".join(lines).encode()
    answer = (await upload(client, data, "My list.m3u", name="")).json()
    assert answer["playlist"]["name"] == "My list"
    assert answer["playlist"]["count"] == 2
    [unknown] = answer["unmatched"]
    assert unknown == {
        "line": 5,
        "position": 1,
        "location": "/x/gone.mp3",
        "title": "Gone",
        "artist": "Zoe",
        "album": "",
        "duration": 12.0,
        "candidates": [],
    }
    [several] = answer["ambiguous"]
    assert (several["line"], several["position"]) == (6, 1)
    assert sorted(one["artist"] for one in several["candidates"]) == ["Bob", "Cat"]


async def test_of_many_candidates_a_few_are_told_whichever_line_asks(served: Served, client: Client) -> None:
    await served.fill(**{f"{name}__Same": tone(200 + 50 * place) for place, name in enumerate("abcdefghijkl")})
    answer = (await upload(client, b"Same.wav\na/Same.wav\nx/y/Same.wav\nSame.wav")).json()
    assert answer["playlist"]["count"] == 1
    assert [(one["line"], one["position"]) for one in answer["ambiguous"]] == [(1, 0), (3, 1), (4, 1)]
    assert [len(one["candidates"]) for one in answer["ambiguous"]] == [10, 10, 10]


async def test_a_prefix_stands_before_each_path(served: Served, client: Client) -> None:
    tracks = await served.fill(Ann__a=tone(200))
    made = await make(client, track_ids=[track.id for track in tracks.values()])
    url = f"{URL}/{made['id']}/export"
    text = (await client.get(url, params={"prefix": "/music/"})).text
    assert text.splitlines()[-1] == "/music/Ann/a.wav"
    assert (
        b"<location>file:///music/Ann/a.wav"
        in (await client.get(url, params={"prefix": "/music/", "format": "xspf"})).content
    )


async def test_what_is_no_playlist_is_refused(client: Client) -> None:
    entities = b"<!DOCTYPE a [<!ENTITY b 'c'>]><playlist>&b;</playlist>"
    for data in (b"\0\1\2", b"<a>", entities, b"{}", b"{", b"\n<html/>"):
        answer = await upload(client, data)
        assert (answer.status_code, answer.json()["field"]) == (422, "file"), answer.text
    assert (await client.get(URL)).json()["items"] == []


async def test_a_form_without_a_file_is_refused(client: Client) -> None:
    answer = await client.post(f"{URL}/import", data={"name": "x"}, files={"other": ("a", b"b")})
    assert answer.status_code == 422


async def test_a_playlist_with_its_audio(served: Served, client: Client) -> None:
    tracks = await served.fill(Ann__One__a=tone(200), Bob__Two__b=tone(300))
    ids = [track.id for track in tracks.values()]
    made = await make(client, "Rain/../x", track_ids=[ids[1], ids[0], ids[1]])
    answer = await client.get(f"{URL}/{made['id']}/download")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="Rain_.._x.zip"'
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = ["01 Bob - b.wav", "02 Ann - a.wav", "03 Bob - b.wav", "Rain_.._x.m3u8"]
    assert archive.namelist() == [f"Rain_.._x/{name}" for name in names]
    assert archive.read("Rain_.._x/02 Ann - a.wav") == tone(200)
    lines = archive.read("Rain_.._x/Rain_.._x.m3u8").decode().splitlines()
    assert [line for line in lines if not line.startswith("#")] == names[:3]


async def test_what_is_gone_is_left_out_and_told(served: Served, client: Client) -> None:
    tracks = await served.fill(a=tone(200), b=tone(300), c=tone(400))
    made = await make(client, "x", track_ids=[track.id for track in tracks.values()])
    served.library.store.remove("b.wav")
    await served.library.ports.catalogue.mark_missing([tracks["c.wav"].id], served.library.clock.now())
    answer = await client.get(f"{URL}/{made['id']}/download")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == ["x/01 a.wav", "x/x.m3u8", "x/left out.txt"]
    told = archive.read("x/left out.txt").decode().splitlines()
    assert [line[:9] for line in told] == ["02 b.wav:", "03 c.wav:"]
    assert archive.testzip() is None


async def test_an_empty_playlist_is_an_archive_too(client: Client) -> None:
    made = await make(client, "x")
    answer = await client.get(f"{URL}/{made['id']}/download")
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist() == ["x/x.m3u8"]


async def test_a_store_that_is_down_is_unavailable(served: Served, client: Client) -> None:
    track = await served.one()
    made = await make(client, "x", track_ids=[track.id])
    served.library.store.reachable = False
    assert (await client.get(f"{URL}/{made['id']}/download")).status_code == 503
