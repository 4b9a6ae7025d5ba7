"""What Lighthouse says of the web client: `python -m benchmarks.web [library] [--json]`.

Each view of a server of its own on a library (by default the demo library in build/demo), signed in, as Lighthouse
judges by default: a slow phone on a slow network, reckoned from what the machine measures, so that others who use it
lower the performance, and nothing else. The layout shift of a view is the CLS; the bytes are those of its scripts, as
they were sent. Lighthouse comes from npm into build/lighthouse; it and Chromium are needed by this alone.
"""

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from scripts.web_client import ROOT, build, node
from tests.support.people import PASSWORD
from tests.support.standins.serving import free_address
from tests.support.visiting import SWITCHES
from tests.support.web_site import ADMIN, Site, prepare, served

LIGHTHOUSE = "lighthouse@12.8.2"
HOME = ROOT / "build" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices")
STEADY = 0.02
"""The largest layout shift that people do not notice."""


@dataclass(frozen=True)
class Figures:
    """Scores from 0 to 100; `layout_shift` is Lighthouse's CLS, `script` in KiB."""

    view: str
    performance: int
    accessibility: int
    best_practices: int
    layout_shift: float
    script: float


def views(site: Site) -> dict[str, str]:
    """The main views, by their names."""
    track = site.ask("/tracks", params={"limit": 1}).json()["items"][0]
    return {
        "sign-in": "/sign-in",
        "home": "/",
        "tracks": "/tracks",
        "albums": "/albums",
        "album": f"/albums/{track['album_id']}",
        "track": f"/tracks/{track['id']}",
        "discover": "/discover",
        "playlists": "/playlists",
        "map": "/map",
    }


def lighthouse() -> tuple[list[str], Mapping[str, str]]:
    """The words that run it, which it is installed for if need be, and the environment for them."""
    tool, environment = node()
    program = HOME / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run([*tool, "install", "--no-save", "--prefix", HOME, LIGHTHOUSE], env=environment, check=True)
    return [str(program)], environment


@contextmanager
def browser(site: Site, *, is_guest: bool) -> Iterator[int]:
    """The debugging port of a new browser, in which an admin is signed in unless it is a guest's.

    Nobody but Lighthouse is connected to it then: whoever is has a part in what pages take.
    """
    port = int(free_address().rpartition(":")[2])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        switches = [*SWITCHES, f"--user-data-dir={profile}", f"--remote-debugging-port={port}"]
        with subprocess.Popen([chromium, *switches, "about:blank"], stderr=subprocess.DEVNULL) as running:
            _until_it_listens(port)
            if not is_guest:
                _sign_in(site, port)
            yield port
            running.terminate()


def _until_it_listens(port: int) -> None:
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    sys.exit("Chromium does not start.")


def _sign_in(site: Site, port: int) -> None:
    with sync_playwright() as playwright:
        connected = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        body = {"name": ADMIN, "password": PASSWORD, "cookies": True}
        assert connected.contexts[0].request.post(f"{site.url}/api/v1/auth/login", data=body).ok
        connected.close()


def judged(words: Sequence[str], environment: Mapping[str, str], url: str, port: int) -> Any:
    """Lighthouse's report of one address, as the browser shows it; never of another that it leads to."""
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder) / "report.json"
        options = ["--output=json", f"--output-path={shown}", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
        # whose storage is reset has signed out
        there = [f"--port={port}", "--disable-storage-reset"]
        subprocess.run([*words, url, *options, *there], env=environment, check=True)
        report = json.loads(shown.read_text())
        if report["finalDisplayedUrl"] != url:
            sys.exit(f"{url} has led to {report['finalDisplayedUrl']}")
        return report


def measured(library: Path) -> Iterator[Figures]:
    """The figures of each view."""
    words, environment = lighthouse()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        prepare(library, data)
        with served(library, data, "--no-scan") as site:
            for name, where in views(site).items():
                with browser(site, is_guest=name == "sign-in") as port:
                    yield figures(name, judged(words, environment, site.url + where, port))


def figures(name: str, report: Any) -> Figures:
    """What a report says."""
    performance, accessibility, practices = (round(100 * report["categories"][one]["score"]) for one in CATEGORIES)
    sent = report["audits"]["network-requests"]["details"]["items"]
    script = sum(one["transferSize"] for one in sent if one.get("resourceType") == "Script") / 1024
    shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
    return Figures(name, performance, accessibility, practices, shift, script)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path, nargs="?", default=ROOT / "build" / "demo")
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    build()
    found = []
    if not words.json:
        print("| view | performance | accessibility | best practices | layout shift | scripts, KiB |")
        print("|---|---:|---:|---:|---:|---:|")
    for one in measured(words.library):
        found.append(one)
        if not words.json:
            scores = f"{one.performance} | {one.accessibility} | {one.best_practices}"
            print(f"| {one.view} | {scores} | {one.layout_shift:.3f} | {one.script:.0f} |", flush=True)
    if words.json:
        print(json.dumps([asdict(one) for one in found]))
    if shifting := [one.view for one in found if one.layout_shift >= STEADY]:
        sys.exit(f"These shift while they load: {', '.join(shifting)}")


if __name__ == "__main__":
    main()
