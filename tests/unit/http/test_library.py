"""The library over HTTP: status, scans, folders, health, metrics."""

import asyncio
from dataclasses import replace

import pytest
from litestar.testing import AsyncTestClient

from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.health import Finding
from musicsim.entrypoints.http.app import create_app
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.worker import Worker
from musicsim.ports.probe import Probe
from tests.unit.http.conftest import Client, Served
from tests.unit.use_cases.library import SILENCE, tone

PATIENCE = 20.0


class _Part(Probe):
    """A part that a test has working or broken."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding

    async def check(self) -> Finding:
        return self.finding


async def _finished(client: Client, address: str) -> dict[str, object]:
    """The scan once it is over."""
    async with asyncio.timeout(PATIENCE):
        while True:
            scan: dict[str, object] = (await client.get(address)).json()
            if scan["status"] != "running":
                return scan
            await asyncio.sleep(0.01)


async def test_status_counts(served: Served, client: Client) -> None:
    await served.fill(a=tone(300), b=SILENCE, c=b"no audio")
    status = (await client.get("/api/v1/library/status")).json()
    assert status["counts"] == {
        "present": 3,
        "pending": 0,
        "analysed": 1,
        "silent": 1,
        "failed": {"not_audio": 1},
        "missing": 0,
    }
    assert status["eta"] == 0
    assert status["scan"]["status"] == "finished"
    assert "problems" not in status["scan"]


async def test_a_scan_is_accepted_and_can_be_watched(served: Served, client: Client) -> None:
    served.library.store.put("a.wav", tone(300))
    served.library.store.unlist("locked/", FailureReason.UNREADABLE, "denied")
    answer = await client.post("/api/v1/library/scans")
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/v1/library/scans/{answer.json()['id']}"
    scan = await _finished(client, answer.headers["location"])
    assert (scan["status"], scan["added"]) == ("finished", 1)
    assert scan["problems"] == [{"path": "locked/", "reason": "unreadable", "detail": "denied"}]


async def test_only_one_scan_at_a_time(served: Served, client: Client) -> None:
    served.library.lease.held.add("scan")
    answer = await client.post("/api/v1/library/scans", json={"retry_failed": True})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/conflict")


async def test_an_emptied_library_is_believed_only_when_told_so(served: Served, client: Client) -> None:
    await served.one()
    served.library.store.remove("tone.wav")
    doubtful = await _finished(client, (await client.post("/api/v1/library/scans")).headers["location"])
    assert doubtful["status"] == "failed"
    believed = await client.post("/api/v1/library/scans", json={"accept_empty": True})
    assert (await _finished(client, believed.headers["location"]))["missing"] == 1


async def test_without_a_worker_nothing_is_scanned(served: Served) -> None:
    async with AsyncTestClient(create_app(served.application), base_url="http://127.0.0.1") as client:
        answer = await client.post("/api/v1/library/scans", headers=await served.headers())
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")


async def test_the_app_scans_and_works_while_it_lives(served: Served) -> None:
    served.library.store.put("a.wav", tone(300))
    application = assemble(Settings(scan_on_start=True), served.library.ports)
    app = create_app(application, Worker(application, pace=Pace(idle=0.01)))
    async with AsyncTestClient(app, base_url="http://127.0.0.1") as client, asyncio.timeout(PATIENCE):
        client.headers.update(await served.headers())
        while not (await client.get("/api/v1/tracks?status=analysed")).json()["items"]:
            await asyncio.sleep(0.01)
    assert served.library.lease.held == set()


async def test_the_server_lives_though_the_scan_at_the_start_cannot(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    served.library.store.put("a.wav", tone(300))
    headers = await served.headers()
    served.library.database.reachable = False
    application = assemble(Settings(scan_on_start=True), served.library.ports)
    app = create_app(application, Worker(application, pace=Pace(idle=0.01, retry=0.01)))
    async with AsyncTestClient(app, base_url="http://127.0.0.1") as client, asyncio.timeout(PATIENCE):
        client.headers.update(headers)
        assert (await client.get("/api/v1/library/status")).status_code == 503
        while "no scan at the start: The database" not in caplog.text:
            await asyncio.sleep(0.01)
        served.library.database.reachable = True
        scan = await client.post("/api/v1/library/scans")
        assert (await _finished(client, scan.headers["location"]))["added"] == 1


async def test_a_worker_that_stumbles_begins_anew(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    class Stumbling(Worker):
        runs = 0

        async def run(self) -> None:
            self.runs += 1
            if self.runs == 1:
                raise Conflict("a bug")
            await super().run()

    worker = Stumbling(served.application)
    async with AsyncTestClient(create_app(served.application, worker, again=0.0), base_url="http://127.0.0.1"):
        async with asyncio.timeout(PATIENCE):
            while worker.runs < 2:
                await asyncio.sleep(0.01)
    assert "begins anew" in caplog.text


async def test_folders(served: Served, client: Client) -> None:
    await served.fill(A__B__one=tone(300), A__two=tone(400), top=tone(500))
    root = (await client.get("/api/v1/library/folders")).json()
    assert root["folders"] == [{"name": "A", "path": "A", "tracks": 2}]
    assert [track["title"] for track in root["tracks"]["items"]] == ["top"]
    below = (await client.get("/api/v1/library/folders", params={"path": "A"})).json()
    assert below["folders"] == [{"name": "B", "path": "A/B", "tracks": 1}]
    assert below["tracks"]["items"][0]["folder"] == "A"
    assert (await client.get("/api/v1/library/folders", params={"path": "Z"})).status_code == 404


async def test_health(served: Served, client: Client) -> None:
    assert (await client.get("/api/v1/health/live")).json() == {"status": "alive"}
    assert (await client.get("/api/v1/health/ready")).json() == {"findings": [], "status": "ready"}


@pytest.mark.parametrize(("required", "status"), [(True, 503), (False, 200)])
async def test_readiness_is_about_required_parts(served: Served, required: bool, status: int) -> None:
    broken = _Part(Finding("database", healthy=False, seen="Closed.", remedy="Open it."))
    probes = {"vital_probes" if required else "serving_probes": [broken]}
    application = assemble(Settings(scan_on_start=False), replace(served.library.ports, **probes))
    async with AsyncTestClient(create_app(application), base_url="http://127.0.0.1") as client:
        answer = await client.get("/api/v1/health/ready")
    assert answer.status_code == status
    assert answer.json()["findings"][0]["remedy"] == "Open it."
    assert answer.json()["status"] == (503 if required else "degraded")
    if required:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"] == "database: Closed. Open it."


async def test_metrics_are_shown_and_taken(served: Served, client: Client) -> None:
    answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    await client.get("/api/v1/tracks/nobody")
    await client.get("/nowhere")
    taken = served.library.metrics
    route = "/api/v1/tracks/{track_id}"
    assert len(taken.observed("http.requests", method="GET", route=route, status="404")) == 1
    assert len(taken.observed("http.requests", method="GET", route="none", status="404")) == 1
