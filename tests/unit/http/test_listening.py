"""Lyrics, pictures and plays over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from musicsim.adapters.memory.picture_editor import made_up_picture
from musicsim.adapters.memory.side_files import MemorySideFiles
from musicsim.domain.model.track import Track
from tests.unit.http.conftest import Client, Served
from tests.unit.use_cases.library import tone

NOW = "2026-01-01T12:00:00Z"


def _beside(served: Served) -> dict[str, bytes]:
    files = served.library.ports.side_files
    assert isinstance(files, MemorySideFiles)
    return files.files


async def test_lyrics(served: Served, client: Client) -> None:
    address = f"/api/v1/tracks/{(await served.one()).id}/lyrics"
    missing = await client.get(address)
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/not-found")
    empty = await client.get(address, params={"absent": "empty"})
    assert (empty.status_code, empty.content) == (204, b"")
    _beside(served)["tone.lrc"] = "[00:01.50]Süße\n[00:03]".encode()
    answer = await client.get(address)
    assert answer.json() == {
        "synced": True,
        "lines": [{"time": 1.5, "text": "Süße"}, {"time": 3.0, "text": ""}],
        "source": "file",
    }
    again = await client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    _beside(served)["tone.lrc"] = b"la"
    plain = await client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert plain.json() == {"synced": False, "lines": [{"time": None, "text": "la"}], "source": "file"}


async def test_a_picture(served: Served, client: Client) -> None:
    track = await served.one()
    address = f"/api/v1/tracks/{track.id}/artwork"
    assert (await client.get(address)).status_code == 404
    _beside(served)["cover.jpg"] = made_up_picture(900, 600, "sleeve")
    assert (await client.get(address)).status_code == 404  # remembered
    served.library.clock.advance(3600)
    answer = await client.get(address)
    assert (answer.status_code, answer.content) == (200, b"RIFF....WEBP 256x171 sleeve")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "private, max-age=3600"
    large = await client.get(address, params={"size": 1024})
    assert large.content == b"RIFF....WEBP 900x600 sleeve"
    assert large.headers["etag"] != answer.headers["etag"]
    known = await client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", answer.headers["etag"])
    for wrong in ("65", "0", "huge", "-64"):
        refused = await client.get(address, params={"size": wrong})
        assert (refused.status_code, refused.json()["field"]) == (422, "size")


async def test_an_albums_picture(served: Served, client: Client) -> None:
    served.library.say("tone.wav", artist="Ann", album="Album")
    track = await served.one()
    shown = (await client.get(f"/api/v1/tracks/{track.id}")).json()
    address = f"/api/v1/albums/{shown['album_id']}/artwork"
    _beside(served)["folder.png"] = made_up_picture(10, 10, "x")
    answer = await client.get(address, params={"size": 64})
    assert answer.content == b"RIFF....WEBP 10x10 x"
    assert (
        await client.get(address, params={"size": 64}, headers={"If-None-Match": answer.headers["etag"]})
    ).status_code == 304
    assert (await client.get("/api/v1/albums/nothing/artwork")).status_code == 404


def _event(track: Track, play: str = "p1", event: str = "started", **others: Any) -> dict[str, Any]:
    return {"play_id": play, "track_id": track.id, "event": event, "at": NOW} | others


async def _tell(client: Client | httpx.AsyncClient, *events: dict[str, Any]) -> httpx.Response:
    return await client.post("/api/v1/plays", json={"events": list(events)})


async def test_from_events_to_history(emptied: Served, resident: httpx.AsyncClient) -> None:
    track = await emptied.one()
    told = await _tell(
        resident,
        _event(track, context="album:1"),
        _event(track, event="half", position=90.25, context="album:1"),
        _event(track, event="half", position=90.25, context="album:1"),
        _event(track, track_id="nothing"),
    )
    assert (told.status_code, told.json()) == (
        200,
        {"results": ["recorded", "recorded", "repeated", "unknown_track"], "recorded": 2},
    )
    [play] = (await resident.get("/api/v1/me/history")).json()["items"]
    assert play["track"]["id"] == track.id
    assert {name: play[name] for name in ("id", "started_at", "stage", "position", "context")} == {
        "id": "p1",
        "started_at": NOW,
        "stage": "half",
        "position": 90.25,
        "context": "album:1",
    }
    [most] = (await resident.get("/api/v1/me/most-played", params={"period": "week"})).json()["items"]
    assert (most["track"]["id"], most["plays"], most["last_played_at"]) == (track.id, 1, NOW)


async def test_a_clock_that_is_ahead_is_put_right(emptied: Served, resident: httpx.AsyncClient) -> None:
    track = await emptied.one()
    await _tell(resident, _event(track, at="2031-05-05T05:05:05+02:00"))
    [play] = (await resident.get("/api/v1/me/history")).json()["items"]
    assert play["started_at"] == NOW


async def test_history_page_by_page(emptied: Served, resident: httpx.AsyncClient) -> None:
    track = await emptied.one()
    start = datetime(2025, 6, 1, tzinfo=UTC)
    await _tell(
        resident,
        *(_event(track, play=f"p{n}", at=(start + timedelta(minutes=n)).isoformat()) for n in range(5)),
    )
    seen, cursor = [], None
    while True:
        page = (
            await resident.get("/api/v1/me/history", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))
        ).json()
        seen += [play["id"] for play in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert seen == ["p4", "p3", "p2", "p1", "p0"]
    assert (await resident.get("/api/v1/me/history", params={"cursor": "what"})).status_code == 422


async def test_lists_of_what_was_played(served: Served, client: Client) -> None:
    tracks = await served.fill(a=tone(220), b=tone(330), c=tone(440))
    for number, name in enumerate(["a", "b", "a", "c"]):
        at = f"2026-01-01T0{number}:00:00Z"
        await _tell(
            client,
            _event(tracks[f"{name}.wav"], play=str(number), event="finished" if name != "c" else "skipped", at=at),
        )
    recent = (await client.get("/api/v1/me/recently-played")).json()
    assert [(one["track"]["title"], one["plays"]) for one in recent["items"]] == [("c", 1), ("a", 2), ("b", 1)]
    most = (await client.get("/api/v1/me/most-played")).json()
    assert [(one["track"]["title"], one["plays"]) for one in most["items"]] == [("a", 2), ("b", 1)]
    assert recent["next"] is most["next"] is None
    served.library.clock.advance(timedelta(days=8))
    assert (await client.get("/api/v1/me/most-played", params={"period": "week"})).json()["items"] == []
    assert len((await client.get("/api/v1/me/most-played", params={"period": "month"})).json()["items"]) == 2
    assert len((await client.get("/api/v1/me/recently-played", params={"limit": 1})).json()["items"]) == 1


async def test_everybody_has_their_own_history(
    served: Served, client: Client, listener: httpx.AsyncClient, another: httpx.AsyncClient
) -> None:
    track = await served.one()
    await _tell(listener, _event(track, event="half"))
    for other in (client, another):
        for name in ("history", "recently-played", "most-played"):
            assert (await other.get(f"/api/v1/me/{name}")).json() == {"items": [], "next": None}
    assert (await another.delete("/api/v1/me/history")).status_code == 204
    assert len((await listener.get("/api/v1/me/history")).json()["items"]) == 1
    exported = await served.exported("lise")
    assert [play["id"] for play in exported["history"]] == ["p1"]
    assert (await listener.delete("/api/v1/me/history")).status_code == 204
    assert (await listener.get("/api/v1/me/history")).json()["items"] == []


async def test_what_cannot_be_told(emptied: Served, resident: httpx.AsyncClient) -> None:
    plain = _event(await emptied.one())
    for wrong in (
        {"play_id": ""},
        {"play_id": "x" * 65},
        {"play_id": "\n"},
        {"event": "stopped"},
        {"at": "yesterday"},
        {"at": "2026-01-01T12:00:00"},
        {"at": "0001-01-01T00:00:00+12:00"},
        {"position": -1},
        {"context": "x" * 201},
        {"context": "\x00"},
        {"mood": "good"},
    ):
        answer = await _tell(resident, plain | wrong)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid"), wrong


async def test_too_much_at_once_and_nothing(emptied: Served, resident: httpx.AsyncClient) -> None:
    track = await emptied.one()
    assert (await _tell(resident, *([_event(track)] * 501))).status_code == 422
    assert (await _tell(resident)).json() == {"results": [], "recorded": 0}
