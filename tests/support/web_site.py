"""Servers for browsers: on a library, with the web client as it is built of its present sources."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec

from tests.support.nursery import run, start
from tests.support.people import PASSWORD
from tests.support.signing_in import FOUNDED, UNUSED, signed_in
from tests.support.site import until

ADMIN = "admin"
LISTENER = "lise"

_PATIENCE = 240.0  # seconds; only where it fails does it take so long


@dataclass(frozen=True)
class Site:
    """A server that is up, and an admin's way to its API."""

    url: str
    library: Path | None
    data: Path

    def ask(self, path: str, method: str = "GET", *, name: str = ADMIN, **options: Any) -> httpx.Response:
        """The answer to a request of somebody's to `/api/v1` and `path`; it is no error."""
        address = f"{self.url}/api/v1{path}"
        headers = signed_in(self.url, name)
        answer = httpx.request(method, address, headers=headers, timeout=60.0, verify=UNUSED, **options)
        assert not answer.is_error, answer.text
        return answer

    def track(self, title: str) -> dict[str, Any]:
        """The track of that title."""
        found = self.ask("/tracks", params={"q": title, "limit": 20}).json()["items"]
        return next(track for track in found if track["title"] == title)


@contextmanager
def served(library: Path | None, data: Path, *options: str, port: int = 0, **settings: str) -> Iterator[Site]:
    """A server (port 0: a free one) that ends soon when it is told to, though pages are open.

    Where `library` is None, no setting says where it is. `settings` by their names without MUSICSIM_; it scans at its
    start unless `--no-scan` is among the options.
    """
    environment = _unsettled() | {"MUSICSIM_DATA": str(data), "MUSICSIM_PROCESSES": "1", **FOUNDED}
    if library is not None:
        environment["MUSICSIM_LIBRARY"] = str(library)
    environment |= {f"MUSICSIM_{name.upper()}": value for name, value in settings.items()}
    server, output = start(["serve", "--port", str(port), "--json", *options], environment)
    try:
        url = msgspec.json.decode("".join(iter(output.readline, "}\n")) + "}")["url"]
        yield Site(url, library, data)
    finally:
        server.terminate()
        server.wait(timeout=60)
        output.close()


def prepare(library: Path, data: Path) -> None:
    """Make a data folder in which everything of a library is known, its map too, with an admin and LISTENER."""
    environment = _unsettled() | {"MUSICSIM_LIBRARY": str(library), "MUSICSIM_DATA": str(data)}
    for words in (["scan"], ["map", "--make"]):
        done = run(words, environment)
        assert done.returncode == 0, done.stderr
    with served(library, data, "--no-scan") as site:
        _move_in(site)
        # what is to be done is queued a moment after the start: nothing queued alone says nothing
        until(
            lambda: _fingerprinted(data) and not any(kind["queued"] + kind["running"] for kind in _jobs(site)),
            _PATIENCE,
        )


def copied(prepared: Path, data: Path) -> Path:
    """A data folder like one that was prepared."""
    shutil.copytree(prepared, data, ignore=shutil.ignore_patterns("*.lock"))
    return data


def _fingerprinted(data: Path) -> bool:
    with closing(sqlite3.connect(data / "musicsim.db", timeout=60.0)) as database:
        (same,) = database.execute(
            "SELECT (SELECT count(*) FROM analyses) = (SELECT count(*) FROM segments)"
        ).fetchone()
    return bool(same)


def _unsettled() -> dict[str, str]:
    """The environment without settings of musicsim's, nor what these tests read of it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MUSICSIM_")}


def _move_in(site: Site) -> None:
    once = site.ask("/users", "POST", json={"name": LISTENER}).json()["one_time_password"]
    change = {"old": once, "password": PASSWORD}
    headers = signed_in(site.url, LISTENER, once)
    answer = httpx.put(f"{site.url}/api/v1/me/password", json=change, headers=headers, timeout=60.0, verify=UNUSED)
    assert not answer.is_error, answer.text


def _jobs(site: Site) -> list[dict[str, int]]:
    """What waits and is under way, of each kind of background work."""
    return [*site.ask("/library/status").json()["jobs"].values()]
