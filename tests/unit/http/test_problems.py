"""How errors look to clients."""

import logging
from pathlib import Path

import pytest

from musicsim.entrypoints.http.problems import KINDS, TABLE
from tests.unit.http.conftest import Client, Served


async def test_a_problem_is_a_document(client: Client) -> None:
    answer = await client.get("/api/v1/tracks/nobody?")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": "There is no track 'nobody'.",
        "instance": "/api/v1/tracks/nobody",
    }


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere", "/assets/nowhere.js", "/schema/nowhere"])
async def test_the_routers_own_404_is_a_problem_with_security_headers(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    if not path.startswith("/schema"):
        assert answer.json()["type"] == "/problems/not-found"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_wrong_method_is_a_problem_and_names_the_right_ones(client: Client) -> None:
    answer = await client.delete("/api/v1/tracks")
    assert answer.json()["type"] == "/problems/method-not-allowed"
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=many", "limit"),
        ("status=happy", "status"),
        ("sort=loudest", "sort"),
        ("cursor=forged", "cursor"),
        ("limt=5", "limt"),
    ],
)
async def test_bad_input_is_named(client: Client, query: str, field: str) -> None:
    answer = await client.get(f"/api/v1/tracks?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field


async def test_a_misspelt_parameter_is_corrected(client: Client) -> None:
    answer = await client.get("/api/v1/tracks?limt=5")
    assert answer.json()["detail"] == "There is no query parameter 'limt' here. Did you mean limit?"


async def test_malformed_and_unknown_content_is_refused(client: Client) -> None:
    headers = {"Content-Type": "application/json"}
    assert (await client.post("/api/v1/library/scans", content="{", headers=headers)).json()["status"] == 400
    answer = await client.post("/api/v1/library/scans", json={"accept_emtpy": True})
    assert (answer.status_code, answer.json()["field"]) == (422, "accept_emtpy")


async def test_an_outage_says_when_to_come_back(served: Served, client: Client) -> None:
    served.library.database.reachable = False
    answer = await client.get("/api/v1/tracks")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert answer.json()["type"] == "/problems/unavailable"
    assert answer.json()["service"] == "database"


async def test_a_fault_of_ours_is_logged_under_the_id_that_the_client_sees(
    served: Served, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    track = await served.one()
    del served.library.database.rows[track.id].track  # a row that no code expects
    with caplog.at_level(logging.ERROR):
        answer = await client.get(f"/api/v1/tracks/{track.id}")
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (500, "/problems/internal")
    assert problem["id"] in caplog.text
    assert "AttributeError" in caplog.text
    assert "AttributeError" not in answer.text


async def test_json_without_an_end_is_no_fault_of_ours(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    answer = await client.post("/api/v1/auth/login", content=b"[" * 100_000)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")
    assert caplog.text == ""


def test_the_table_names_each_type_once() -> None:
    assert len({kind.type for kind in TABLE}) == len(TABLE)
    assert next(kind.type for kind in TABLE if kind.status == 403) == KINDS[403].type == "/problems/forbidden"


def test_the_guide_lists_every_problem() -> None:
    guide = (Path(__file__).parents[3] / "docs/api.md").read_text()
    assert [kind.type for kind in TABLE if f"| {kind.status} | `{kind.type}` |" not in guide] == []
