"""Links to playlists: made, revoked, and what guests find behind them."""

from typing import Any

import httpx
import pytest

from musicsim.adapters.memory.picture_editor import made_up_picture
from musicsim.adapters.memory.side_files import MemorySideFiles
from musicsim.domain.model.identity import UserId
from tests.unit.http.conftest import Client, Served
from tests.unit.http.test_playlists import URL, make
from tests.unit.use_cases.library import tone

SHARED = "/api/v1/shared"


async def share(client: Any, playlist: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = await client.post(f"{URL}/{playlist['id']}/share", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert made["path"] == f"{SHARED}/{made['token']}"
    assert len(made["token"]) == 43
    return made


def beside(served: Served) -> dict[str, bytes]:
    files = served.library.ports.side_files
    assert isinstance(files, MemorySideFiles)
    return files.files


async def test_guests_see_and_hear_the_playlist_and_nothing_else(
    served: Served, client: Client, listener: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    tracks = await served.fill(Ann__One__a=tone(200), Bob__Two__b=tone(300))
    one, other = tracks["Ann/One/a.wav"].id, tracks["Bob/Two/b.wav"].id
    made = await make(listener, "Mine", description="for you", track_ids=[one, one])
    await make(listener, "Another", track_ids=[other])
    link = await share(listener, made)
    there = link["path"]
    shown = await anonymous.get(there)
    assert shown.json() == {
        "name": "Mine",
        "description": "for you",
        "version": 1,
        "changed_at": "2026-01-01T12:00:00Z",
    }
    known = await anonymous.get(there, headers={"If-None-Match": shown.headers["etag"]})
    assert known.status_code == 304
    items = (await anonymous.get(f"{there}/items", params={"limit": 1})).json()
    assert (items["count"], items["version"]) == (2, 1)
    [item] = items["items"]
    assert item["track"] == {
        "id": one,
        "title": "a",
        "artist": "Ann",
        "album": "One",
        "year": None,
        "duration": item["track"]["duration"],
        "codec": "",
        "playable": True,
        "missing": False,
    }
    assert len((await anonymous.get(f"{there}/items", params={"cursor": items["next"]})).json()["items"]) == 1
    heard = await anonymous.get(f"{there}/tracks/{one}/stream", headers={"Range": "bytes=0-3"})
    assert (heard.status_code, heard.content) == (206, b"RIFF")
    assert (await anonymous.head(f"{there}/tracks/{one}/stream")).status_code == 200
    for path in (f"tracks/{other}/stream", f"tracks/{other}/artwork", "tracks/nothere/stream"):
        assert (await anonymous.get(f"{there}/{path}")).status_code == 404
    for path in (
        f"tracks/{one}/stream",
        f"tracks/{one}",
        f"playlists/{made['id']}",
        f"playlists/{made['id']}/download",
    ):
        assert (await anonymous.get(f"/api/v1/{path}")).status_code == 401


async def test_what_a_rule_finds_can_be_heard_too(served: Served, client: Client, anonymous: httpx.AsyncClient) -> None:
    tracks = await served.fill(a=tone(200), b=tone(300))
    await client.put(f"/api/v1/favourites/{tracks['a.wav'].id}")
    there = (await share(client, await make(client, rule={"where": {"favourite": True}})))["path"]
    assert (await anonymous.get(f"{there}/tracks/{tracks['a.wav'].id}/stream")).status_code == 200
    assert (await anonymous.get(f"{there}/tracks/{tracks['b.wav'].id}/stream")).status_code == 404


async def test_revoked_expired_and_made_up_links_lead_nowhere(
    served: Served, client: Client, anonymous: httpx.AsyncClient
) -> None:
    made = await make(client)
    clock = served.library.clock
    soon, first, second = (
        await share(client, made, expires_at="2026-01-01T13:00:00+00:00"),
        await share(client, made),
        await share(client, made),
    )
    listed = (await client.get(f"{URL}/{made['id']}/share")).json()["items"]
    assert [one["id"] for one in listed] == [soon["id"], first["id"], second["id"]]
    assert all(set(one) == {"id", "created_at", "expires_at"} for one in listed)
    assert (await anonymous.get(soon["path"])).status_code == 200
    clock.advance(3600)
    revoked = await client.delete(f"{URL}/{made['id']}/share/{first['id']}")
    assert revoked.status_code == 204
    assert (await client.delete(f"{URL}/{made['id']}/share/{first['id']}")).status_code == 404
    details = set()
    for link in (soon["path"], first["path"], f"{SHARED}/{'x' * 43}", f"{SHARED}/{'x' * 4000}", f"{SHARED}/%00"):
        answer = await anonymous.get(link)
        assert answer.status_code == 404
        details.add(answer.json()["detail"])
    assert details == {"This link leads nowhere, or no longer."}
    assert [one["id"] for one in (await client.get(f"{URL}/{made['id']}/share")).json()["items"]] == [second["id"]]
    for _ in range(2):
        assert (await client.delete(f"{URL}/{made['id']}/share")).status_code == 204
    assert (await anonymous.get(second["path"])).status_code == 404


async def test_the_log_keeps_no_secret_of_a_link(
    served: Served, client: Client, anonymous: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    track = await served.one()
    link = await share(client, await make(client, track_ids=[track.id]))
    del served.library.database.rows[track.id].track  # a row that no code expects
    assert (await anonymous.get(f"{link['path']}/items")).status_code == 500
    assert "GET /api/v1/shared/…/items failed" in caplog.text
    assert link["token"] not in caplog.text


async def test_a_deleted_account_takes_its_links_along(
    served: Served, client: Client, listener: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    track = await served.one()
    there = (await share(listener, await make(listener, track_ids=[track.id])))["path"]
    paths = [there, f"{there}/items", f"{there}/tracks/{track.id}/stream"]
    assert [(await anonymous.get(path)).status_code for path in paths] == [200, 200, 200]
    lise = UserId((await listener.get("/api/v1/me")).json()["id"])
    await served.application.people.delete_account(lise)
    assert [(await anonymous.get(path)).status_code for path in paths] == [404, 404, 404]


async def test_a_track_that_went_missing_is_shown_and_silent(
    served: Served, client: Client, anonymous: httpx.AsyncClient
) -> None:
    track = await served.one()
    there = (await share(client, await make(client, track_ids=[track.id])))["path"]
    served.library.store.remove(track.key)
    await served.library.ports.catalogue.mark_missing([track.id], served.library.clock.now())
    [item] = (await anonymous.get(f"{there}/items")).json()["items"]
    assert item["track"]["missing"] is True
    assert (await anonymous.get(f"{there}/tracks/{track.id}/stream")).status_code == 404


async def test_links_end_in_the_future_and_are_few(client: Client) -> None:
    made = await make(client)
    url = f"{URL}/{made['id']}/share"
    for wrong in ("2026-01-01T11:00:00Z", "2027-01-01T11:00:00", "9999-12-31T23:59:59-12:00", "soon"):
        answer = await client.post(url, json={"expires_at": wrong})
        assert (answer.status_code, answer.json()["field"]) == (422, "expires_at"), answer.text
    for _ in range(20):
        await share(client, made)
    assert (await client.post(url)).status_code == 409


async def test_a_deleted_playlist_takes_its_links_along(client: Client, anonymous: httpx.AsyncClient) -> None:
    made = await make(client)
    there = (await share(client, made))["path"]
    await client.delete(f"{URL}/{made['id']}", headers={"If-Match": "*"})
    assert (await anonymous.get(there)).status_code == 404


async def test_the_cover_is_made_of_the_first_four_different_pictures(
    served: Served, client: Client, anonymous: httpx.AsyncClient
) -> None:
    names = "abcdef"
    tracks = await served.fill(**{f"{name}__t": tone(200 + 50 * ord(name)) for name in names})
    made = await make(client, track_ids=[tracks[f"{name}/t.wav"].id for name in names])
    url = f"{URL}/{made['id']}/cover"
    assert (await client.get(url)).status_code == 404
    for name in names:
        beside(served)[f"{name}/cover.jpg"] = made_up_picture(500, 500, "same" if name in "ab" else name)
    served.library.clock.advance(3600)
    cover = await client.get(url, params={"size": 128})
    assert (cover.status_code, cover.headers["content-type"]) == (200, "image/webp")
    assert cover.content == b"RIFF....WEBP 128x128 same+c+d+e"
    edited = served.library.ports.pictures.edited
    known = await client.get(url, params={"size": 128}, headers={"If-None-Match": cover.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    there = (await share(client, made))["path"]
    guests = await anonymous.get(f"{there}/cover", params={"size": 128})
    assert (guests.content, guests.headers["etag"]) == (cover.content, cover.headers["etag"])
    assert served.library.ports.pictures.edited == edited
    picture = await anonymous.get(f"{there}/tracks/{tracks['c/t.wav'].id}/artwork", params={"size": 64})
    assert picture.content == b"RIFF....WEBP 64x64 c"
    await client.post(f"{URL}/{made['id']}/order", json={"apply": True}, headers={"If-Match": "*"})
    ordered = await client.get(url, params={"size": 128})
    assert ordered.status_code == 200
