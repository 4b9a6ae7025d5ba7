"""What stands around every page: it says where one is, loses nothing, and mends itself."""

import re

from playwright.sync_api import Page, Route, expect

from tests.integration.web.conftest import Visit
from tests.support.web_site import LISTENER, Site

TITLE = "Slow Orbit"


def test_another_page_is_said_and_has_the_focus(visit: Visit) -> None:
    page = visit("/tracks", name=LISTENER)
    news = page.locator("[aria-live=polite].sr-only")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tracks")
    expect(news).to_have_text("")
    assert page.get_by_role("search").evaluate_all("all => new Set(all.map((one) => one.ariaLabel)).size") == 2
    page.get_by_role("link", name="Artists", exact=True).click()
    expect(news).to_have_text("Page: Artists")
    expect(page.locator("#content")).to_be_focused()
    # conditions make no other page, and whoever types goes on typing
    field = page.get_by_role("textbox", name="Tracks, albums, artists, playlists, folders…").first
    field.press_sequentially("slow")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    expect(page).to_have_url(re.compile("q=slow"))
    expect(field).to_be_focused()
    page.go_back()
    expect(news).to_have_text("Page: Artists")


def test_enter_is_meant_for_what_was_typed(visit: Visit) -> None:
    page = visit("/albums", name=LISTENER)
    held: list[Route] = []
    answering = False

    def hold(route: Route) -> None:
        if answering:
            route.continue_()
        else:
            held.append(route)

    page.route("**/api/v1/search?*", hold)
    expect(page.get_by_role("heading", level=1)).to_have_text("Albums")
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox")
    box.fill(TITLE)
    box.press("Enter")
    expect(box).to_be_visible()
    answering = True
    for one in held:
        one.continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(box).to_have_count(0)


def test_a_dropped_file_loses_no_page(visit: Visit, site: Site) -> None:
    page = visit("/albums", name=LISTENER, expected="ERR_FAILED")
    expect(page.get_by_role("heading", level=1)).to_have_text("Albums")
    assert _dropped(page, "cover.jpg", "image/jpeg") == "kept"
    assert _dropped(page, "song.mp3", "audio/mpeg") == "kept"
    expect(page.get_by_text("“song.mp3” was dropped here.")).to_be_visible()
    page.route("**/api/v1/similar/clip", lambda route: route.abort())
    page.get_by_role("button", name="Search by it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search by a clip")
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()


def _dropped(page: Page, name: str, kind: str) -> str:
    """What becomes of the page when a file is dropped on it."""
    drop = """(main, [name, type]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File(['x'], name, { type }))
        const event = (kind) => new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true })
        return ['dragover', 'drop'].map((kind) => main.dispatchEvent(event(kind))).some(Boolean) ? 'lost' : 'kept'
    }"""
    return str(page.locator("#content").evaluate(drop, [name, kind]))


def test_what_was_built_anew_is_loaded_anew_once(visit: Visit, site: Site) -> None:
    expected = "status of 404|Failed to fetch dynamically|Service Worker registration blocked"
    page = visit("/albums", name=LISTENER, service_workers="block", expected=expected)
    expect(page.get_by_role("heading", level=1)).to_have_text("Albums")
    loads: list[str] = []
    page.on("load", lambda: loads.append("load"))

    def newer(route: Route) -> None:
        asked = route.request.resource_type == "fetch"
        route.fulfill(body='<script type="module" src="/assets/newer.js"></script>') if asked else route.continue_()

    page.route(f"{site.url}/", newer)
    page.route("**/assets/queue-panel*", lambda route: route.fulfill(status=404))
    with page.expect_event("load"):
        page.keyboard.press("q")
    expect(page.get_by_role("heading", level=1)).to_have_text("Albums")
    # that did not help: it is told, and not tried for ever
    page.keyboard.press("q")
    expect(page.get_by_role("alert")).to_be_visible()
    assert loads == ["load"]


def test_what_leaves_the_queue_comes_back(visit: Visit, site: Site) -> None:
    page = visit(f"/albums/{site.track(TITLE)['album_id']}", name=LISTENER)
    page.get_by_role("main").get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Queue", exact=True).click()
    queue = page.get_by_role("complementary", name="Queue")
    rows = queue.get_by_role("listitem")
    expect(rows.nth(3)).to_be_visible()
    before = rows.all_inner_texts()
    title = before[2].splitlines()[0]
    rows.nth(2).hover()
    queue.get_by_role("button", name=f"Remove {title}", exact=True).click()
    expect(rows).to_have_count(len(before) - 1)
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(len(before))
    expect(rows.nth(2)).to_contain_text(title)


def test_a_toast_that_goes_shuts_no_menu(visit: Visit, site: Site) -> None:
    page = visit(f"/albums/{site.track(TITLE)['album_id']}", name=LISTENER)
    row = page.get_by_role("row").filter(has_text=TITLE)
    row.get_by_role("button", name=re.compile("^More")).click()
    page.get_by_role("menuitem", name="Add to the queue").click()
    toast = page.get_by_text("1 track added to the queue")
    expect(toast).to_be_visible()
    # the toast had the focus, as whoever presses beside its words gives it
    page.locator("[data-sonner-toast]").focus()
    row.get_by_role("button", name=re.compile("^More")).click()
    expect(page.get_by_role("menu")).to_be_visible()
    expect(toast).to_have_count(0)
    expect(page.get_by_role("menu")).to_be_visible()
