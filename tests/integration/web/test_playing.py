"""What plays: through pages, keys, reloads, formats, and servers that go."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.integration.web.conftest import Visit
from tests.support.encode import encoded
from tests.support.servers.ports import new_port
from tests.support.sounds import RATE, tone
from tests.support.visiting import Visits, played, until, until_played
from tests.support.web_site import LISTENER, Site, served

GONE = (
    "status of 404|status of 50|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE"
    "|ERR_INCOMPLETE|ERR_CONTENT_LENGTH_MISMATCH"  # in the middle of an answer
)

_PLACE = "Number(document.querySelector('[role=slider][aria-label=Position]').ariaValueNow)"


def _bar(page: Page) -> str:
    """The title of what plays or stands ready."""
    return page.get_by_role("region", name="Player").get_by_role("link").first.inner_text()


def _choose(page: Page, title: str) -> None:
    """A double click beside the links of its row."""
    page.get_by_role("row", name=re.compile(re.escape(title))).get_by_text(re.compile(r"^\d:\d\d$")).dblclick()


def _play(page: Page, title: str) -> None:
    _choose(page, title)
    expect(page.get_by_role("region", name="Player")).to_contain_text(title)


def test_time_goes_on_while_one_wanders_and_is_where_it_was_after_a_reload(visit: Visit, site: Site) -> None:
    album = site.track("Blues for the Landlord")["album_id"]
    page = visit(f"/albums/{album}", name=LISTENER)
    _play(page, "Blues for the Landlord")
    until_played(page, 0.5)
    page.get_by_role("link", name="Artists", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Artists")
    until_played(page, played(page) + 0.5)
    page.locator("#content").focus()
    page.keyboard.press("ArrowRight")
    until_played(page, 10)
    place = page.get_by_role("slider", name="Position").first
    place.press("ArrowRight")
    until(page, f"{_PLACE} > {played(page)} + 0.5")
    expect(page).to_have_title("Blues for the Landlord – Ellsworth Trio · Artists · musicsim")
    before = played(page)
    page.keyboard.press(" ")
    until(page, "sounds.every((one) => one.paused)")
    expect(page).to_have_title("Artists · musicsim")
    page.reload()
    expect(page.get_by_role("region", name="Player")).to_contain_text("Blues for the Landlord")
    assert page.evaluate("sounds.every((one) => one.paused)")
    page.get_by_role("region", name="Player").get_by_role("button", name="Play", exact=True).click()
    until_played(page, before - 0.5)


def test_the_next_track_is_there_before_this_one_ends(visit: Visit, site: Site) -> None:
    album = site.track("Blues for the Landlord")["album_id"]
    page = visit(f"/albums/{album}", name=LISTENER)
    _play(page, "Blues for the Landlord")
    until_played(page, 0.3)
    first = _bar(page)
    player = page.get_by_role("region", name="Player")
    # else it may end before anybody has looked
    player.get_by_role("button", name="Pause", exact=True).click()
    page.evaluate("sounds[0].currentTime = sounds[0].duration - 2")
    until(page, "sounds[1].readyState >= 3")
    assert page.evaluate("sounds[0].currentTime < sounds[0].duration")
    player.get_by_role("button", name="Play", exact=True).click()
    expect(player.get_by_role("link").first).not_to_have_text(first)
    until(page, "!sounds[1].paused && sounds[1].currentTime > 0.3")


def test_what_has_ended_begins_anew(visit: Visit, site: Site) -> None:
    track = site.track("Blues for the Landlord")
    page = visit(f"/tracks?q={track['title']}", name=LISTENER)
    expect(page.get_by_role("row", name=re.compile(track["title"]))).to_have_count(1)
    _play(page, track["title"])
    until_played(page, 0.3)
    page.evaluate("sounds[0].currentTime = sounds[0].duration - 1")
    play = page.get_by_role("region", name="Player").get_by_role("button", name="Play", exact=True)
    play.click()
    until_played(page, 0.3)
    assert played(page) < 30


@pytest.fixture
def library(demo_folder: Path, tmp_path: Path) -> Path:
    """Two tracks that every browser plays, and one that none does."""
    folder = tmp_path / "music" / "album"
    folder.mkdir(parents=True)
    for track in sorted((demo_folder / "Ellsworth Trio").rglob("*.ogg"))[:2]:
        shutil.copy(track, folder)
    (folder / "lossless.m4a").write_bytes(encoded(tone(440, 30.0), RATE, "ipod", "alac"))
    return folder.parent


def test_what_no_browser_plays_what_is_gone_and_a_server_that_is_lost(
    browser: Browser, library: Path, tmp_path: Path
) -> None:
    port = new_port()
    with served(library, tmp_path / "data", port=port) as site:
        visits = Visits(browser, site.url)
        page = visits("/folders?path=album", expected=GONE)
        expect(page.get_by_role("row")).to_have_count(4)
        _play(page, "lossless")
        until_played(page, 0.3)
        assert "format=" in page.evaluate("sounds.find((one) => !one.paused).src")
        page.get_by_role("slider", name="Position").first.focus()
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        until(page, "sounds.some((one) => one.src.includes('start='))")
        rows = page.get_by_role("row").all_inner_texts()
        late = next(place for place, row in enumerate(rows) if "Late for the Train" in row)
        following = "lossless" if "lossless" in rows[late + 1] else "Second Umbrella"
        (library / "album" / "01 Late for the Train.ogg").unlink()
        _choose(page, "Late for the Train")
        expect(page.get_by_role("region", name="Player")).to_contain_text(following)
        until(page, "sounds.some((one) => !one.paused && one.currentTime > 0.3 && one.currentTime < 20)")
        playing = page.evaluate("sounds.find((one) => !one.paused).src")
    _play(page, "lossless" if following == "Second Umbrella" else "Second Umbrella")
    until(page, f"sounds.every((one) => one.paused || one.src !== {playing!r})")
    assert played(page) == 0
    with served(library, tmp_path / "data", "--no-scan", port=port):
        until_played(page, 0.3)
    assert visits.words == []
    visits.close()
