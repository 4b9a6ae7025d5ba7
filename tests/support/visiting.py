"""People before the web client, in a real browser."""

import os
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.support.people import PASSWORD

SWITCHES = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
SOFTWARE_GL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""In place of `--disable-gpu`, for pages that draw with WebGL."""

PATIENCE = 60_000  # milliseconds; only a test that fails waits so long
DESKTOP = {"width": 1360, "height": 860}
PHONE = {"width": 390, "height": 844}

SCREENSHOTS = os.environ.get("MUSICSIM_SCREENSHOTS")
"""The folder for pictures of the pages; ordinary runs make none."""

_LISTENING = """
    window.sounds = []
    window.Audio = new Proxy(window.Audio, {
      construct(Sound, words) {
        const sound = new Sound(...words)
        window.sounds.push(sound)
        return sound
      },
    })
"""
_WITHOUT_WORKER = "delete Navigator.prototype.serviceWorker"
"""Keeping the whole client for times without a network costs more than most of what is tested with it."""

_PLAYED = "Math.max(0, ...sounds.slice(0, 2).filter((one) => !one.paused).map((one) => one.currentTime))"
_STILL = """
  () => Promise.all(document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.catch(() => null)))
    .then(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))))
"""
"""What moves, once, has come to its end, and that has been drawn."""
_SLIDING = "[document.documentElement, document.body].some((one) => one.scrollWidth > innerWidth)"

expect.set_options(timeout=PATIENCE)


class Visits:
    """Opens pages of one server in one browser; `words` is all that their consoles said that nobody expected."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.words: list[str] = []
        self._browser = browser
        self._url = url
        self._states: dict[str, Any] = {}
        self._contexts: list[BrowserContext] = []

    def __call__(
        self,
        where: str = "/",
        *,
        name: str | None = "admin",
        password: str = PASSWORD,
        viewport: dict[str, int] = DESKTOP,
        scheme: str = "dark",
        expected: str = "(?!)",
        kept: bool = False,
        **options: Any,
    ) -> Page:
        """A page at `where`, signed in as `name`. None: nobody is. `expected` matches words that are no fault.

        `kept`: the browser keeps the client, as it does for people, so that it opens without a network.
        """
        phone: dict[str, Any] = {"has_touch": True, "is_mobile": True} if viewport == PHONE else {}
        usual: dict[str, Any] = {"locale": "en-GB", "reduced_motion": "reduce", "color_scheme": scheme}
        state = self._state(name, password) if name else None
        context = self._browser.new_context(viewport=viewport, storage_state=state, **usual | phone | options)  # type: ignore[arg-type]
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(_LISTENING)
        if not kept:
            context.add_init_script(_WITHOUT_WORKER)
        page = context.new_page()
        self._listen(page, re.compile(expected))
        page.goto(self._url + where)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _state(self, name: str, password: str) -> Any:
        """The cookies of somebody, who signs in once: hashing a password is made to be slow."""
        if name not in self._states:
            context = self._browser.new_context()
            body = {"name": name, "password": password, "cookies": True}
            answer = context.request.post(f"{self._url}/api/v1/auth/login", data=body, timeout=PATIENCE)
            assert answer.ok, answer.text()
            self._states[name] = context.storage_state()
            context.close()
        return self._states[name]

    def _listen(self, page: Page, expected: re.Pattern[str]) -> None:
        def note(text: str) -> None:
            if not expected.search(text):
                self.words.append(text)

        def heard(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                note(f"{message.text} ({message.location.get('url')})")

        page.on("console", heard)
        page.on("pageerror", lambda error: note(str(error)))


def look(page: Page, name: str) -> None:
    """The page fits and axe finds nothing serious; with SCREENSHOTS, in all its appearances, which are pictured.

    `name` is that of the picture, without ending. What is shown should stand still; what is on its way is waited for.
    """
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    _check(page, name)
    if SCREENSHOTS:
        for size, viewport in {"desktop": DESKTOP, "phone": PHONE}.items():
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                _check(page, f"{name}-{size}-{scheme}")
                picture = Image.open(BytesIO(page.screenshot()))
                # a third of what PNG takes: there is one for each appearance of each page
                picture.save(Path(SCREENSHOTS) / f"{name}-{size}-{scheme}.webp", quality=82, method=6)


def _check(page: Page, name: str) -> None:
    page.evaluate(_STILL)
    assert not page.evaluate(_SLIDING), f"{name} scrolls sideways"
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == [], (name, [(one["id"], [node["html"] for node in one["nodes"]][:5]) for one in serious])


def until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression holds. By asking again: what Playwright runs is against the page's policy."""
    for _ in range(PATIENCE // 50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"this never comes to be: {expression}")


def played(page: Page) -> float:
    """The position in what plays, in seconds; 0 when nothing does."""
    return float(page.evaluate(_PLAYED))


def until_played(page: Page, at_least: float) -> None:
    """Wait until what plays has come to a position, in seconds."""
    until(page, f"{_PLAYED} >= {at_least}")
