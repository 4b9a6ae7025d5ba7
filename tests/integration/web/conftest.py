"""The web client in a real Chromium, before a real server with the demo library.

    def test_a_journey(visit, site):
        page = visit("/albums", viewport=PHONE, scheme="light", locale="fr-FR")
        page.get_by_role("link", name="…").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("…")
        look(page, "albums")

- `site`: a server of this module's own (tests.support.web_site.Site) on a copy of a data folder in which the whole demo
  library (88 tracks, read-only) is analysed: `site.url`, `site.ask("/playlists", "POST", json={…}).json()` as the admin
  or `name=LISTENER`, `site.track("Blues for the Landlord")["id"]`. What a test changes, the next of the module finds.
- `visit(where, name=…, …)`: a page (tests.support.visiting.Visits), signed in as "admin", LISTENER or, with
  `name=None`, nobody. English, dark, desktop and calm (reduced motion) unless told: `locale`, `scheme`, `viewport`, and
  whatever else Playwright's new_context takes. Only with
  `kept=True` does the service worker keep the client. Patience is 60 s for actions and `expect`: import `expect` from
  playwright, and never sleep. Any error or warning on the console, errors of scripts and of the Content-Security-Policy
  included, fails the test at its end, unless the regular expression `expected` finds it: a refused sign-in is
  `expected="status of 401"`.
- `look(page, "name")` (tests.support.visiting): fits, axe. With MUSICSIM_SCREENSHOTS=docs/screenshots it takes pictures
  <name>-<desktop|phone>-<dark|light>.webp. Once per page that there is, on what shows it best, last in a journey: the
  size of the window is another afterwards.
- `until(page, expression)`, `played(page)`, `until_played(page, seconds)`: what plays, and whether time goes on.
- A server of a test's own: `with served(library, tmp_path / "data") as site: Visits(browser, site.url)("/")`, on files
  that it may delete; `copied(prepared_data, folder)` is a data folder that knows the demo library.
- Modules that draw with WebGL say `GL = True`.

To write tests quickly, MUSICSIM_WEB_PREPARED names a folder that keeps the prepared data from one run to the next, and
with MUSICSIM_WEB_AS_IT_IS=1 web/dist is served as it is, whatever its sources are by now.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from scripts.web_client import BUILD, NoNode, build

from tests.support.visiting import SOFTWARE_GL, SWITCHES, Visits
from tests.support.web_site import Site, copied, served

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")  # the first has no windows, which takes less
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here need a browser."""
    missing = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not installed")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            for mark in (pytest.mark.browser, pytest.mark.slow, missing):
                item.add_marker(mark)


@pytest.fixture(scope="session")
def web_client() -> Path:
    """The client, built of its present sources."""
    if "MUSICSIM_WEB_AS_IT_IS" in os.environ:
        return BUILD
    try:
        return build()
    except NoNode as why:
        pytest.skip(str(why))


@pytest.fixture(scope="module")
def site(
    web_client: Path, demo_folder: Path, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server of this module."""
    data = copied(prepared_data, tmp_path_factory.mktemp("site") / "data")
    with served(demo_folder, data, "--no-scan") as running:
        yield running


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest, web_client: Path) -> Iterator[Browser]:
    """Of one module alone: it keeps an event loop."""
    gl = getattr(request.module, "GL", False)
    switches = [one for one in SWITCHES if one != "--disable-gpu"] + SOFTWARE_GL if gl else SWITCHES
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=switches)


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Site) -> Visits:
    """All visits of this module, so that nobody has to sign in twice."""
    return Visits(browser, site.url)


@pytest.fixture
def visit(visits: Visits) -> Iterator[Visit]:
    """Opens a page; see above."""
    yield visits
    visits.close()
    words = visits.words.copy()
    visits.words.clear()
    assert words == []
