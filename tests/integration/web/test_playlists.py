"""Playlists in the web client: arranged by mouse and keys, ordered by sound, shared, imported; mixes; uploads."""

import re
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.integration.web.conftest import Visit
from tests.support.signing_in import UNUSED, signed_in
from tests.support.visiting import PHONE, look, until
from tests.support.web_site import ADMIN, Site

TITLES = ["Slow Orbit", "Old Ferry Road", "Fire Escape", "Perihelion", "Les galets", "Setting Out"]


def made(site: Site, name: str, titles: list[str] = TITLES) -> dict[str, Any]:
    ids = [site.track(title)["id"] for title in titles]
    playlist: dict[str, Any] = site.ask("/playlists", "POST", json={"name": name, "track_ids": ids}).json()
    return playlist


def describe_elsewhere(site: Site, playlist: str, description: str) -> None:
    address = f"{site.url}/api/v1/playlists/{playlist}"
    headers = signed_in(site.url, ADMIN) | {"If-Match": "*"}
    answer = httpx.patch(address, json={"description": description}, headers=headers, timeout=60.0, verify=UNUSED)
    assert not answer.is_error, answer.text


def rows(page: Page) -> Locator:
    return page.get_by_role("grid", name="Tracks").get_by_role("row")


def expect_titles(page: Page, *titles: str) -> None:
    expect(rows(page)).to_contain_text(list(titles))


def carry(page: Page, grip: Locator, to: int) -> None:
    """With the mouse, as a hand does: it takes hold, moves on the way, lets go over the lower half."""
    start, end = grip.bounding_box(), rows(page).nth(to).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 8, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] + 40, steps=3)
    page.mouse.move(start["x"] + 8, end["y"] + end["height"] * 0.6, steps=6)
    expect(page.get_by_role("status").filter(has_text=f"is over place {to + 1}")).to_be_attached()
    page.mouse.up()


def test_a_playlist_is_arranged(visit: Visit, site: Site) -> None:
    playlist = made(site, "Night train")
    a, b, c, d, e, f = TITLES
    page = visit(f"/playlists/{playlist['id']}", expected="status of 412")
    expect_titles(page, a, b, c, d, e, f)

    # by mouse, by the handle and keys, by Alt and an arrow
    carry(page, page.get_by_role("button", name=f"Move {a}"), 2)
    expect_titles(page, b, c, a, d, e, f)
    grip = page.get_by_role("button", name=f"Move {b}")
    grip.press("Space")
    expect(page.get_by_role("status").filter(has_text="over place 1")).to_be_attached()
    grip.press("ArrowDown")
    expect(page.get_by_role("status").filter(has_text="over place 2")).to_be_attached()
    grip.press("Space")
    expect_titles(page, c, b, a, d, e, f)
    rows(page).nth(1).press("Alt+ArrowUp")
    expect_titles(page, b, c, a, d, e, f)

    # several at once, out of it and back
    rows(page).nth(1).click(position={"x": 300, "y": 50})
    rows(page).nth(3).click(position={"x": 300, "y": 50}, modifiers=["Control"])
    rows(page).nth(3).press("Delete")
    expect_titles(page, b, a, e, f)
    page.get_by_role("button", name="Undo").click()
    expect_titles(page, b, c, a, d, e, f)

    # what somebody else does meanwhile is not overwritten
    describe_elsewhere(site, playlist["id"], "From here on")
    rows(page).nth(0).press("Alt+ArrowDown")
    expect(page.get_by_text("changed elsewhere meanwhile")).to_be_visible()
    expect(page.get_by_text("From here on")).to_be_visible()
    expect_titles(page, b, c, a, d, e, f)

    # its name, a suggestion, an order by sound
    page.get_by_role("button", name="Edit: Name").click()
    page.get_by_role("textbox", name="Name").fill("Night bus")
    page.get_by_role("textbox", name="Name").press("Enter")
    expect(page.get_by_role("navigation").get_by_role("link", name="Night bus")).to_be_visible()
    page.get_by_role("region", name="Would go well here").get_by_role("button", name=re.compile("^Add:")).first.click()
    expect(rows(page)).to_have_count(7)
    page.get_by_role("button", name="Order by sound").click()
    expect(page.get_by_text(re.compile(r"\d+% → \d+%"))).to_be_visible()
    page.get_by_role("button", name="Put in this order").click()
    expect(page.get_by_text("Put in order by sound")).to_be_visible()
    look(page, "playlist")


def test_a_long_one_is_arranged_at_its_end(visit: Visit, site: Site) -> None:
    ids = 8 * [track["id"] for track in site.ask("/tracks", params={"limit": 100}).json()["items"]]
    playlist = site.ask("/playlists", "POST", json={"name": "All night", "track_ids": ids}).json()
    page = visit(f"/playlists/{playlist['id']}")
    expect(page.get_by_role("grid", name="Tracks")).to_have_attribute("aria-rowcount", str(len(ids)))
    rows(page).first.press("End")
    last = page.locator(f"[data-index='{len(ids) - 1}']")
    expect(last).to_be_focused()
    with page.expect_response(lambda answer: answer.url.endswith("/items/move")) as moved:
        last.press("Alt+ArrowUp")
    assert moved.value.ok
    expect(page.locator(f"[data-index='{len(ids) - 2}']")).to_be_focused()
    kept = site.ask(f"/playlists/{playlist['id']}/items", params={"limit": 500, "cursor": f"2-{len(ids) - 3}"}).json()
    assert [item["track"]["id"] for item in kept["items"]] == [ids[-3], ids[-1], ids[-2]]


def test_a_link_leads_guests_to_it(visit: Visit, site: Site) -> None:
    playlist = made(site, "For a friend")
    page = visit(f"/playlists/{playlist['id']}")
    page.get_by_role("button", name="Share").click()
    page.get_by_label("How long it holds").select_option("week")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Your link").input_value().removeprefix(site.url)

    guest = visit(address, name=None, locale="fr-FR", viewport=PHONE, expected="status of 404")
    expect(guest.get_by_role("heading", level=1)).to_have_text("For a friend")
    guest.get_by_role("button", name=re.compile(f"^Lire.*{TITLES[1]}")).click()
    expect(guest.get_by_role("region", name="Lecteur")).to_contain_text(TITLES[1])
    until(guest, "sounds.some((one) => !one.paused && one.currentTime >= 1)")
    guest.get_by_role("button", name="Suivant").click()
    expect(guest.get_by_role("region", name="Lecteur")).to_contain_text(TITLES[2])
    look(guest, "shared")

    page.get_by_role("button", name="Revoke").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("None yet")).to_be_visible()
    guest.reload()
    expect(guest.get_by_text("Ce lien ne mène plus nulle part")).to_be_visible()


def test_playlists_come_from_files_rules_and_mixes(visit: Visit, site: Site, tmp_path: Path) -> None:
    path = site.track(TITLES[0])["path"]
    file = tmp_path / "old.m3u"
    file.write_text(f"#EXTM3U\n{path}\nnothing.mp3\n")
    page = visit("/playlists")
    page.get_by_label("Import", exact=True).and_(page.locator("input")).set_input_files(file)
    expect(page.get_by_role("dialog")).to_contain_text("1 track was found.")
    expect(page.get_by_role("dialog")).to_contain_text("Line 3: no track fits.")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="By a rule").click()
    page.get_by_role("textbox", name="Name").fill("Rivers")
    page.get_by_label("Words in title, artist or album").fill(TITLES[1])
    expect(page.get_by_role("region", name="What the rule finds")).to_contain_text(TITLES[1])
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rivers")
    expect_titles(page, TITLES[1])

    page.get_by_role("navigation").get_by_role("link", name="Mixes").click()
    page.get_by_role("region", name="What sounds alike").get_by_role("link").first.click()
    page.get_by_role("button", name="Keep as playlist").click()
    expect(page.get_by_text(re.compile("^Kept as"))).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Mixes").last.click()
    expect(page.get_by_role("region", name="What sounds alike").get_by_role("link").first).to_be_visible()
    look(page, "mixes")
    page.get_by_role("navigation").get_by_role("link", name="Playlists", exact=True).click()
    expect(page.get_by_role("main").get_by_role("link", name="Rivers").first).to_be_visible()
    look(page, "playlists")


def test_files_are_brought_and_taken_away(visit: Visit, site: Site, demo_folder: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("No sound in here.")
    known = demo_folder / site.track(TITLES[0])["path"]
    fresh = tmp_path / f"fresh{known.suffix}"
    fresh.write_bytes(known.read_bytes() + bytes(16))
    page = visit("/uploads")
    page.get_by_label("Choose files").and_(page.locator("input")).set_input_files([notes, known, fresh])
    expect(page.get_by_text("1 added · 1 there already · 1 not taken")).to_be_visible()
    expect(page.get_by_text("This is not audio.")).to_be_visible()
    mine = page.get_by_role("region", name="What you brought")
    expect(mine.get_by_role("button", name=re.compile("^Delete:"))).to_have_count(1)
    look(page, "uploads")
    mine.get_by_role("button", name=re.compile("^Delete:")).click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Nothing brought yet")).to_be_visible()
