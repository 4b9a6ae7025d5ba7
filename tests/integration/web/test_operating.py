"""Those who look after an installation, and what everybody does about their own account."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from tests.integration.web.conftest import Visit
from tests.support.people import PASSWORD
from tests.support.visiting import PATIENCE, Visits, look
from tests.support.web_site import LISTENER, Site, served

_FIRST_FOLDERS = "**/library/place/folders?path="


def test_the_first_run_chooses_a_folder_scans_it_and_tells_what_failed(
    browser: Browser, web_client: Path, demo_folder: Path, tmp_path: Path
) -> None:
    music = tmp_path / "music"
    (music / "Somebody").mkdir(parents=True)
    shutil.copy(next(demo_folder.rglob("*.mp3")), music / "Somebody")
    (music / "broken.mp3").write_text("no audio")
    with served(None, tmp_path / "data", "--no-scan") as site:
        visits = Visits(browser, site.url)
        page = visits("/", name=None)
        _sign_in(page, "admin")
        expect(page.get_by_role("heading", level=1)).to_have_text("Welcome. Where is your music?")
        expect(page.get_by_role("button", name="Begin")).to_be_disabled()
        late: list[Route] = []

        def hold(route: Route) -> None:
            late.append(route)

        page.route(_FIRST_FOLDERS, hold)
        with page.expect_request(_FIRST_FOLDERS):
            page.get_by_role("button", name="Choose a folder…").press("Enter")
        path = page.get_by_label("Path", exact=True)
        path.fill(str(tmp_path))
        late[0].continue_()
        expect(page.get_by_role("list", name="Folders").get_by_role("listitem")).not_to_have_count(0)
        expect(path).to_have_value(str(tmp_path))  # an answer that comes late takes nothing back
        path.press("Enter")
        page.get_by_role("button", name="music", exact=True).press("Enter")
        expect(page.get_by_text("1 audio file directly in it")).to_be_visible()
        page.get_by_role("button", name="Use this folder").click()
        expect(page.get_by_text("It can be read")).to_be_visible()
        look(page, "welcome")
        page.get_by_role("button", name="Begin").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Every track was listened to")
        expect(page.get_by_text("1 file could not be listened to")).to_be_visible()
        look(page, "welcome-scan")
        page.get_by_role("link", name="Which ones?").click()
        expect(page.get_by_text("broken.mp3")).to_be_visible()
        page.get_by_role("button", name="Try broken.mp3 again").click()
        expect(page.get_by_text("It is listened to again")).to_be_visible()
        page.get_by_role("button", name="Try all again").click()
        expect(page.get_by_text("They are listened to again")).to_be_visible()
        assert site.ask("/library/place").json()["location"] == str(music)
        visits.close()
        assert visits.words == []


def test_people_are_invited_and_their_accounts_looked_after(visit: Visit, site: Site) -> None:
    admin = visit("/admin?tab=invites")
    admin.get_by_role("button", name="Invite", exact=True).click()
    admin.get_by_role("dialog").get_by_role("button", name="Create").click()
    link = admin.get_by_label("Link", exact=True).input_value()
    guest = visit(link.removeprefix(site.url), name=None)
    _sign_in(guest, "zoe")
    expect(guest.get_by_role("button", name="zoe")).to_be_visible()
    guest.goto("about:blank")  # what her page still asks for would be refused once her account is gone
    admin.keyboard.press("Escape")
    admin.get_by_role("tab", name="Users").click()
    people = admin.get_by_role("list", name="Users")
    row = people.get_by_role("listitem").filter(has_text="zoe")
    row.get_by_role("button").click()
    admin.get_by_role("menuitem", name="Make an admin").click()
    expect(row.get_by_text("admin", exact=True)).to_be_visible()
    admin.get_by_role("button", name="Undo").click()
    expect(row.get_by_text("admin", exact=True)).to_be_hidden()
    expect(admin.get_by_role("button", name="Undo")).to_have_count(0)  # as it goes, the focus returns to the row
    row.get_by_role("button").click()
    admin.get_by_role("menuitem", name="Delete").click()
    admin.get_by_role("button", name="Delete for good").click()
    expect(row).to_be_hidden()
    look(admin, "admin-users")


def test_every_part_of_the_administration_shows_how_it_is(visit: Visit) -> None:
    page = visit("/admin")
    expect(page.get_by_role("list", name="Services").get_by_role("listitem")).not_to_have_count(0)
    look(page, "admin")
    for tab, shown in (
        ("Unreadable files", "Everything can be read"),
        ("Jobs", "Nothing to do"),
        ("Artwork", "Look now"),
        ("Settings", "MUSICSIM_LIBRARY"),
        ("Scan", "Last scans"),
    ):
        page.get_by_role("tab", name=tab).press("Enter")
        expect(page.get_by_text(shown).first).to_be_visible()
    look(page, "admin-scan")
    page.get_by_role("tab", name="Models").click()
    page.get_by_role("button", name="Measure").click()
    expect(page.get_by_text("Same style")).to_be_visible(timeout=5 * PATIENCE)  # seconds of computing, on a core alone
    look(page, "admin-models")


def test_an_account_is_ones_own(visit: Visit, site: Site) -> None:
    page = visit("/admin", name=LISTENER)
    expect(page).to_have_url(f"{site.url}/")
    page.goto(f"{site.url}/account")
    page.get_by_role("button", name="New token").click()
    page.get_by_label("What is it for?").fill("backup")
    page.get_by_role("button", name="Create").click()
    assert page.get_by_role("textbox", name="backup").input_value().startswith("musicsim_")
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_text("never used")).to_be_visible()
    look(page, "account")
    page.get_by_role("button", name="Revoke backup").click()
    page.get_by_role("button", name="Revoke", exact=True).click()
    expect(page.get_by_text("No program has a token yet.")).to_be_visible()
    with page.expect_download() as exported:
        page.get_by_role("button", name="Export my data").click()
    assert exported.value.suggested_filename == f"musicsim-{LISTENER}.json"
    page.get_by_label("Language").select_option("Français")
    expect(page.get_by_role("heading", level=1)).to_have_text("Compte")
    page.get_by_label("Thème").select_option("Clair")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def _sign_in(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
