"""Services that stop and come back under load: what needs them says so, the rest goes on, and nothing is lost."""

import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.support.nursery import run
from tests.support.servers.milvus import Milvus
from tests.support.servers.postgres import Postgres
from tests.support.servers.s3 import S3
from tests.support.site import Load, Site, site_on, until
from tests.unit.use_cases.library import tone

RECOVERED = 5.0  # seconds
PITCHES = {"low": 220, "mid": 330, "high": 440}
SERVICES = {"database": "database", "vectors": "vector index", "objects": "library"}
"""The services, and the names that problems and findings give them."""
NEEDS = {
    "tracks": {"database"},
    "similar": {"database", "vectors"},
    "stream": {"database", "objects"},
    "health/live": set(),
}
Servers = dict[str, Postgres | Milvus | S3]


@pytest.fixture(scope="module")
def servers(postgres: Postgres, milvus: Milvus, s3: S3) -> Servers:
    return {"database": postgres, "vectors": milvus, "objects": s3}


@pytest.fixture(scope="module")
def site(postgres: Postgres, milvus: Milvus, s3: S3, tmp_path_factory) -> Iterator[Site]:
    with site_on(postgres, milvus, s3, tmp_path_factory.mktemp("site")) as one:
        one.put(**{name: tone(pitch, seconds=4.0) for name, pitch in PITCHES.items()})
        one.scan()
        until(lambda: one.similar("low") == {"mid", "high"})
        yield one


@pytest.fixture
def load(site: Site) -> Load:
    track = site.tracks()["low"]["id"]
    return Load(
        site,
        {
            "tracks": "/tracks",
            "similar": f"/tracks/{track}/similar",
            "stream": f"/tracks/{track}/stream",
            "health/live": "/health/live",
        },
    )


@pytest.mark.parametrize("service", SERVICES)
def test_what_needs_a_service_that_is_down_says_so_and_the_rest_goes_on(
    service: str, servers: Servers, site: Site, load: Load
) -> None:
    with load.on():
        load.go_on()
        began = time.monotonic()
        servers[service].stop()
        stopped = time.monotonic()
        try:
            # long enough that each has been asked with the service surely gone, however long it waits for it
            until(
                lambda: all(
                    load.statuses(name, stopped) - ({200} if service in NEEDS[name] else set()) for name in NEEDS
                )
            )
            problems = {name: site.ask(path) for name, path in load.paths.items() if service in NEEDS[name]}
            ready = site.ask("/health/ready")
        finally:
            servers[service].start()
        back = time.monotonic()
        until(lambda: {site.ask(path).status_code for path in load.paths.values()} == {200}, RECOVERED)
        until(lambda: site.ask("/health/ready").json()["status"] == "ready", RECOVERED)
        recovered = time.monotonic()
        load.go_on()
    for answer in problems.values():
        problem = answer.json()
        assert (answer.status_code, problem["type"], problem["service"]) == (
            503,
            "/problems/unavailable",
            SERVICES[service],
        )
        assert int(answer.headers["retry-after"]) >= 1
    unhealthy = [finding["part"] for finding in ready.json()["findings"] if not finding["healthy"]]
    assert (ready.status_code, unhealthy) == (503 if service == "database" else 200, [SERVICES[service]])
    for name, needed in NEEDS.items():
        assert load.statuses(name, 0, began) == {200}
        assert load.statuses(name, began, back) <= ({200, 503} if service in needed else {200})
        assert load.statuses(name, recovered) == {200}


def test_what_was_accepted_while_vectors_could_not_be_written_is_found_after(servers: Servers, site: Site) -> None:
    servers["vectors"].stop()
    try:
        site.put(new=tone(550, seconds=4.0))
        site.scan()
        until(lambda: "new" in site.tracks() and site.tracks()["new"]["status"] == "analysed")
        assert site.similar("new") == set()
    finally:
        servers["vectors"].start()
    until(lambda: "new" in site.similar("low"))


def test_a_library_that_is_out_of_reach_is_not_taken_for_an_empty_one(servers: Servers, site: Site) -> None:
    before = set(site.tracks())
    servers["objects"].stop()
    try:
        site.scan()
        until(lambda: site.status()["scan"]["status"] == "failed")
        assert site.status()["scan"]["error"]
    finally:
        servers["objects"].start()
    assert set(site.tracks()) == before
    assert site.status()["counts"]["missing"] == 0
    site.put(later=tone(660, seconds=4.0))
    site.scan()
    until(lambda: "later" in site.similar("low"))


def test_a_scan_that_the_database_left_alone_is_finished_by_the_next(servers: Servers, site: Site) -> None:
    names = {f"many{number}": tone(200 + 10 * number, seconds=3.2) for number in range(40)}
    site.put(**names)
    site.scan()
    until(lambda: len(site.tracks()) > 3)
    servers["database"].stop()
    try:
        until(lambda: site.ask("/library/status").status_code == 503)
    finally:
        servers["database"].start()
    until(lambda: site.ask("/library/status").status_code == 200, RECOVERED)
    kept = set(site.tracks())
    until(lambda: site.ask("/library/scans", "POST").status_code == 202)
    until(lambda: site.status()["counts"]["analysed"] >= len(names) + 3)
    assert kept <= set(site.tracks())
    assert site.status()["counts"]["failed"] == {}


def test_doctor_finds_what_came_apart_and_mends_it(servers: Servers, site: Site) -> None:
    site.put(unknown=tone(770, seconds=4.0))
    site.remove("mid")

    def doctor(*words: str) -> subprocess.CompletedProcess[str]:
        return run(["doctor", *words], site.environment)

    found = doctor("--compare")
    assert "1 object without a track, 1 track without its object" in found.stdout
    # a service that is slow to answer is a finding, too: it is asked again, what is mended stays so
    until(lambda: doctor("--mend").returncode == 0)
    until(lambda: "unknown" in site.similar("low"))
    assert "mid" not in site.tracks()
