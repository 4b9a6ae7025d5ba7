"""Bringing files over HTTP, listing them, deleting them."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import httpx
import pytest

from musicsim.adapters.memory.inbox import MemoryInbox
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.uploaded import Received
from musicsim.domain.model.user import Role
from musicsim.entrypoints.http.app import create_app, operations
from musicsim.entrypoints.http.feed import StatusFeed
from tests.support.uploading import bring
from tests.unit.http.conftest import HERE, Client, Served, client_from
from tests.unit.http.test_events import PATIENCE, Report, _next
from tests.unit.use_cases.library import tone

A, B, C = tone(220), tone(440), tone(880)
TRACKS, MINE = "/api/v1/tracks", "/api/v1/me/uploads"
BOUNDARY = "limit"
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def files(*contents: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("files", (name, data, "application/octet-stream")) for name, data in contents]


def part(name: str, data: bytes, field: str = "files") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


async def upload(client: httpx.AsyncClient, *contents: tuple[str, bytes]) -> Any:
    answer = await client.post(TRACKS, files=files(*contents))
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()["items"]


async def test_a_file_becomes_a_track_that_everybody_sees(
    client: Client, listener: httpx.AsyncClient, another: httpx.AsyncClient
) -> None:
    answer = await listener.post(TRACKS, files=files(("Été.wav", A)))
    assert answer.status_code == 201
    [item] = answer.json()["items"]
    assert (item["name"], item["outcome"], item["reason"], item["detail"]) == ("Été.wav", "created", None, "")
    track = item["track"]
    assert (track["title"], track["status"], track["path"]) == ("Été", "pending", "uploads/u-lise/Été.wav")
    for one in (client, listener, another):
        assert (await one.get(f"{TRACKS}/{track['id']}")).json()["title"] == "Été"
        assert (await one.get(f"{TRACKS}/{track['id']}/stream")).content == A


async def test_many_files_each_with_its_own_answer(client: Client, served: Served) -> None:
    known = await served.one()
    items = await upload(
        client, ("new.wav", A), ("known.wav", tone(440)), ("script.mp3", b"#!/bin/sh"), ("empty.wav", b""), ("b.wav", C)
    )
    assert [(item["name"], item["outcome"], item["reason"]) for item in items] == [
        ("new.wav", "created", None),
        ("known.wav", "duplicate", None),
        ("script.mp3", "refused", "not_audio"),
        ("empty.wav", "refused", "empty"),
        ("b.wav", "created", None),
    ]
    assert items[1]["track"]["id"] == known.id
    assert [item["track"] is None for item in items] == [False, False, True, True, False]
    assert items[2]["detail"]


async def test_without_anything_new_it_is_ok_and_not_created(client: Client) -> None:
    await upload(client, ("a.wav", A))
    for contents in (("a.wav", A), ("a.wav", b"nonsense")):
        assert (await client.post(TRACKS, files=files(contents))).status_code == 200


async def test_a_file_comes_in_pieces_of_any_size(listener: httpx.AsyncClient) -> None:
    body = part("a.wav", A) + part("b.wav", B) + END

    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(body), 7):
            yield body[at : at + 7]

    answer = await listener.post(TRACKS, content=pieces(), headers=FORM)
    assert [item["outcome"] for item in answer.json()["items"]] == ["created", "created"]
    for item, data in zip(answer.json()["items"], (A, B), strict=True):
        assert (await listener.get(f"{TRACKS}/{item['track']['id']}/stream")).content == data


async def test_fields_beside_the_files_are_passed_over(client: Client) -> None:
    field = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="album"\r\n\r\nBlue\r\n'.encode()
    answer = await client.post(TRACKS, content=field + part("a.wav", A, "whatever") + field + END, headers=FORM)
    assert [item["name"] for item in answer.json()["items"]] == ["a.wav"]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {"Content-Type": "application/json"}, 415),
        (A, {"Content-Type": "audio/wav"}, 415),
        (A, {}, 415),
        (END, {"Content-Type": "multipart/form-data"}, 400),
        (b"", FORM, 400),
        (b"nonsense", FORM, 400),
        (part("a.wav", A)[:-500], FORM, 400),
        (part("a.wav", A), FORM, 400),
        (part("a.wav", A).replace(b"files", b"f" * 10_000) + END, FORM, 413),
        (END, FORM, 422),
    ],
)
async def test_what_is_no_form_of_files_is_a_problem(
    client: Client, served: Served, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = await client.post(TRACKS, content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.json()["status"] == status
    assert await served.library.tracks() == {}


async def test_limits_are_told_file_by_file(served: Served) -> None:
    settings = Settings(upload_file_mb=1, upload_files=4, upload_quota_files=1, scan_on_start=False)
    app = create_app(assemble(settings, served.library.ports))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=await served.headers()) as client:
        large = tone(100, seconds=70)
        items = await upload(client, ("large.wav", large), ("a.wav", A), ("b.wav", B), ("a2.wav", A), ("c.wav", C))
        many = await client.post(TRACKS, files=files(*[("x.wav", b"")] * 105))
    assert [item["reason"] for item in items] == ["too_large", None, "quota", None, "too_many"]
    assert items[3]["outcome"] == "duplicate"
    assert "1 MiB" in items[0]["detail"]
    assert many.status_code == 413


async def test_an_outage_is_503_and_what_came_before_is_there(client: Client, served: Served) -> None:
    served.library.blobs.reachable = False
    answer = await client.post(TRACKS, files=files(("a.wav", A)))
    assert (answer.status_code, answer.json()["service"]) == (503, "blobs")


async def test_a_client_that_leaves_in_the_middle_leaves_nothing(served: Served) -> None:
    app = create_app(served.application)
    token = (await served.headers())["Authorization"]
    body = part("a.wav", A)[:-500]
    coming = iter([{"type": "http.request", "body": body, "more_body": True}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(coming)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"authorization", token.encode())]
    headers.append((b"content-type", FORM["Content-Type"].encode()))
    scope = {"type": "http", "method": "POST", "path": TRACKS, "query_string": b"", "headers": headers}
    async with asyncio.timeout(PATIENCE):
        await app(scope, receive, send)  # type: ignore[arg-type]
    assert sent[0]["status"] == 400
    assert [entry async for entry in served.library.blobs.walk()] == []
    assert served.library.ports.inbox.waiting == 0  # type: ignore[attr-defined]


class Leaving(MemoryInbox):
    """Files come in while something happens."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def receive(self, chunks: AsyncIterable[bytes]) -> AbstractAsyncContextManager[Received]:
        self.meanwhile()
        return super().receive(chunks)


async def test_who_is_gone_when_the_file_is_there_is_told_as_the_document_says(served: Served) -> None:
    people = served.library.database.people
    inbox = Leaving(lambda: people.accounts.pop(UserId("u-lise")))
    app = create_app(assemble(Settings(scan_on_start=False), replace(served.library.ports, inbox=inbox)))
    headers = await served.headers("lise", Role.LISTENER)
    async with client_from(app, headers=headers) as client:
        answer = await client.post(TRACKS, files=files(("a.wav", A)))
    told = operations().openapi_schema.to_schema()["paths"][TRACKS]["post"]["responses"]
    assert answer.status_code == 404
    assert {"404", "409"} <= set(told)
    assert [entry async for entry in served.library.blobs.walk()] == []


async def test_own_files_newest_first_with_the_quota(client: Client, listener: httpx.AsyncClient) -> None:
    await upload(listener, ("a.wav", A), ("b.wav", B))
    await upload(client, ("c.wav", C))
    page = (await listener.get(MINE, params={"limit": 1})).json()
    assert [(item["name"], item["size"], item["track"]["title"]) for item in page["items"]] == [("b.wav", len(B), "b")]
    assert page["usage"] == {"files": 2, "size": len(A) + len(B)}
    assert page["quota"] == {"files": 5000, "size": 10_240 * 1024 * 1024}
    rest = (await listener.get(MINE, params={"limit": 1, "cursor": page["next"]})).json()
    assert ([item["name"] for item in rest["items"]], rest["next"]) == (["a.wav"], None)
    assert (await listener.get(MINE, params={"cursor": "\ud7ff"})).status_code == 200


async def test_who_brought_it_deletes_it_or_an_admin(
    client: Client, listener: httpx.AsyncClient, another: httpx.AsyncClient
) -> None:
    items = await upload(listener, ("a.wav", A), ("b.wav", B))
    first, second = (f"{TRACKS}/{item['track']['id']}" for item in items)
    answer = await another.delete(first)
    unknown = await another.delete(f"{TRACKS}/nothere")
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert answer.json()["type"] == unknown.json()["type"]
    assert (await listener.delete(first)).status_code == 204
    assert (await client.delete(second)).status_code == 204
    assert (await listener.delete(first)).status_code == 404
    assert (await listener.get(MINE)).json()["items"] == []
    shown = (await listener.get(first)).json()
    assert shown["missing_since"] is not None
    assert (await listener.get(f"{first}/stream")).status_code == 404


async def test_tracks_of_the_library_stay(client: Client, served: Served) -> None:
    track = await served.one()
    answer = await client.delete(f"{TRACKS}/{track.id}")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/conflict")


async def test_uploads_are_followed_by_whose_they_are(served: Served) -> None:
    library, report = served.library, Report()
    await served.headers("lise", Role.LISTENER)
    await served.headers("omar", Role.LISTENER)
    application = served.application
    feed = StatusFeed(report, application.uploading.follow_uploads, poll=0.005, heartbeat=PATIENCE)
    hers, his = feed.listen(UserId("u-lise")), feed.listen(UserId("u-omar"))
    for events in (hers, his):
        told = dict([await _next(events), await _next(events)])
        assert told["uploads"] == {"usage": {"files": 0, "size": 0}, "waiting": []}
    track = (await bring(application, UserId("u-lise"), "a.wav", A)).track
    assert track is not None
    assert await _next(hers) == ("uploads", {"usage": {"files": 1, "size": len(A)}, "waiting": [track.id]})
    await library.listen()
    assert await _next(hers) == ("uploads", {"usage": {"files": 1, "size": len(A)}, "waiting": []})
    library.database.reachable = False
    report.pending = 5
    assert (await _next(hers))[1]["counts"]["pending"] == 5  # type: ignore[index]
    assert (await _next(his))[0] == "status"
    await hers.aclose()
    await his.aclose()


async def test_nobody_uploads_without_signing_in(anonymous: httpx.AsyncClient, served: Served) -> None:
    assert (await anonymous.post(TRACKS, files=files(("a.wav", A)))).status_code == 401
    assert (await anonymous.get(MINE)).status_code == 401
    assert await served.library.tracks() == {}


async def test_memory_holds_one_piece_at_a_time(served: Served) -> None:
    """Whatever the body's size: each piece has reached the inbox before the next one is asked for."""
    held: list[int] = []

    class Watched(type(served.library.ports.inbox)):  # type: ignore[misc]
        def receive(self, chunks: Any) -> Any:
            async def counted() -> AsyncIterator[bytes]:
                async for chunk in chunks:
                    held.append(len(chunk))
                    yield chunk

            return super().receive(counted())

    app = create_app(assemble(Settings(scan_on_start=False), replace(served.library.ports, inbox=Watched())))
    body = part("long.wav", tone(300, seconds=20)) + END
    asked: list[int] = []

    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(body), 10_000):
            asked.append(sum(held))
            yield body[at : at + 10_000]

    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=await served.headers()) as client:
        answer = await client.post(TRACKS, content=pieces(), headers=FORM)
    assert answer.status_code == 201
    assert max(held) <= 10_000
    assert all(number * 10_000 - taken <= 30_000 for number, taken in enumerate(asked))
