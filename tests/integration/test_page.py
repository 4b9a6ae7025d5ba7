"""The page in a real browser, on a real server with real music."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright

from tests.support.encode import encoded
from tests.support.nursery import start
from tests.support.people import PASSWORD
from tests.support.signing_in import FOUNDED, signed_in
from tests.support.sounds import RATE, tone

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
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
]

PATIENCE = 60_000  # milliseconds; only a test that fails waits so long
expect.set_options(timeout=PATIENCE)
SOUNDS = {".mp3", ".flac", ".ogg", ".opus", ".m4a", ".wav"}
ARTISTS = ("Clémence Aubrac", "Ellsworth Trio", "Foudre Noire", "Compilations")

DESKTOP = {"width": 1360, "height": 860}
PHONE = {"width": 390, "height": 844}
CALM = {"reduced_motion": "reduce"}
"""For tests in which nothing depends on what moves: it is drawn without a graphics card, and costs most of a core."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not installed"),
]

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def music(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some artists of the demo library, and a file that is not music."""
    folder = tmp_path_factory.mktemp("music")
    for artist in ARTISTS:
        shutil.copytree(demo_folder / artist, folder / artist)
    (folder / "Compilations" / "lossless.m4a").write_bytes(encoded(tone(440, 30.0), RATE, "ipod", "alac"))
    (folder / "Broken").mkdir()
    (folder / "Broken" / "not music.mp3").write_bytes(b"This is a text." * 100)
    return folder


@contextmanager
def served(library: Path, data: Path, port: str = "0") -> Iterator[str]:
    """The address of a server (port "0": a free one), which ends soon when it is told to, though pages are open."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MUSICSIM_")}
    environment |= {"MUSICSIM_LIBRARY": str(library), "MUSICSIM_DATA": str(data), "MUSICSIM_PROCESSES": "1", **FOUNDED}
    server, output = start(["serve", "--port", port, "--json"], environment)
    try:
        yield msgspec.json.decode("".join(iter(output.readline, "}\n")) + "}")["url"]
    finally:
        server.terminate()
        server.wait(timeout=60)
        output.close()


def some(demo: Path, artist: str, library: Path) -> Path:
    """Puts two tracks of an artist's album into a library; the folder that they are in."""
    album = next(folder for folder in sorted((demo / artist).iterdir()) if folder.is_dir())
    folder = library / artist / album.name
    folder.mkdir(parents=True)
    for track in sorted(file for file in album.iterdir() if file.suffix in SOUNDS)[:2]:
        shutil.copy(track, folder)
    return folder


@pytest.fixture(scope="module")
def address(music: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(music, tmp_path_factory.mktemp("data")) as url:
        yield url


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Ends after the server: an open page must not hold that up. Of this module alone: it keeps an event loop."""
    with sync_playwright() as playwright:
        yield _launched(playwright)


def enter(context: BrowserContext, address: str) -> None:
    """Sign in, without a page."""
    answer = context.request.post(
        f"{address}/api/v1/auth/login", data={"name": "admin", "password": PASSWORD, "cookies": True}
    )
    assert answer.ok, answer.text()


def _launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


@pytest.fixture
def visit(browser: Browser, address: str, music: Path) -> Iterator[Open]:
    """Opens the page, all of it listened to; any word on the browser's console fails the test at the end."""
    contexts: list[BrowserContext] = []
    words: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            words.append(f"{message.text} ({message.location})")

    def opened(where: str = "", *, viewport: dict[str, int] = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, **{"locale": "en-GB", **CALM, **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        enter(context, address)
        page.on("console", note)
        page.on("pageerror", lambda error: words.append(str(error)))
        page.goto(f"{address}/{where}")
        expect(page.locator("#status-short")).to_have_text(_all_heard(music), timeout=3 * PATIENCE)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert words == []


def _all_heard(music: Path) -> re.Pattern[str]:
    """What the status says once nothing waits any more."""
    count = sum(file.suffix in SOUNDS for file in music.rglob("*"))
    return re.compile(rf"^{count} (tracks|morceaux)$")


def _open_track(page: Page, title: str = "Blues for the Landlord") -> None:
    page.locator("#search").fill(title)
    page.wait_for_url(re.compile("#/search/" + re.escape(quote(title, safe=""))))  # not the rows before
    page.locator(".shelf .row .title", has_text=title).first.click()
    expect(page.locator("#stage-title")).to_have_text(title)


def _time(page: Page) -> float:
    return float(page.evaluate("document.getElementById('audio').currentTime"))


def _stand_still(page: Page) -> None:
    """At the top: a page goes on for a while after the finger has left it, frame by frame."""
    frame = "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(scrollY))))"
    still = 0
    while still < 5:  # a page that never stands still is what the time limit of a test is for
        page.evaluate("scrollTo(0, 0)")
        still = still + 1 if page.evaluate(frame) == 0 else 0


def _until_time(page: Page, at_least: float) -> None:
    """Wait for the position. By asking again: what Playwright would run in the page, the page's policy forbids."""
    for _ in range(PATIENCE // 50):
        if _time(page) >= at_least:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the position stays at {_time(page)}")


def test_folders_lead_to_tracks_and_back(visit: Open) -> None:
    page = visit()
    expect(page.locator(".folder .title")).to_have_text(["Broken", *sorted(ARTISTS)])
    page.get_by_role("link", name="Ellsworth Trio").click()
    page.locator(".folder .title").first.click()
    expect(page.locator(".shelf .row").first).to_be_visible()
    assert "#/folder/Ellsworth%20Trio/" in page.url
    page.locator(".crumbs a", has_text="Ellsworth Trio").click()
    expect(page.locator("#shelf-title")).to_have_text("Ellsworth Trio")
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator("#shelf-title")).to_have_text("Library")


def test_search_finds_as_one_types_whatever_the_accents(visit: Open) -> None:
    page = visit()
    page.locator("#search").press_sequentially("clemence", delay=20)
    expect(page.locator(".shelf .row .sub").first).to_contain_text("Clémence Aubrac")
    assert page.url.endswith("#/search/clemence")
    page.locator("#search").fill("zzzz")
    expect(page.locator(".state-title")).to_have_text("Nothing sounds like that name")
    page.locator("#search").fill("")
    expect(page.locator("#shelf-title")).to_have_text("Library")


def test_the_search_box_says_what_the_list_shows(visit: Open) -> None:
    page = visit()
    page.locator("#search").fill("landlord")
    expect(page.locator(".shelf .row")).to_have_count(1)
    page.evaluate(
        """() => {  // in one turn of the page: the click comes before the search for more can begin
            const search = document.querySelector("#search");
            search.value = "landlord and more";
            search.dispatchEvent(new Event("input", { bubbles: true }));
            document.querySelector(".shelf .row .title").click();
        }"""
    )
    expect(page.locator("#stage-title")).to_have_text("Blues for the Landlord")
    title = page.locator("#shelf-title").inner_text()
    assert title == f"“{page.locator('#search').input_value()}”"
    page.locator(".crumbs a").click()
    expect(page.locator("#shelf-title")).to_have_text("Library")
    expect(page.locator("#search")).to_have_value("")


def test_a_track_plays_and_time_goes_on_while_wandering(visit: Open) -> None:
    page = visit(reduced_motion="no-preference")
    _open_track(page)
    page.locator("#stage-play").click()
    _until_time(page, 0.5)
    page.locator(".similar .row .title").first.click()
    expect(page.locator("#stage-title")).not_to_have_text("Blues for the Landlord")
    expect(page.locator("#player-title")).to_have_text("Blues for the Landlord")
    _until_time(page, _time(page) + 0.5)
    box = page.locator("#player-wave").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    _until_time(page, 18)
    assert page.title() == f"▶ Blues for the Landlord · {page.locator('#stage-title').inner_text()} · musicsim"


def test_what_is_similar_can_be_heard_and_explored(visit: Open) -> None:
    page = visit()
    _open_track(page)
    hits = page.locator(".similar .hits > .tracks > .row")
    expect(hits.first).to_be_visible()
    assert hits.count() >= 5
    first = hits.first.locator("> .names .title").inner_text()
    hits.first.locator("> .tile").click()
    expect(page.locator("#player-title")).to_have_text(first)
    _until_time(page, 0.2)
    hits.first.locator("> .drift").click()
    expect(page.locator("#stage-title")).to_have_text(first)
    expect(page.locator(".trail li")).to_have_count(2)
    page.go_back()
    expect(page.locator("#stage-title")).to_have_text("Blues for the Landlord")


def test_a_waveform_is_asked_for_once_by_all_who_draw_it(visit: Open) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/waveform") else None)
    _open_track(page)
    page.locator("#stage-play").click()
    for where in ("#player-wave", ".stage .waveform"):
        expect(page.locator(where)).to_contain_class("drawn")
    assert len(asked) == 1


def test_filters_ask_more_precisely(visit: Open) -> None:
    page = visit()
    _open_track(page)
    subs = page.locator(".similar .hits > .tracks > .row > .names .sub")
    expect(subs.first).to_contain_text("Ellsworth Trio")
    page.get_by_label("other artists").check()
    expect(subs.first).not_to_contain_text("Ellsworth Trio")


def test_facts_are_told(visit: Open) -> None:
    page = visit()
    _open_track(page)
    facts = page.locator(".facts")
    for word in ("BPM", "LUFS", "Jazz"):
        expect(facts).to_contain_text(word)
    expect(page.locator(".facts dd", has_text="major").or_(page.locator(".facts dd", has_text="minor"))).to_have_count(
        1
    )
    shares = page.locator(".tags .share").all_inner_texts()
    assert shares
    assert all(int(share.removesuffix("%")) >= 10 for share in shares)
    expect(page.locator(".stage .waveform.drawn")).to_be_visible()


def test_the_keyboard_is_enough(visit: Open) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("landlord")
    expect(page.locator(".shelf .row")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".shelf .row .title")).to_be_focused()
    page.keyboard.press("Shift+Enter")
    _until_time(page, 0.3)
    page.keyboard.press("Enter")
    expect(page.locator("#stage-title")).to_have_text("Blues for the Landlord")
    page.keyboard.press("Space")
    assert page.evaluate("document.getElementById('audio').paused")
    before = _time(page)
    page.keyboard.press("ArrowRight")
    assert _time(page) == pytest.approx(before + 5, abs=0.2)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_contain_text("The colour is the key.")
    page.keyboard.press("Escape")
    page.locator("#player-wave").focus()
    page.keyboard.press("Home")
    assert _time(page) == pytest.approx(0, abs=0.2)


def test_what_no_browser_plays_sounds_too_and_is_sought_in(visit: Open) -> None:
    page = visit()
    _open_track(page, "lossless")
    page.locator("#stage-play").click()
    _until_time(page, 0.3)
    expect(page.locator("#remaining")).to_have_text("0:30")
    page.locator("#player-wave").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#elapsed")).to_have_text(re.compile("0:2[0-9]"))
    _until_time(page, 0.3)  # of what was begun anew there
    assert "start=" in page.evaluate("document.getElementById('audio').src")
    expect(page.locator("#player-note")).to_be_hidden()


def test_status_tells_what_failed_and_scans_again(visit: Open) -> None:
    page = visit()
    page.locator("#status-chip").click()
    dialog = page.get_by_role("dialog", name="Library")
    expect(dialog).to_contain_text("All listened to, but for 1 that could not be heard")
    dialog.get_by_role("button", name="Scan now").click()
    expect(page.locator("#announcer")).to_have_text("The scan has begun.")
    dialog.get_by_role("link", name="not audio").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".shelf .row .sub")).to_have_text(["not audio"])


def test_it_speaks_french_and_remembers_what_was_chosen(visit: Open) -> None:
    page = visit(locale="fr-FR")
    expect(page.locator("#shelf-title")).to_have_text("Bibliothèque")
    assert page.locator("html").get_attribute("lang") == "fr"
    _open_track(page)
    expect(page.locator(".facts")).to_contain_text("Tonalité")
    page.locator("#language").click()
    expect(page.locator(".facts")).to_contain_text("Key")
    page.reload()
    expect(page.locator(".facts")).to_contain_text("Key")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_it_is_as_light_or_dark_as_the_system_unless_told_otherwise(visit: Open, system: str) -> None:
    page = visit(color_scheme=system)

    def brightness() -> int:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))

    before = brightness()
    assert (before > 380) == (system == "light")
    page.locator("#theme").click()
    assert (brightness() > 380) != (system == "light")
    page.reload()
    assert (brightness() > 380) != (system == "light")


def test_playback_is_where_it_was_after_a_reload(visit: Open) -> None:
    page = visit()
    _open_track(page)
    page.locator("#stage-play").click()
    _until_time(page, 1.5)
    page.keyboard.press("Space")
    before = _time(page)
    page.reload()
    expect(page.locator("#player-title")).to_have_text("Blues for the Landlord")
    _until_time(page, before - 0.3)
    assert page.evaluate("document.getElementById('audio').paused")


def test_a_track_that_could_not_be_heard_says_so_and_one_that_is_unknown_too(visit: Open) -> None:
    page = visit("#/folder/Broken")
    page.locator(".shelf .row .title").click()
    expect(page.locator(".stage .state-title")).to_have_text("It could not be heard")


def test_an_empty_library_and_a_server_that_is_gone_say_what_to_do(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    context = browser.new_context(viewport=DESKTOP, locale="en-GB", device_scale_factor=2, **CALM)  # type: ignore[arg-type]
    page = context.new_page()
    with served(tmp_path / "music", tmp_path / "data") as url:
        enter(context, url)
        page.goto(url)
        expect(page.locator(".shelf .state-title")).to_have_text("No music here yet")
        expect(page.locator(".shelf .state")).to_contain_text("MUSICSIM_LIBRARY")
        expect(page.locator("#status-short")).to_have_text("0 tracks")
        _look(page, "desktop-light-empty")
    expect(page.locator("#trouble")).to_contain_text("musicsim does not answer")
    _look(page, "desktop-light-gone")
    context.close()


def test_a_scan_takes_nothing_from_under_ones_hands(browser: Browser, demo_folder: Path, tmp_path: Path) -> None:
    for artist in ARTISTS[:2]:
        some(demo_folder, artist, tmp_path / "music")
    context = browser.new_context(viewport=DESKTOP, locale="en-GB", **CALM)  # type: ignore[arg-type]
    page = context.new_page()
    with served(tmp_path / "music", tmp_path / "data") as url:
        enter(context, url)
        page.goto(url)
        folder = page.locator(".folder .title", has_text=ARTISTS[1])
        folder.focus()
        expect(page.locator("#status-short")).to_have_text(_all_heard(tmp_path))
        page.evaluate("for (const one of document.querySelectorAll('#status-body *')) one.wasThere = true")
        some(demo_folder, ARTISTS[2], tmp_path / "music")
        page.evaluate("document.querySelector('#status-body .button').click()")
        expect(page.locator(".folder")).to_have_count(3)
        expect(page.locator("#status-short")).to_have_text(_all_heard(tmp_path))
        expect(folder).to_be_focused()
        assert page.evaluate("document.querySelector('#status-body .button').wasThere")
        assert page.evaluate("document.querySelector('#status-body .counts > div').wasThere")
    context.close()


def test_a_list_stays_as_it_is_while_something_is_pressed(browser: Browser, demo_folder: Path, tmp_path: Path) -> None:
    some(demo_folder, ARTISTS[1], tmp_path / "music")
    context = browser.new_context(viewport=DESKTOP, locale="en-GB", **CALM)  # type: ignore[arg-type]
    page = context.new_page()
    with served(tmp_path / "music", tmp_path / "data") as url:
        enter(context, url)
        page.goto(url)
        expect(page.locator("#status-short")).to_have_text(_all_heard(tmp_path))
        page.locator(".folder .title").hover()
        page.mouse.down()
        some(demo_folder, ARTISTS[2], tmp_path / "music")
        page.evaluate("document.querySelector('#status-body .button').click()")
        expect(page.locator("#status-short")).to_have_text(_all_heard(tmp_path))
        assert page.locator(".folder").count() == 1
        page.mouse.up()
        expect(page.locator("#shelf-title")).to_have_text(ARTISTS[1])
    context.close()


def test_a_file_that_is_gone_is_named_and_what_comes_next_plays(
    browser: Browser, demo_folder: Path, tmp_path: Path
) -> None:
    some(demo_folder, ARTISTS[1], tmp_path / "music").rename(tmp_path / "music" / "album")
    context = browser.new_context(viewport=DESKTOP, locale="en-GB", **CALM)  # type: ignore[arg-type]
    page = context.new_page()
    with served(tmp_path / "music", tmp_path / "data") as url:
        enter(context, url)
        page.goto(f"{url}/#/folder/album")
        expect(page.locator("#status-short")).to_have_text(_all_heard(tmp_path))
        rows = page.locator(".shelf .row")
        paths = sorted((tmp_path / "music" / "album").iterdir())
        paths[0].unlink()
        second = rows.nth(1).locator(".title").inner_text()
        rows.first.locator(".tile").click()
        expect(page.locator("#player-note")).to_contain_text("is gone. Scan the library")
        expect(page.locator("#player-title")).to_have_text(second)
        _until_time(page, 0.3)
    context.close()


@pytest.mark.parametrize("paused", [False, True], ids=["playing", "paused"])
def test_what_a_lost_server_cut_off_goes_on_once_it_is_back_unless_it_was_paused(
    browser: Browser, demo_folder: Path, tmp_path: Path, paused: bool
) -> None:
    some(demo_folder, ARTISTS[1], tmp_path / "music").rename(tmp_path / "music" / "album")
    context = browser.new_context(viewport=DESKTOP, locale="en-GB", **CALM)  # type: ignore[arg-type]
    page = context.new_page()
    with served(tmp_path / "music", tmp_path / "data") as url:
        enter(context, url)
        page.goto(f"{url}/#/folder/album")
        page.locator(".shelf .row .tile").first.click()
        _until_time(page, 0.3)
    expect(page.locator("#trouble")).to_be_visible()
    page.locator("#next").click()
    expect(page.locator("#player")).to_have_class(re.compile("playing"))
    if paused:
        page.locator("#toggle").click()
    with served(tmp_path / "music", tmp_path / "data", url.rpartition(":")[2]):
        expect(page.locator("#trouble")).to_be_hidden()
        expect(page.locator("#stage .surprise")).to_be_enabled()
        if paused:
            page.locator(".shelf .row .title").first.click()
            expect(page.locator("#stage-play")).to_be_visible()
            assert _time(page) == 0
            assert page.evaluate("document.getElementById('audio').paused")
        else:
            _until_time(page, 0.3)
    context.close()


def test_a_finger_on_the_waveform_scrolls_up_and_down_and_seeks_along(visit: Open) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    _open_track(page)
    expect(page.locator(".stage .waveform.drawn")).to_be_visible()
    box = page.locator(".stage .waveform").bounding_box()
    assert box is not None
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def swipe(right: float, down: float) -> None:
        steps = [{"x": x + right * step / 10, "y": y + down * step / 10} for step in range(11)]
        for kind, point in [("touchStart", steps[0]), *[("touchMove", step) for step in steps[1:]], ("touchEnd", None)]:
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point] if point else []})

    swipe(0, -150)
    assert page.evaluate("scrollY") > 100
    expect(page.locator("#player")).to_be_hidden()
    _stand_still(page)
    swipe(100, 3)
    _until_time(page, 25)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_fits_and_everyone_can_use_it(visit: Open, viewport: dict[str, int], scheme: str) -> None:
    page = visit(viewport=viewport, color_scheme=scheme, device_scale_factor=2)
    kind = f"{'phone' if viewport is PHONE else 'desktop'}-{scheme}"
    _look(page, f"{kind}-library")
    page.locator("#search").fill("the")
    expect(page.locator(".shelf .row").first).to_be_visible()
    _look(page, f"{kind}-search")
    _open_track(page)
    page.locator("#stage-play").click()
    expect(page.locator(".similar .row").first).to_be_visible()
    expect(page.locator(".stage .waveform.drawn")).to_be_visible()
    _until_time(page, 1.5)
    expect(page.locator(".similar .row > .tile").first).to_be_in_viewport(ratio=1)
    _look(page, f"{kind}-track")
    page.locator("#status-chip").click()
    _look(page, f"{kind}-status")


def test_everyone_can_use_the_rest_of_it_in_either_language(visit: Open) -> None:
    page = visit(locale="fr-FR")
    _look(page, "desktop-french-library")
    page.locator("#help").click()
    _look(page, "desktop-french-help")
    page.keyboard.press("Escape")
    page.goto(page.url.split("#")[0] + "#/failed/not_audio")
    page.locator(".shelf .row .title").click()
    expect(page.locator(".stage .state-title")).to_have_text("Il n’a pas pu être écouté")
    expect(page).to_have_title("not music · musicsim")
    _look(page, "desktop-french-failed")


def _look(page: Page, name: str) -> None:
    """No scrolling sideways, nothing serious by axe; a picture where the variable MUSICSIM_SCREENSHOTS says so."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == [], [(one["id"], [node["html"] for node in one["nodes"]][:5]) for one in serious]
    if folder := os.environ.get("MUSICSIM_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.fixture
def stranger(browser: Browser, address: str) -> Iterator[Page]:
    """A page before which nobody has signed in."""
    context = browser.new_context(viewport=DESKTOP, locale="fr-FR", **CALM)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def _knock(page: Page, name: str, password: str) -> None:
    page.get_by_label("Nom", exact=True).fill(name)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Se connecter").click()


def test_one_signs_in_stays_so_and_signs_out(stranger: Page, address: str) -> None:
    assert Axe().run(stranger).violations_count == 0
    _knock(stranger, "admin", "not the password")
    expect(stranger.get_by_role("alert")).to_have_text("Ce nom n’existe pas, ou le mot de passe est un autre.")
    _knock(stranger, "Admin", PASSWORD)
    expect(stranger.locator(".folder .title")).to_have_count(1 + len(ARTISTS))
    stranger.reload()
    expect(stranger.locator(".folder .title")).to_have_count(1 + len(ARTISTS))
    assert [cookie["name"] for cookie in stranger.context.cookies() if not cookie["httpOnly"]] == ["musicsim_csrf"]
    stranger.get_by_role("button", name="Se déconnecter").click()
    expect(stranger.get_by_role("button", name="Se connecter")).to_be_visible()
    assert stranger.context.cookies() == []
    assert stranger.request.get(f"{address}/api/v1/tracks").status == 401


def test_a_one_time_password_is_changed_at_the_door(stranger: Page, address: str) -> None:
    headers = signed_in(address)
    made = stranger.request.post(f"{address}/api/v1/users", headers=headers, data={"name": "Zoé"}).json()
    _knock(stranger, "zoé", made["one_time_password"])
    expect(stranger.get_by_label("Nouveau mot de passe")).to_be_visible()
    stranger.reload()  # which forgets the old one, so that it has to be told again
    _knock(stranger, "zoé", made["one_time_password"])
    stranger.get_by_label("Nouveau mot de passe").fill("un autre mot de passe")
    stranger.get_by_role("button", name="Choisir ce mot de passe").click()
    expect(stranger.locator(".folder .title")).to_have_count(1 + len(ARTISTS))


def test_who_is_invited_registers_at_the_door(stranger: Page, address: str) -> None:
    code = stranger.request.post(f"{address}/api/v1/invites", headers=signed_in(address)).json()["code"]
    stranger.get_by_role("button", name="J’ai une invitation").click()
    stranger.get_by_label("Nom", exact=True).fill("Invité")
    stranger.get_by_label("Mot de passe", exact=True).fill("un mot de passe à moi")
    stranger.get_by_label("Invitation").fill("nothing")
    assert Axe().run(stranger).violations_count == 0
    stranger.get_by_role("button", name="S’inscrire").click()
    expect(stranger.get_by_role("alert")).to_contain_text("L’invitation n’est plus valable")
    stranger.get_by_label("Invitation").fill(code)
    stranger.get_by_role("button", name="S’inscrire").click()
    expect(stranger.locator(".folder .title")).to_have_count(1 + len(ARTISTS))


def test_what_has_expired_is_renewed_unseen(stranger: Page) -> None:
    _knock(stranger, "admin", PASSWORD)
    expect(stranger.locator(".folder .title")).to_have_count(1 + len(ARTISTS))
    stranger.context.clear_cookies(name="musicsim_access")
    stranger.locator("#search").fill("landlord")
    expect(stranger.locator(".shelf .row")).to_have_count(1)
