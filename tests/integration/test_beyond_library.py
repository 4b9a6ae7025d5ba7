"""From a request to services on the outside and back, over sockets all the way."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Iterator
from hashlib import sha512
from typing import Any

import pytest

from musicsim.domain.model.beyond import MUSICBRAINZ
from musicsim.domain.model.health import Finding
from musicsim.domain.use_cases.diagnose import Diagnose
from tests.contracts.outside import Trouble
from tests.support.externals import an_external, an_id
from tests.support.outside_house import HOOK, SECRETS, House, StandIns, outside_house, stand_ins
from tests.support.standins.serving import Knobs

TRACKS = 12
TROUBLES = [*(one for one in Trouble if one is not Trouble.THROTTLING), Trouble.THROTTLING]
"""The one last after which nobody is asked for a while."""


@pytest.fixture(scope="module")
def served() -> Iterator[StandIns]:
    with stand_ins() as made:
        yield made


@pytest.fixture(scope="module")
async def house(anyio_backend: str, served: StandIns, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with outside_house(tmp_path_factory.mktemp("house"), served, TRACKS) as one:
        yield one


@pytest.fixture
def services(served: StandIns) -> StandIns:
    """Spotify knows tracks 1 … 40, of which the library has the first; each sounds like the next two and 21.

    The same people listen to it and to 31.
    """
    served.reset()
    served.spotify.tracks = [an_external(number) for number in range(1, 41)]
    numbers = range(1, TRACKS + 1)
    served.cyanite.like = {an_id(n).id: [an_id(n + 1).id, an_id(n + 2).id, an_id(21).id] for n in numbers}
    cover = "https://coverartarchive.org/release/00000001-0000-4000-8000-000000000000/front-500"
    served.musicbrainz.tracks = [an_external(number, MUSICBRAINZ, cover=cover) for number in (*numbers, 31)]
    other = {"recording_mbid": an_id(31, MUSICBRAINZ).id, "recording_name": "Song 31", "artist_credit_name": "Band 31"}
    served.listenbrainz.like = {an_id(n, MUSICBRAINZ).id: [other | {"score": 9}] for n in numbers}
    return served


async def asked(house: House, number: int, query: str = "") -> dict[str, Any]:
    answer = await house.client.get(f"/tracks/{house.tracks[number]}/recommendations{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def states(found: dict[str, Any]) -> dict[str, str]:
    return {source["provider"]: source["state"] for source in found["sources"]}


async def looked_at(house: House) -> dict[str, Finding]:
    """What doctor finds of the services; of our own parts it knows already."""
    found = await Diagnose(probes=(), optional=house.application.diagnose.optional)()
    house.heard.texts += [f"{finding.seen} {finding.remedy}" for finding in found]
    return {finding.part: finding for finding in found}


async def until(house: House, path: str, state: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while (found := (await house.client.get(path)).json())["state"] != state:
            await asyncio.sleep(0.02)
    return found


async def test_what_sounds_like_a_track(house: House, services: StandIns):
    found = await asked(house, 1)
    assert [one["title"] for one in found["items"]] == ["Song 2", "Song 31", "Song 3", "Song 21"]
    ours = [one["track"] and one["track"]["id"] for one in found["items"]]
    assert ours == [house.tracks[2], None, house.tracks[3], None]
    assert [one["providers"] for one in found["items"]] == [["cyanite"], ["listenbrainz"], ["cyanite"], ["cyanite"]]
    assert found["items"][3]["link"] == "https://catalogue.example/21"
    assert found["items"][3]["isrc"] == an_external(21).isrc
    assert states(found) == {"cyanite": "answered", "listenbrainz": "answered"}
    assert {source["freshness"] for source in found["sources"]} == {"fresh"}
    assert not found["refreshing"]
    questions = len(services.cyanite.asked)
    again = await house.client.get(f"/tracks/{house.tracks[1]}/recommendations")
    known = await house.client.get(
        f"/tracks/{house.tracks[1]}/recommendations", headers={"If-None-Match": again.headers["ETag"]}
    )
    assert (known.status_code, known.content) == (304, b"")
    assert len(services.cyanite.asked) == questions


async def test_conditions_reach_who_knows_sound(house: House, services: StandIns):
    found = await asked(house, 2, "?bpm_min=90&bpm_max=100&genre=Hip%20Hop&key=8a&limit=1")
    assert states(found) == {"cyanite": "answered"}
    assert len(found["items"]) == 1
    wanted = {"bpm": {"range": {"start": 90, "end": 100}}, "genre": {"list": ["hipHop"]}}
    assert services.cyanite.filters == [wanted | {"key": {"camelot": {"tonic": "aMinor"}}}]
    wrong = await house.client.get(f"/tracks/{house.tracks[2]}/recommendations?same_bpm=true&bpm_min=90")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "bpm")


async def test_words(house: House, services: StandIns):
    services.cyanite.described = [an_id(22).id, an_id(4).id]
    found = (await house.client.get("/recommendations", params={"q": "calm  piano"})).json()
    assert [one["title"] for one in found["items"]] == ["Song 22", "Song 4"]
    assert found["items"][1]["track"]["id"] == house.tracks[4]


@pytest.mark.parametrize(
    ("trouble", "number"),
    [(Trouble.BROKEN, 3), (Trouble.NONSENSE, 4), (Trouble.CREDENTIALS, 6), (Trouble.EMPTY, 7)],
)
async def test_one_that_fails_does_not_keep_the_other_from_answering(
    house: House, services: StandIns, trouble: Trouble, number: int
):
    services.cyanite.trouble = trouble
    found = await asked(house, number)
    assert states(found) == {"cyanite": "failed", "listenbrainz": "answered"}
    assert [one["title"] for one in found["items"]] == ["Song 31"]
    assert found["sources"][0]["detail"]
    assert found["again_at"]
    assert (await house.client.get("/health/ready")).status_code == 200


async def test_one_that_does_not_answer_holds_nobody_up(house: House, services: StandIns):
    services.cyanite.unanswered = True
    asking = asyncio.create_task(asked(house, 8))
    assert (await house.client.get("/library/status")).status_code == 200
    found = await asking
    assert found["refreshing"]
    assert states(found) == {"cyanite": "waiting", "listenbrainz": "answered"}
    assert len(found["items"]) == 1
    async with asyncio.timeout(30):
        while (found := await asked(house, 8))["refreshing"]:
            await asyncio.sleep(0.1)
    assert states(found)["cyanite"] == "failed"
    assert "did not answer" in found["sources"][0]["detail"]


async def test_a_track_that_is_to_be_heard_first(house: House, services: StandIns):
    services.cyanite.unheard.add(an_id(9).id)
    found = await asked(house, 9)
    assert states(found)["cyanite"] == "preparing"
    assert services.cyanite.enqueued == [an_id(9).id]
    services.cyanite.unheard.clear()
    message = told("SpotifyTrack", an_id(9).id)
    assert (await house.client.post("/webhooks/cyanite", **message)).status_code == 200
    async with asyncio.timeout(20):
        while states(await asked(house, 9))["cyanite"] != "answered":
            await asyncio.sleep(0.02)


def told(kind: str, external: str, secret: str = HOOK, status: str = "finished") -> dict[str, Any]:
    event = {"type": "AudioAnalysisV7", "status": status}
    body = json.dumps({"version": "2", "resource": {"type": kind, "id": external}, "event": event}).encode()
    return {"content": body, "headers": {"Signature": hmac.new(secret.encode(), body, sha512).hexdigest()}}


async def test_a_track_is_sent_and_its_message_heard(house: House, services: StandIns):
    path = f"/tracks/{house.tracks[10]}/cyanite"
    assert (await house.client.get(path)).status_code == 404
    begun = await house.client.put(path)
    assert (begun.status_code, begun.json()["state"]) == (202, "sending")
    await until(house, path, "waiting")
    assert [data[:3] for data in services.cyanite.sent.values()] == [b"ID3"]
    assert services.cyanite.library["lib0"]["title"] == "Band 10 - Song 10"
    assert (await house.client.put(path)).json()["state"] == "waiting"
    services.cyanite.library["lib0"]["state"] = "Finished"
    assert (await house.client.post("/webhooks/cyanite", **told("LibraryTrack", "lib0"))).status_code == 200
    await until(house, path, "finished")
    questions = len(services.cyanite.asked)
    assert (await house.client.post("/webhooks/cyanite", **told("LibraryTrack", "lib0"))).status_code == 200
    assert len(services.cyanite.asked) == questions
    assert (await house.client.delete(path)).status_code == 204
    assert services.cyanite.deleted == [["lib0"]]
    assert (await house.client.get(path)).status_code == 404


async def test_other_formats_are_sent_as_mp3_and_failures_told(house: House, services: StandIns):
    path = f"/tracks/{house.tracks[TRACKS]}/cyanite"
    services.cyanite.room = 0
    await house.client.put(path)
    assert "no room" in (await until(house, path, "failed"))["detail"]
    services.cyanite.room = 10
    assert (await house.client.put(path)).json()["state"] == "sending"
    await until(house, path, "waiting")
    assert not any(data.startswith(b"fLaC") for data in services.cyanite.sent.values())


async def test_messages_that_are_none(house: House, services: StandIns):
    for message, status in (
        (told("LibraryTrack", "lib0", secret="another"), 401),
        ({"content": b"nonsense", "headers": {"Signature": "é".encode()}}, 401),
        ({"content": b"{}"}, 401),
        ({"content": b" " * 70_000}, 413),
        ({"content": b'{"type":"TEST","data":null}'}, 200),
        (told("Unheard", "of"), 200),
        (told("LibraryTrack", "nobody's"), 200),
    ):
        assert (await house.client.post("/webhooks/cyanite", **message)).status_code == status
    assert services.cyanite.asked == []


async def test_doctor_looks_at_each_service_and_readiness_at_none(house: House, services: StandIns):
    services.listenbrainz.trouble = Trouble.BROKEN
    found = await looked_at(house)
    assert [found[name].healthy for name in services.all] == [True, True, False, True]
    assert not any(finding.required for finding in found.values())
    assert "MUSICSIM_LISTENBRAINZ" in found["listenbrainz"].remedy
    assert not {finding.part for finding in await house.application.check_readiness()} & services.all.keys()


async def test_what_can_be_asked_for(house: House):
    able = (await house.client.get("/capabilities")).json()["recommendations"]
    services = ["cyanite", "listenbrainz"]
    assert able == {"tracks": True, "words": True, "filters": True, "uploads": True, "providers": services}


async def test_one_that_asks_for_patience_gets_it(house: House, services: StandIns):
    """For 37 seconds: no test after this one can ask Cyanite for what is similar."""
    services.cyanite.trouble = Trouble.THROTTLING
    assert states(await asked(house, 5))["cyanite"] == "failed"
    services.cyanite.trouble = None
    services.cyanite.asked.clear()
    found = await asked(house, 5, "?same_bpm=true")
    assert states(found) == {"cyanite": "failed"}
    assert "not to be asked for 3" in found["sources"][0]["detail"]
    assert services.cyanite.asked == []


async def test_no_secret_is_ever_told(house: House, services: StandIns):
    """Of all that was logged and answered before, and of every trouble with every service."""
    for place, (name, service) in enumerate(services.all.items()):
        for number, trouble in enumerate([None, *TROUBLES]):
            services.reset()
            service.trouble = trouble
            await asked(house, 11, f"?bpm_min={100 + place}&bpm_max={200 + number}")
            await _upload_in_vain(house, service if name == "cyanite" else None)
            await looked_at(house)
    root = str(house.client.base_url).removesuffix("/api/v1/")
    for path in ("/metrics", "/schema/openapi.json", "/api/v1/capabilities"):
        await house.client.get(f"{root}{path}")
    told_of = "\n".join(house.heard.texts)
    assert "musicsim_outside_calls_total" in told_of
    assert 'service="cyanite_uploads"' in told_of
    assert [secret for secret in SECRETS if secret in told_of] == []


async def _upload_in_vain(house: House, service: Knobs | None) -> None:
    if service is not None:
        path = f"/tracks/{house.tracks[11]}/cyanite"
        await house.client.put(path)
        async with asyncio.timeout(20):
            while (await house.client.get(path)).json()["state"] == "sending":
                await asyncio.sleep(0.02)
        await house.client.delete(path)
