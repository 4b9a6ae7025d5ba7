"""Finding one's way through the library: filters, folders, search, selections, the queue, without a network."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import CDPSession, Locator, Page, Route, expect

from tests.integration.web.conftest import Visit
from tests.support.visiting import PHONE, look, until
from tests.support.web_site import Site

SELECTED = re.compile(r"\d+ selected")


def rows(page: Page) -> Locator:
    return page.get_by_role("row").filter(has=page.locator("[role=gridcell]"))


def test_tracks_are_narrowed_and_ordered_by_what_the_address_says(visit: Visit) -> None:
    page = visit("/tracks")
    expect(page.get_by_text("88 tracks")).to_be_visible()
    page.get_by_role("button", name="Key", exact=True).nth(0).click()
    wheel = page.get_by_role("group", name="Wheel of keys")
    wheel.get_by_role("checkbox", name="8B, C major").press("ArrowRight")
    wheel.get_by_role("checkbox", name="9B, G major").press("Space")
    expect(wheel.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.get_by_role("switch", name="Also keys that go with these").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Remove the filter Key")).to_be_visible()
    others = page.locator("[role=gridcell]", has_text=re.compile(r"^(?!9B|8B|10B|9A)\d+[AB]$"))
    expect(others).to_have_count(0)
    expect(page.locator("[role=gridcell]", has_text=re.compile(r"^\d+[AB]$")).first).to_be_visible()

    page.get_by_role("columnheader", name="BPM").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="BPM")).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile("sort=bpm"))
    page.get_by_role("button", name="Mood").click()
    page.get_by_role("group", name="Mood").get_by_role("checkbox").first.press("Space")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Remove the filter Mood")).to_be_visible()
    before = page.url
    page.reload()
    expect(page.get_by_role("button", name="Remove the filter Key")).to_be_visible()
    assert page.url == before

    page.get_by_role("button", name="Clear all").first.click()
    expect(page.get_by_text("88 tracks")).to_be_visible()
    page.get_by_role("textbox", name="Title, artist, album, folder…").fill("zest")
    expect(page.get_by_text("5 tracks", exact=True)).to_be_visible()
    look(page, "tracks")


def test_rows_are_selected_queued_and_dragged(visit: Visit) -> None:
    page = visit("/tracks")
    row = rows(page)
    expect(row.nth(8)).to_be_visible()
    row.nth(1).click(position={"x": 400, "y": 8})
    row.nth(3).click(position={"x": 400, "y": 8}, modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="3 selected")
    bar.get_by_role("button", name="Play", exact=True).click()
    # else the queue moves on by itself
    page.get_by_role("region", name="Player").get_by_role("button", name="Pause", exact=True).click()
    page.keyboard.press("q")
    queue = page.get_by_role("complementary", name="Queue")
    queued = queue.get_by_role("listitem")
    expect(queued).to_have_count(3)
    row.nth(6).drag_to(queued.nth(1), target_position={"x": 150, "y": 4})
    expect(queued).to_have_count(4)
    title = row.nth(6).get_by_role("link").first.inner_text()
    expect(queued.nth(1)).to_contain_text(title)

    handle = queue.get_by_role("button", name=f"Move {title}", exact=True)
    handle.press("Space")
    expect(page.get_by_role("status").filter(has_text="over place 2")).to_be_attached()
    handle.press("ArrowDown")
    expect(page.get_by_role("status").filter(has_text="over place 3")).to_be_attached()
    handle.press("Space")
    expect(queued.nth(2)).to_contain_text(title)

    queue.get_by_role("button", name="Clear").click()
    expect(queue.get_by_text("The queue is empty")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(queued).to_have_count(4)
    page.reload()
    page.get_by_role("button", name="Queue", exact=True).click()
    expect(queued).to_have_count(4)
    look(page, "queue")


def test_a_double_click_plays_what_one_click_opens(visit: Visit) -> None:
    page = visit("/tracks?sort=title")
    link = rows(page).nth(2).get_by_role("link").first
    title = link.inner_text()
    link.evaluate(_TWICE)
    expect(page.get_by_role("region", name="Player")).to_contain_text(title)
    link.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


_TWICE = """(link) => {
  const click = (name, detail) => link.dispatchEvent(new MouseEvent(name, {bubbles: true, cancelable: true, detail}))
  click('click', 1)
  click('click', 2)
  click('dblclick', 2)
}"""
"""At once: however long the browser is busy, nothing comes between."""


def test_who_goes_back_finds_the_list_where_it_was_left(visit: Visit) -> None:
    page = visit("/tracks?sort=title")
    expect(rows(page).first).to_be_visible()
    page.evaluate("document.querySelector('#content').scrollTo(0, 1500)")
    row = page.locator("[data-index='26']")
    title = row.get_by_role("link").first.inner_text()
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_in_viewport()
    page.go_back()
    expect(page.locator("[data-index='26']")).to_be_in_viewport()
    assert page.evaluate("document.querySelector('#content').scrollTop") == 1500


def test_ten_thousand_albums_are_a_grid_of_few_cards(visit: Visit, site: Site) -> None:
    model = site.ask("/albums").json()["items"][0]
    page = visit("/", expected="status of 404")
    page.route("**/api/v1/albums?*", lambda route: route.fulfill(json=_ten_thousand(model, route)))
    page.goto(f"{site.url}/albums")
    grid = page.get_by_role("grid", name="Albums")

    def album(number: int) -> Locator:
        return grid.get_by_role("link", name=re.compile(rf"^Album {number} "))

    # one card is reached by the tab key, the others by arrows; those that are far away do not exist
    album(0).focus()
    page.keyboard.press("ArrowRight")
    expect(album(1)).to_be_focused()
    expect(grid.locator("a:not([tabindex='-1'])")).to_have_count(1)
    for number in range(99, 1000, 100):
        page.keyboard.press("End")
        expect(album(number)).to_be_focused()
        expect(album(number + 1)).to_be_attached()
    expect(album(999)).to_be_in_viewport(ratio=0.9)
    assert grid.get_by_role("gridcell").count() < 60
    columns = int(grid.get_attribute("aria-colcount") or 0)
    page.keyboard.press("ArrowUp")
    expect(album(999 - columns)).to_be_focused()

    # on a phone in two columns, and back where it was left
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(grid).to_have_attribute("aria-colcount", "2")
    page.evaluate("document.querySelector('#content').scrollTo(0, 3000)")
    # what is drawn there by now: cards of before are gone in a moment
    until(page, f"{_IN_THE_MIDDLE} !== undefined")
    left = album(page.evaluate(_IN_THE_MIDDLE))
    left.click()
    expect(page).to_have_url(re.compile("/albums/."))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(left).to_be_in_viewport()


_IN_THE_MIDDLE = (
    "document.elementFromPoint(100, innerHeight / 2)?.closest('[role=gridcell]')?.innerText.match(/^Album (\\d+)/)?.[1]"
)
"""The number of the album that is seen in the middle of a telephone."""


def _ten_thousand(model: dict[str, Any], route: Route) -> dict[str, Any]:
    """A page of albums that nobody has."""
    begin = int(parse_qs(urlsplit(route.request.url).query).get("cursor", ["0"])[0])
    albums = [{**model, "id": f"{model['id']}{at}", "name": f"Album {at}"} for at in range(begin, begin + 100)]
    return {"items": albums, "next": str(begin + 100) if begin + 100 < 10_000 else None}


def test_a_million_tracks_are_scrolled_and_selected(visit: Visit, site: Site) -> None:
    model = site.track("Perihelion")
    page = visit("/", expected="status of 404")
    page.route("**/api/v1/tracks?*", lambda route: route.fulfill(json=_a_million(model, route)))
    page.goto(f"{site.url}/tracks")
    expect(page.get_by_text("1,000,000 tracks")).to_be_visible()

    def row(number: int) -> Locator:
        return rows(page).filter(has=page.get_by_role("link", name=f"Track {number}", exact=True))

    row(0).focus()
    page.keyboard.press("End")
    expect(row(999_999)).to_be_focused()
    expect(row(999_999)).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("PageUp")
    expect(row(999_989)).to_be_focused()
    page.evaluate("(([box]) => box.scrollTo(0, box.scrollHeight / 2))([document.querySelector('#content')])")
    middle = page.get_by_role("link", name=re.compile(r"^Track (49|50)\d{4}$")).first
    expect(middle).to_be_visible()
    # a few pixels are as many
    number = int(middle.inner_text().split()[1]) + 16
    expect(row(number)).to_be_in_viewport()
    before = row(number).bounding_box()
    page.evaluate("document.querySelector('#content').scrollBy(0, 112)")
    after = row(number).bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"] - 112) < 1

    # from a row to another, of which those between were never seen; then all, which is as many as a playlist holds
    row(number).press("Home")
    expect(row(0)).to_be_focused()
    row(0).click(position={"x": 400, "y": 8})
    page.evaluate("document.querySelector('#content').scrollTo(0, 12_000)")
    expect(row(0)).not_to_be_in_viewport()
    far = page.get_by_role("link", name=re.compile(r"^Track 1\d{3}$")).nth(16)
    number = int(far.inner_text().split()[1])
    row(number).click(position={"x": 400, "y": 8}, modifiers=["Shift"])
    bar = page.get_by_role("toolbar")
    expect(bar.get_by_role("status")).to_have_text(f"{number + 1:,} selected")
    row(number).press("Control+a")
    expect(bar.get_by_role("status")).to_have_text("The first 10,000 selected")
    bar.get_by_role("button", name="Add to the queue").click()
    expect(page.get_by_text("2,000 tracks are in the queue: it holds 2,000")).to_be_visible()
    row(number).press("Escape")
    expect(bar).to_be_hidden()


def _a_million(model: dict[str, Any], route: Route) -> dict[str, Any]:
    """A page of tracks that nobody has."""
    asked = parse_qs(urlsplit(route.request.url).query)
    begin = int(asked.get("skip", ["0"])[0])
    end = min(1_000_000, begin + int(asked["limit"][0]))
    tracks = [{**model, "id": f"{model['id']}{at}", "title": f"Track {at}"} for at in range(begin, end)]
    return {"items": tracks, "next": None, "total": 1_000_000}


def test_folders_are_walked_by_keys(visit: Visit) -> None:
    page = visit("/folders?path=Acide Citrique")
    tree = page.get_by_role("tree")
    folder = tree.get_by_role("treeitem", name="Acide Citrique")
    folder.focus()
    page.keyboard.press("ArrowRight")
    expect(folder).to_have_attribute("aria-expanded", "true")
    inside = tree.get_by_role("treeitem", name="Zeste")
    expect(inside).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(inside).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zeste")
    expect(rows(page)).to_have_count(5)
    page.keyboard.press("ArrowLeft")
    expect(folder).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(inside).to_be_hidden()

    # as wide as somebody makes it, the next time too
    line = page.get_by_role("separator", name="Width of the tree")
    line.press("ArrowRight")
    expect(line).to_have_attribute("aria-valuenow", "288")
    box = line.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 8, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 108, box["y"] + 60, steps=3)
    page.mouse.up()
    expect(line).to_have_attribute("aria-valuenow", "388")
    page.reload()
    expect(line).to_have_attribute("aria-valuenow", "388")
    assert tree.evaluate("(one) => one.clientWidth") > 350
    line.dblclick()
    expect(line).to_have_attribute("aria-valuenow", "272")
    look(page, "folders")


def test_whatever_is_typed_is_found(visit: Visit, site: Site) -> None:
    site.ask("/playlists", "POST", json={"name": "Hazy mornings", "track_ids": []})
    page = visit("/")
    field = page.get_by_role("banner").get_by_role("textbox", name="Tracks, albums, artists, playlists, folders…")
    expect(field).to_be_visible()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("hál")
    expect(page).to_have_url(re.compile(r"/search\?q="))
    expect(page.get_by_role("link", name="Halcyon Fields").first).to_be_visible()
    field.fill("haz")
    expect(page.get_by_role("main").get_by_role("link", name="Hazy mornings")).to_be_visible()
    field.fill("halcyon")
    expect(page.get_by_role("heading", name="Folders")).to_be_visible()

    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("perihel")
    option = page.get_by_role("option", name="Perihelion")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Perihelion", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("francais")
    expect(page.get_by_role("option", name="Français")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.goto(f"{site.url}/search?q=ha")
    expect(page.get_by_role("heading", name="Artistes")).to_be_visible()
    look(page, "search")


def test_a_genre_leads_to_its_albums_and_tracks(visit: Visit) -> None:
    page = visit("/genres")
    page.get_by_role("link", name="Jazz").click()
    expect(page.get_by_role("heading", name="Jazz", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Albums")).to_be_visible()
    expect(rows(page).first).to_be_visible()
    look(page, "genre")


def test_fingers_hold_to_select_and_tap_to_play(visit: Visit) -> None:
    page = visit("/tracks", viewport=PHONE)
    row = rows(page)
    expect(row.nth(4)).to_be_visible()
    finger = page.context.new_cdp_session(page)
    press(finger, row.nth(0))
    expect(page.get_by_role("toolbar", name=SELECTED)).to_be_visible()
    lift(finger)
    row.nth(1).tap()
    expect(page.get_by_role("toolbar", name="2 selected")).to_be_visible()
    page.get_by_role("button", name="Clear the selection").tap()
    title = row.nth(2).get_by_role("link").first.inner_text()
    row.nth(2).tap()
    expect(page.get_by_role("region", name="Player")).to_contain_text(title)


def press(finger: CDPSession, row: Locator) -> None:
    box = row.bounding_box()
    assert box is not None
    point = {"x": box["x"] + 120, "y": box["y"] + 20}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})


def lift(finger: CDPSession) -> None:
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_page_opens_without_a_network(visit: Visit) -> None:
    page = visit("/albums", kept=True, expected="ERR_INTERNET_DISCONNECTED|The server does not answer")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    expect(page.get_by_role("heading", name="Albums")).to_be_visible()
    assert page.evaluate("caches.keys().then(async ([name]) => (await (await caches.open(name)).keys()).map(String))")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("The server does not answer")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Albums")).to_be_visible()
