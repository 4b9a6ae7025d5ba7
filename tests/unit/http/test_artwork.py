"""Pictures that were made, over HTTP: where they come from, another one, not this one, mine, that one again."""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import httpx
import pytest

from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.images import plain_png
from musicsim.bootstrap import Application, assemble
from musicsim.config import Settings
from musicsim.domain.model.user import Role
from musicsim.domain.rules.album_pictures import subject_of
from musicsim.entrypoints.http.app import create_app, feed_of
from tests.unit.http.conftest import Served, client_from
from tests.unit.use_cases.library import Library, tone

API = "/api/v1"


class Painted(Served):
    """With somebody who paints."""

    @property
    def application(self) -> Application:
        return assemble(Settings(scan_on_start=False), replace(self.library.ports, generators=[self.painter]))

    painter = MemoryArtworkGenerator(name="painter")

    async def album(self) -> tuple[str, str]:
        """The ids of an album and of its track."""
        self.library.say("tone.wav", artist="Ann", album="Album")
        track = await self.one()
        return subject_of(track).id, track.id


@pytest.fixture
def painted() -> Painted:
    return Painted(Library())


@pytest.fixture
async def admin(painted: Painted) -> AsyncIterator[httpx.AsyncClient]:
    async with client_from(create_app(painted.application), headers=await painted.headers()) as client:
        yield client


async def test_browsers_need_not_complain_of_pictures_that_are_not_there(
    painted: Painted, admin: httpx.AsyncClient
) -> None:
    album, track = await painted.album()
    made = await admin.post(f"{API}/playlists", json={"name": "Empty"})
    for address in (f"albums/{album}/artwork", f"tracks/{track}/artwork", f"playlists/{made.json()['id']}/cover"):
        assert (await admin.get(f"{API}/{address}")).status_code == 404
        answer = await admin.get(f"{API}/{address}", params={"absent": "empty"})
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["cache-control"] == "private, max-age=60"


async def test_from_nothing_to_a_picture_and_what_is_said_of_it(painted: Painted, admin: httpx.AsyncClient) -> None:
    album, track = await painted.album()
    picture, details = f"{API}/tracks/{track}/artwork", f"{API}/albums/{album}/artwork/details"
    assert (await admin.get(picture)).status_code == 404
    before = (await admin.get(details)).json()
    assert (before["shown"], before["job"], before["pictures"]) == (None, None, [])
    assert before["generators"] == ["painter"]
    await painted.application.painting.generate_missing(5)
    answer = await admin.get(picture, params={"size": 64, "version": "1"})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, max-age=60")
    known = await admin.get(picture, params={"size": 64}, headers={"If-None-Match": answer.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert (await admin.get(f"{API}/albums/{album}/artwork", params={"size": 64})).content == answer.content
    after = (await admin.get(details)).json()
    assert (after["album_id"], after["track_id"]) == (album, None)
    assert after["shown"]["source"] == "generated"
    assert [line["source"] for line in after["job"]["tried"]] == ["files", "painter"]
    [made] = after["pictures"]
    assert (made["generator"], made["model"], made["rejected_at"]) == ("painter", "memory@1", None)
    assert "Abstract" in made["prompt"]
    assert (await admin.get(f"{API}/tracks/{track}/artwork/details")).json() == after
    listed = (await admin.get(f"{API}/artwork/jobs", params={"state": "found"})).json()
    assert [(one["album_id"], one["title"], one["artist"]) for one in listed["items"]] == [(album, "Album", "Ann")]
    assert (await admin.get(f"{API}/artwork/jobs", params={"state": "failed"})).json() == {"items": [], "next": None}


async def test_playlists_are_covered_with_what_was_made(painted: Painted, admin: httpx.AsyncClient) -> None:
    _, track = await painted.album()
    made = (await admin.post(f"{API}/playlists", json={"name": "one", "track_ids": [track]})).json()
    cover = f"{API}/playlists/{made['id']}/cover"
    assert (await admin.get(cover, params={"size": 64, "v": made["version"]})).status_code == 404
    await painted.application.painting.generate_missing(5)
    assert (await admin.get(cover, params={"size": 64})).status_code == 200


async def test_what_admins_say(painted: Painted, admin: httpx.AsyncClient) -> None:
    album, track = await painted.album()
    here = f"{API}/albums/{album}/artwork"
    assert (await admin.post(f"{API}/artwork/missing")).json() == {"due": 0}
    assert (await admin.delete(here)).status_code == 409
    assert (await admin.post(f"{here}/restore", json={})).status_code == 404
    uploaded = await admin.put(here, content=plain_png(9), headers={"Content-Type": "image/png"})
    assert (uploaded.status_code, uploaded.json()["shown"]["source"]) == (200, "uploaded")
    refused = await admin.put(here, content=b"no picture")
    assert (refused.status_code, refused.json()["field"]) == (422, "picture")
    wanted = await admin.post(f"{API}/tracks/{track}/artwork", json={"generator": "painter"})
    assert (wanted.status_code, wanted.json()["job"]["state"]) == (202, "waiting")
    assert wanted.json()["shown"]["source"] == "uploaded"
    await painted.application.painting.generate_missing(5)
    made = (await admin.get(f"{here}/details")).json()
    assert made["shown"]["source"] == "generated"
    assert (await admin.delete(here)).status_code == 204
    picture = made["pictures"][-1]["id"]
    restored = await admin.post(f"{here}/restore", json={"picture_id": picture})
    assert restored.json()["shown"]["source"] == "uploaded"
    assert (await admin.post(f"{here}/restore", json={"picture_id": "other"})).status_code == 404
    assert (await admin.post(here, json={"generator": "nobody"})).json()["field"] == "generator"
    for missing in (f"{API}/albums/nothing/artwork", f"{API}/tracks/nothing/artwork"):
        assert (await admin.get(f"{missing}/details")).status_code == 404
        assert (await admin.post(missing, json={})).status_code == 404
        assert (await admin.put(missing, content=plain_png(3))).status_code == 404


async def test_a_track_on_no_album_stands_for_itself(painted: Painted, admin: httpx.AsyncClient) -> None:
    track = (await painted.fill(heap=tone(500)))["heap.wav"]
    await painted.application.painting.generate_missing(5)
    details = (await admin.get(f"{API}/tracks/{track.id}/artwork/details")).json()
    assert (details["album_id"], details["track_id"], details["shown"]["source"]) == (None, track.id, "generated")


async def test_listeners_look_and_change_nothing(painted: Painted, admin: httpx.AsyncClient) -> None:
    album, _ = await painted.album()
    here = f"{API}/albums/{album}/artwork"
    headers = await painted.headers("lise", Role.LISTENER)
    assert (await admin.get(f"{here}/details", headers=headers)).status_code == 200
    assert (await admin.put(here, content=plain_png(9), headers=headers)).status_code == 403
    assert (await admin.get(f"{here}/details")).json()["pictures"] == []


async def test_events_tell_of_the_latest_pictures(painted: Painted) -> None:
    album, _ = await painted.album()
    await painted.application.painting.generate_missing(5)
    async with aclosing(feed_of(painted.application).listen()) as events:
        told = [await anext(events) for _ in range(3)]
    assert [event.partition(b"\n")[0] for event in told] == [b"retry: 2000", b"event: status", b"event: artwork"]
    [news] = json.loads(told[2].partition(b"data: ")[2])["items"]
    assert (news["album_id"], news["state"]) == (album, "found")
