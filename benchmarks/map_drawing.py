"""How soon a browser draws the map of a large library, and how often while one moves it.

    python -m benchmarks.map_drawing [--points 100000] [--seconds 5] [--json]

Chromium loads the web client's build (made if there is none) from a stand-in of the server, which has nothing but a map
of generated points. WebGL is drawn in software, by SwiftShader: any graphics card is faster.
"""

import argparse
import gzip
import json
import mimetypes
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from playwright.sync_api import Page, Route, sync_playwright
from scripts.web_client import build

from musicsim.domain.model.clusters import ClusterId, ClusterName
from musicsim.domain.model.layout import Faithfulness
from musicsim.domain.model.library_map import FARTHEST, LibraryMap, MapCluster, MapColumns, Region
from musicsim.domain.rules.map_packing import packed

# localhost: a page from elsewhere without TLS may not do all that the client does
SITE = "http://localhost:1"
SWITCHES = [
    "--headless=new",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
CLUSTERS = 100
PATIENCE = 120_000

Figures = dict[str, float]

_WATCH = """
    window.drawn = []
    const draw = WebGL2RenderingContext.prototype.drawArrays
    WebGL2RenderingContext.prototype.drawArrays = function (mode, first, count) {
      draw.call(this, mode, first, count)
      // waits until it is drawn, which the call alone does not
      this.readPixels(0, 0, 1, 1, this.RGBA, this.UNSIGNED_BYTE, new Uint8Array(4))
      window.drawn.push(performance.now())
    }
"""
_MAP_CAME = (
    "performance.getEntriesByType('resource').find((one) => new URL(one.name).pathname === '/api/v1/map').responseEnd"
)
_ME = {
    "id": "me",
    "name": "ada",
    "role": "listener",
    "created_at": "2026-01-01T00:00:00Z",
    "must_change_password": False,
}
_ANSWERS: Mapping[str, object] = {"/api/v1/me": _ME, "/api/v1/clusters": {"items": [{}], "next": None}}


def a_map(count: int) -> LibraryMap:
    """Points around the middles of clusters, as maps have them."""
    rng = np.random.default_rng(0)
    middles = rng.uniform(0.1, 0.9, (CLUSTERS, 2))
    cluster = rng.integers(0, CLUSTERS, count)
    places = np.clip(middles[cluster] + 0.03 * rng.standard_normal((count, 2)), 0, 1) * FARTHEST
    few = rng.integers(0, 12, count).astype(np.uint8)
    columns = MapColumns(
        ids=np.array([b"%026d" % row for row in range(count)]),
        x=places[:, 0].astype(np.uint16),
        y=places[:, 1].astype(np.uint16),
        cluster=(cluster + 1).astype(np.uint16),
        year=rng.integers(1950, 2026, count).astype(np.uint16),
        typicality=few,
        genre=((cluster % 12) + 1).astype(np.uint8),
        mood=few,
        tempo=rng.integers(60, 190, count).astype(np.uint8),
        key=few,
    )
    at = (middles * FARTHEST).astype(int)
    named = [ClusterName((f"tag {number}", f"word {number}"), ()) for number in range(CLUSTERS)]
    ids = [ClusterId(str(number)) for number in range(CLUSTERS)]
    share = count // CLUSTERS
    return LibraryMap(
        version="1",
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        space="none",
        laid_out=count,
        begun=count,
        faithfulness=Faithfulness(1, 1),
        columns=columns,
        genres=[f"Genre {number}" for number in range(12)],
        moods=[f"mood {number}" for number in range(12)],
        clusters=[
            MapCluster(id=ids[one], name=named[one], tracks=share, x=int(at[one, 0]), y=int(at[one, 1]))
            for one in range(CLUSTERS)
        ],
        regions=[
            Region(
                level=level, name=named[one], tracks=share, x=int(at[one, 0]), y=int(at[one, 1]), clusters=(ids[one],)
            )
            for level, count in enumerate((6, 25, CLUSTERS))
            for one in range(count)
        ],
    )


class StandIn:
    """Answers what a page asks: files of the client, the map, and of all else that there is nothing."""

    def __init__(self, client: Path, content: bytes) -> None:
        self._client = client
        self._content = content

    def __call__(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/api/v1/map":
            route.fulfill(body=self._content, content_type="application/vnd.musicsim.map")
        elif path == "/api/v1/events":
            route.fulfill(status=204)
        elif path.startswith("/api/"):
            route.fulfill(json=_ANSWERS.get(path, {"items": [], "next": None}))
        else:
            file = self._client / path.lstrip("/")
            file = file if file.is_file() else self._client / "index.html"
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")


def measured(page: Page, seconds: float) -> Figures:
    """Milliseconds until points are drawn, and how often they are while the map is moved and while it is zoomed."""
    page.goto(f"{SITE}/map")
    page.wait_for_function("window.drawn.length > 0")
    loaded, first = page.evaluate(f"[{_MAP_CAME}, drawn[0]]")
    page.mouse.move(720, 450)
    page.mouse.down()
    moving = _rate(
        page, seconds, lambda turn: page.mouse.move(720 + 200 * np.sin(turn / 9), 450 + 90 * np.cos(turn / 7))
    )
    page.mouse.up()
    zooming = _rate(page, seconds, lambda turn: page.mouse.wheel(0, -60 if turn // 25 % 2 else 60))
    return {
        "page_ms": first,
        "from_download_to_drawn_ms": first - loaded,
        "moving_frames_per_second": moving,
        "zooming_frames_per_second": zooming,
    }


def _rate(page: Page, seconds: float, act: Callable[[int], None]) -> float:
    """Draws a second while `act` is done over and over."""
    page.evaluate("drawn.length = 0")
    began, turn = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        act(turn)
        turn += 1
    passed = time.perf_counter() - began
    return int(page.evaluate("drawn.length")) / passed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5, help="how long the map is moved, and zoomed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    content = packed(a_map(options.points))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.context.add_cookies([{"name": "musicsim_csrf", "value": "-", "url": SITE}])  # as those have who signed in
        page.set_default_timeout(PATIENCE)
        page.add_init_script(_WATCH)
        page.route("**/*", StandIn(build(), gzip.decompress(content)))
        figures = {"points": options.points, "download_kb": len(content) / 1000, **measured(page, options.seconds)}
        browser.close()
    if options.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):>28}  {figure:,.1f}")


if __name__ == "__main__":
    main()
