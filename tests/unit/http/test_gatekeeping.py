"""Who is answered at all."""

from typing import Any

import pytest

from musicsim.config import Settings
from musicsim.entrypoints.http.gatekeeping import hosts_of
from tests.unit.http.conftest import Client

SCANS = "/api/v1/library/scans"


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "LocalHost:1", "127.0.0.1", "[::1]:8765", "[::1]"])
async def test_this_machine_by_its_names(client: Client, host: str) -> None:
    assert (await client.get("/api/v1/health/live", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "user@localhost",
        "localhost/",
        "[:",
        "[::1]:99999",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/v1/health/live", "/nowhere"])
async def test_another_name_that_leads_here_is_refused(client: Client, host: str, path: str) -> None:
    answer = await client.get(path, headers={"Host": host})
    assert (answer.status_code, answer.json()["type"]) == (421, "/problems/unknown-host")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
    ],
)
async def test_other_sites_cannot_change_anything(client: Client, headers: dict[str, str]) -> None:
    answer = await client.post(SCANS, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/cross-site")


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://127.0.0.1:8765"}]
)
async def test_the_page_and_programs_can(client: Client, headers: dict[str, str]) -> None:
    assert (await client.post(SCANS, headers=headers, json={"accept_empty": True})).status_code == 202


async def test_every_answer_is_guarded(client: Client) -> None:
    headers = (await client.get("/api/v1/tracks")).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("settings", "host", "answered"),
    [
        ({}, "192.168.1.5", False),
        ({}, "pi.local", False),
        ({"host": "0.0.0.0"}, "192.168.1.5:8765", True),  # noqa: S104
        ({"host": "::"}, "[fe80::1]", True),
        ({"host": "0.0.0.0"}, "pi", True),  # noqa: S104
        ({"host": "0.0.0.0"}, "Pi.local:8765", True),  # noqa: S104
        ({"host": "0.0.0.0"}, "pi.lan", True),  # noqa: S104
        ({"host": "0.0.0.0"}, "localhost", True),  # noqa: S104
        ({"host": "0.0.0.0"}, "evil.example", False),  # noqa: S104
        ({"host": "0.0.0.0"}, "1.2.3.4.evil.example", False),  # noqa: S104
        ({"host": "0.0.0.0"}, "", False),  # noqa: S104
        ({"host": "music.lan"}, "music.lan", True),
        ({"allowed_hosts": "Music.example, other.example"}, "music.example", True),
        ({"allowed_hosts": "music.example"}, "localhost", True),
        ({"allowed_hosts": "music.example"}, "192.168.1.5", False),
        ({"allowed_hosts": "*"}, "evil.example", True),
        ({"allowed_hosts": "*"}, "user@evil.example", False),
    ],
)
def test_the_names_that_are_answered(settings: dict[str, Any], host: str, answered: bool) -> None:
    assert hosts_of(Settings(**settings), machine="Pi.lan").include(host) is answered
