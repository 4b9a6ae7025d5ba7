"""What those see and do over HTTP who look after an installation."""

import asyncio

import httpx
import pytest

from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.model.user import Role
from musicsim.entrypoints.http.app import create_app
from tests.support.people import PASSWORD, move_in
from tests.unit.http.conftest import Served, client_from
from tests.unit.use_cases.library import tone

PLACE, MODELS = "/api/v1/library/place", "/api/v1/models"

Client = httpx.AsyncClient


@pytest.fixture
async def admin(visitor: Client, emptied: Served) -> Client:
    """The client of an admin who is signed in."""
    return await _signed_in(visitor, emptied)


async def _signed_in(client: Client, served: Served) -> Client:
    await move_in(served.library.ports, "boss", Role.ADMIN)
    answer = await client.post("/api/v1/auth/login", json={"name": "boss", "password": PASSWORD})
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client


async def test_the_place_is_looked_at(admin: Client, emptied: Served) -> None:
    await emptied.one()
    seen = (await admin.get(PLACE)).json()
    assert (seen["kind"], seen["fixed"], seen["files"], seen["problem"]) == ("folder", False, 1, "")


async def test_a_place_that_cannot_be_read_says_why(admin: Client, emptied: Served) -> None:
    store = emptied.library.store
    store.reachable = False
    seen = (await admin.get(PLACE)).json()
    store.reachable = True
    assert (seen["files"], bool(seen["problem"])) == (0, True)


async def test_a_folder_is_found_and_chosen(admin: Client) -> None:
    first = (await admin.get(f"{PLACE}/folders")).json()
    assert (first["path"], first["parent"], first["files"], first["usual"]) == ("/srv/music", "/srv", 3, ["/srv/music"])
    inside = first["folders"][0]
    assert inside == {"name": "Jazz", "path": "/srv/music/Jazz"}
    assert (await admin.put(PLACE, json={"folder": inside["path"]})).json()["location"] == inside["path"]
    assert (await admin.get(PLACE)).json()["location"] == inside["path"]


@pytest.mark.parametrize(("folder", "status"), [("/nowhere", 404), ("music", 422), ("/", 422), ("", 422)])
async def test_what_cannot_be_chosen(admin: Client, folder: str, status: int) -> None:
    answer = await admin.put(PLACE, json={"folder": folder})
    assert answer.status_code == status
    assert status != 422 or "folder" in answer.text


async def test_tracks_of_another_folder_are_hidden_and_come_back_as_they_were() -> None:
    served = Served()
    async with client_from(create_app(served.application)) as client:
        admin = await _signed_in(client, served)
        one = (await served.fill(one=tone(440), two=tone(660)))["one.wav"]
        await admin.put(f"/api/v1/favourites/{one.id}")
        for missing in (2, 0):  # the same folder once more hides nothing
            assert (await admin.put(PLACE, json={"folder": "/srv/music/Jazz"})).status_code == 200
            assert (await served.application.report_status()).counts.missing == missing
            await served.library.scan()

        # in another, some other file has that name, and its own one lies in a folder
        assert (await admin.put(PLACE, json={"folder": "/srv/music"})).status_code == 200
        served.library.store.put("one.wav", tone(880))
        served.library.store.put("Album/one.wav", tone(440))
        served.library.store.remove("two.wav")
        await served.library.scan()
        tracks = await served.library.tracks()
        assert tracks["Album/one.wav"].id == one.id != tracks["one.wav"].id
        liked = (await admin.get("/api/v1/favourites")).json()["items"]
        assert [(each["track"]["path"], each["track"]["status"]) for each in liked] == [("Album/one.wav", "analysed")]


async def test_a_track_that_failed_is_tried_again(admin: Client, emptied: Served) -> None:
    broken = (await emptied.fill(broken=b"no audio"))["broken.wav"]
    path = f"/api/v1/tracks/{broken.id}"
    assert (await admin.get(path)).json()["status"] == "failed"
    assert (await admin.post(f"{path}/retry")).status_code == 204
    assert (await admin.get(path)).json()["status"] == "pending"
    assert (await admin.post(f"{path}/retry")).status_code == 409
    assert (await admin.post("/api/v1/tracks/unknown/retry")).status_code == 404


async def test_nothing_is_chosen_during_a_scan(admin: Client, emptied: Served) -> None:
    async with emptied.library.ports.lease.hold("scan"):
        assert (await admin.put(PLACE, json={"folder": "/srv/music"})).status_code == 409


@pytest.mark.parametrize("library", ["/elsewhere", "s3://bucket/music"])
async def test_what_the_settings_say_nobody_can_change(emptied: Served, library: str) -> None:
    app = create_app(assemble(Settings(library=library), emptied.library.ports))
    async with client_from(app) as client:
        admin = await _signed_in(client, emptied)
        seen = (await admin.get(PLACE)).json()
        assert (seen["location"], seen["fixed"]) == (library, True)
        assert (await admin.put(PLACE, json={"folder": "/srv/music"})).status_code == 409


async def test_scans_are_listed(admin: Client, emptied: Served) -> None:
    await emptied.one()
    await emptied.application.scan_library()
    scans = (await admin.get("/api/v1/library/scans?limit=1")).json()["items"]
    assert [scan["status"] for scan in scans] == ["finished"]


async def test_quality_is_measured_in_the_background(admin: Client, emptied: Served) -> None:
    for artist in ("Ada", "Bo"):
        await emptied.fill(**{f"{artist}/One/{number}": tone(200 * number) for number in range(1, 4)})
    await emptied.library.listen()
    assert (await admin.post(f"{MODELS}/quality")).json() == {"measuring": True}
    async with asyncio.timeout(20):
        while (models := (await admin.get(MODELS)).json())["quality"] is None:
            await asyncio.sleep(0.01)
    assert {method["name"] for method in models["quality"]["methods"]} >= {"memory@1", "random"}
    assert (models["spaces"][0]["filled"], models["segments"]) == (True, 0)


async def test_nothing_to_measure_is_a_conflict() -> None:
    served = Served()
    async with client_from(create_app(served.application)) as client:
        admin = await _signed_in(client, served)
        assert (await admin.post(f"{MODELS}/quality")).status_code == 409
        assert (await admin.get(MODELS)).json()["quality"] is None


async def test_the_system_shows_no_secret(emptied: Served) -> None:
    settings = Settings(library="/elsewhere", metrics_token="hunter22")
    async with client_from(create_app(assemble(settings, emptied.library.ports))) as client:
        admin = await _signed_in(client, emptied)
        system = (await admin.get("/api/v1/system")).json()
        token = next(one for one in system["settings"] if one["name"] == "metrics_token")
        assert (token["value"], token["secret"], token["changed"]) == ("***", True, True)
        assert "hunter22" not in str(system)
