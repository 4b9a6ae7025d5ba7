"""How smoothly a browser scrolls the tracks of a large library.

    python -m benchmarks.scrolling [--tracks 100000] [--seconds 5] [--json]

Chromium, without a graphics card, on `musicsim serve` with a synthetic library. Beside each figure stands, in the same
run and turned by the same wheel, a page as tall with nothing on it: what the browser and the wheel take by themselves.
"""

import argparse
import json
import random
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright
from scripts.web_client import build

from benchmarks.discovery_calls import Pick
from benchmarks.prepared import settings_for
from benchmarks.serving import HOST, Server, served

SWITCHES = ["--headless=new", "--no-sandbox", "--disable-gpu"]
VIEWPORT = {"width": 1440, "height": 900}
PATIENCE = 60_000  # milliseconds
PACES: Mapping[str, int] = {"reading": 60, "skimming": 600, "rushing": 12_000}
"""Pixels a turn of the wheel; a row has 56, a screen twelve."""

_ROWS = "#content [role=row][aria-rowindex]"
_WATCH = """
    window.frames = []
    window.holes = 0
    const seen = ({ top, bottom }) => bottom > 0 && top < innerHeight
    const look = (now) => {
      frames.push(now)
      const holes = [...document.querySelectorAll('#content div[role=presentation]')]
      window.holes += holes.some((one) => seen(one.getBoundingClientRect()))
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
"""
_EMPTY = (
    "<div id=content style='position: fixed; inset: 0; overflow: auto'><div style='height: {height}px'></div></div>"
)


@dataclass(frozen=True, kw_only=True)
class Scrolled:
    """What a page showed while the wheel was turned.

    `late` is the share of pictures that came more than 50 ms after the one before, three turns of a usual screen;
    `longest` the longest wait for one, in milliseconds; `holes` the share of pictures on which a row was on its way.
    """

    page: str
    pace: str
    pictures_a_second: float
    late: float
    longest: float
    holes: float


def scrolled(page: Page, name: str, pace: str, seconds: float) -> Scrolled:
    """Turn the wheel over the middle of a page, as often as the browser takes it."""
    page.evaluate("document.querySelector('#content').scrollTo(0, 0)")
    page.mouse.move(VIEWPORT["width"] / 2, VIEWPORT["height"] / 2)
    page.evaluate("[frames.length, window.holes] = [0, 0]")
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        page.mouse.wheel(0, PACES[pace])
    moments, holes = page.evaluate("[frames, window.holes]")
    waits = np.diff(moments)
    return Scrolled(
        page=name,
        pace=pace,
        pictures_a_second=1000 * len(waits) / float(waits.sum()),
        late=float((waits > 50).mean()),
        longest=float(waits.max()),
        holes=holes / len(moments),
    )


def measured(browser: Browser, server: Server, seconds: float) -> tuple[list[Scrolled], float]:
    """Each pace on both pages, and milliseconds until the last row is there for whoever presses End."""
    site = f"http://{HOST}:{server.port}"
    context = browser.new_context(viewport=VIEWPORT, extra_http_headers=dict(server.headers))  # type: ignore[arg-type]
    context.add_cookies([{"name": "musicsim_csrf", "value": "-", "url": site}])  # as those have who signed in
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(f"{site}/tracks")
    page.locator(_ROWS).first.focus()
    last = page.locator(f"{_ROWS}[aria-rowindex='{page.locator('[role=grid]').get_attribute('aria-rowcount')}']")
    began = time.perf_counter()
    page.keyboard.press("End")
    last.wait_for()
    end = 1000 * (time.perf_counter() - began)
    tracks = [scrolled(page, "100,000 tracks", pace, seconds) for pace in PACES]
    height = page.evaluate("document.querySelector('#content').scrollHeight")
    page.goto("about:blank")
    page.set_content(_EMPTY.format(height=height))
    page.evaluate(_WATCH)
    return tracks + [scrolled(page, "nothing", pace, seconds) for pace in PACES], end


def main() -> None:
    """Make the library if it is not there, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tracks", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5, help="how long each page is scrolled at each pace")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    build()
    settings = settings_for(options.tracks)
    Path(settings.library).mkdir(parents=True, exist_ok=True)  # where none is, pictures are refused, and asked for anew
    first = Pick(options.tracks, random.Random(0), ()).track()
    with served(settings, first, work=False) as server, sync_playwright() as playwright:
        server.rest()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        found, end = measured(browser, server, options.seconds)
        browser.close()
    if options.json:
        print(json.dumps({"end_ms": end, "scrolled": [asdict(one) for one in found]}))
        return
    print("| page | pace | pictures a second | late | the longest wait, ms | with a row on its way |")
    print("|---|---|---:|---:|---:|---:|")
    for one in found:
        print(
            f"| {one.page} | {one.pace} | {one.pictures_a_second:.0f} | {one.late:.1%} | {one.longest:.0f} "
            f"| {one.holes:.0%} |"
        )
    print(f"\nTo the last of {options.tracks:,} tracks by End: {end:.0f} ms.")


if __name__ == "__main__":
    main()
