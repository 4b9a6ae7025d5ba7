"""Ways to wander: in words, by alchemy, by a clip, from one track to another, on the radio."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.integration.web.conftest import Visit
from tests.support.visiting import PHONE, look, played, until_played
from tests.support.web_site import Site


def rows(page: Page) -> Any:
    return page.get_by_role("row")


def pick(page: Page, field: str, text: str, what: str) -> None:
    """Type, and choose by keyboard what is called so."""
    box = page.get_by_role("combobox", name=field)
    box.fill(text)
    option = page.get_by_role("option").filter(has_text=what).first
    expect(option).to_be_visible()
    # what comes later would stand above it
    expect(page.get_by_role("listbox", name=field)).to_have_attribute("aria-busy", "false")
    while option.get_attribute("aria-selected") != "true":
        box.press("ArrowDown")
    box.press("Enter")


def test_in_words(visit: Visit):
    page = visit("/discover")
    look(page, "discover")
    page.get_by_role("link", name="calm piano, no voice").click()
    clauses = page.get_by_role("list", name="Understood").get_by_role("listitem")
    expect(clauses).to_have_text(
        [re.compile("with.*calm"), re.compile("with.*piano.*roughly"), re.compile("without.*voice")]
    )
    expect(rows(page).first).to_be_visible()
    expect(rows(page).first.get_by_role("img", name=re.compile(r"calm \d+%.*without voice \d+%"))).to_be_visible()

    # asked as one types; what is not understood is named, and looked for in names
    page.get_by_role("textbox", name="How should it sound?").fill("very calm flibber")
    expect(page.get_by_text("Not understood: flibber")).to_be_visible()
    expect(clauses).to_have_count(1)
    expect(page).to_have_url(re.compile("flibber"))
    page.go_back()
    expect(page.get_by_role("link", name="musique triste à la guitare")).to_be_visible()
    page.get_by_role("link", name="calm piano, no voice").click()
    expect(clauses).to_have_count(3)

    # filters hold beside the words, and stay when these change
    page.goto(f"{page.url}&year_max=1999")
    expect(page.get_by_role("button", name="Year ≤ 1999")).to_be_visible()
    expect(rows(page).first).to_be_visible()
    page.get_by_role("textbox", name="How should it sound?").fill("calm piano")
    expect(clauses).to_have_count(2)
    expect(page).to_have_url(re.compile("year_max=1999"))
    page.get_by_role("button", name="Clear all").click()
    expect(page).not_to_have_url(re.compile("year_max"))
    look(page, "discover-words")


def test_alchemy(visit: Visit, site: Site):
    page = visit("/alchemy")
    more = page.get_by_role("region", name="More of these")
    less = page.get_by_role("region", name="Less of those")
    hits = page.get_by_role("list", name="What comes of it").locator("[data-hit]")
    pick(page, "Add to “more”", "slow", "Slow Orbit")
    expect(hits.first).to_be_visible()
    alone = hits.all_inner_texts()

    # a seed that is taken away leaves no trace, and comes back
    pick(page, "Add to “less”", "ambient", "Tag")
    expect(less.get_by_role("listitem")).to_have_count(1)
    expect(hits).not_to_have_text(alone)
    mixed = hits.all_inner_texts()
    page.get_by_role("button", name="Remove: ambient").click()
    expect(hits).to_have_text(alone)
    page.get_by_role("button", name="Undo").click()
    expect(hits).to_have_text(mixed)

    # weights by keys, and the address says so; a reload shows the same
    less.get_by_role("slider").press("Home")
    expect(page).to_have_url(re.compile(r"less=tag%3Aambient%3A5"))
    expect(hits).not_to_have_text(mixed)
    page.get_by_role("group", name="Filters").get_by_role("button", name="Liked").click()
    expect(page.get_by_text("Nothing fits")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"less=tag%3Aambient%3A5$"))
    expect(hits.first).to_be_visible()
    light = hits.all_inner_texts()
    page.reload()
    expect(hits).to_have_text(light)

    # rows are dragged onto the board, and seeds across it; buttons do the same
    dragged = hits.first.inner_text()
    page.get_by_role("list", name="What comes of it").get_by_role("listitem").first.locator(
        "[draggable]"
    ).first.drag_to(more)
    expect(more.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name=f"Move to “less”: {dragged}").click()
    expect(less.get_by_text(dragged)).to_be_visible()
    less.get_by_text(dragged).drag_to(more)
    expect(more.get_by_text(dragged)).to_be_visible()
    look(page, "alchemy")

    page.set_viewport_size({"width": 1360, "height": 860})
    page.get_by_role("button", name="Save as playlist").click()
    page.get_by_role("textbox", name="Name").fill("Out of the retort")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile("/playlists/"))
    assert "Out of the retort" in [one["name"] for one in site.ask("/playlists").json()["items"]]


def test_what_names_no_sound_stays_on_the_board(visit: Visit):
    page = visit("/alchemy?more=words:flibber,tag:ambient", expected="status of 422")
    more = page.get_by_role("region", name="More of these").get_by_role("listitem")
    expect(more.filter(has_text="flibber")).to_contain_text("These words name no sound")
    expect(more.filter(has_text="ambient")).not_to_contain_text("no sound")
    expect(page.get_by_role("list", name="What comes of it").locator("[data-hit]").first).to_be_visible()
    page.get_by_role("button", name="Remove: ambient").click()
    expect(page.get_by_text("Nothing here can be gone by")).to_be_visible()


def test_by_a_clip(visit: Visit, site: Site, demo_folder: Path):
    page = visit("/clip")
    track = site.track("Pépin")
    page.get_by_label("Choose a file").last.set_input_files(demo_folder / track["path"])
    found = page.get_by_role("region", name="This is").get_by_role("listitem")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Pépin")
    expect(found).to_contain_text("begins at 0:00")
    alike = page.get_by_role("list", name="What sounds like it").locator("[data-hit]")
    expect(alike.first).to_be_visible()
    expect(alike.filter(has_text=re.compile("^Pépin$"))).to_have_count(0)
    found.get_by_role("button", name="Play from 0:00").click()
    until_played(page, 0.5)
    look(page, "clip")

    # the microphone is lent, and what it hears is shown; the music pauses for it
    page.set_viewport_size({"width": 1360, "height": 860})
    page.get_by_role("radio", name="60 s").press(" ")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("button", name="Stop and search")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^[1-9]\d? of 60 s$"))).to_be_visible()
    assert played(page) == 0
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_enabled()


def test_from_one_track_to_another(visit: Visit):
    page = visit("/path")
    pick(page, "From", "slow", "Slow Orbit")
    pick(page, "To", "vitamine", "Vitamine Cé")
    stops = page.get_by_role("toolbar").get_by_role("button")
    expect(stops).to_have_count(12)
    expect(stops.first).to_have_accessible_name(re.compile("1: Slow Orbit"))
    expect(stops.last).to_have_accessible_name(re.compile("12: Vitamine Cé"))
    expect(rows(page).nth(1)).to_contain_text(re.compile("tempo|faster|slower|time"))

    page.get_by_role("slider", name="Tracks").press("PageDown")
    expect(page).to_have_url(re.compile("steps="))
    expect(stops).not_to_have_count(12)
    pick(page, "By way of", "best", "")
    page.get_by_role("button", name="Swap the ends").click()
    expect(stops.first).to_have_accessible_name(re.compile("1: Vitamine Cé"))

    # what holds on the way does not for its ends
    expect(stops).not_to_have_count(2)
    page.get_by_role("button", name="Remove: ").click()
    liked = page.get_by_role("group", name="Filters").get_by_role("button", name="Liked")
    liked.click()
    expect(stops).to_have_count(2)
    liked.click()
    expect(stops).not_to_have_count(2)

    # along it by keys, and heard from there
    stops.first.focus()
    page.keyboard.press("ArrowRight")
    expect(stops.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    until_played(page, 0.5)
    expect(stops.nth(1)).to_have_attribute("aria-current", "true")
    look(page, "path")


def test_radio(visit: Visit, site: Site):
    page = visit("/radio")
    pick(page, "From a track, artist, album, playlist, genre, tag, or words…", "slow", "Slow Orbit")
    air = page.get_by_role("region", name="On air")
    ahead = air.get_by_role("listitem")
    expect(air).to_be_visible()
    expect(ahead).to_have_count(2)
    until_played(page, 0.5)
    # else it goes on by itself
    page.get_by_role("region", name="Player").get_by_role("button", name="Pause", exact=True).click()
    expect(page).to_have_url(re.compile("session="))
    session = re.search("session=(.*)", page.url)
    assert session

    # what is liked is told at once, what is skipped makes room for another
    first = air.get_by_role("link").inner_text()
    page.get_by_role("button", name="More like this").click()
    expect(page.get_by_role("button", name="Noted")).to_be_visible()
    plays = f"/radio/{session[1]}/plays"
    expect(rows(page).get_by_text("liked")).to_be_visible()
    assert site.ask(plays).json()["items"][-1]["verdict"] == "liked"
    following = ahead.first.locator("span span").first.inner_text()
    page.get_by_role("region", name="Player").get_by_role("button", name="Next", exact=True).click()
    expect(air.get_by_role("link")).to_have_text(following)
    expect(ahead).to_have_count(2)
    expect(rows(page).filter(has_text=first).get_by_text("liked")).to_be_visible()
    expect(air.get_by_text(re.compile("^Because .*“.*”|^A step aside"))).to_be_visible()
    page.get_by_role("button", name="Not this").click()
    expect(rows(page).filter(has_text=following).get_by_text("skipped")).to_be_visible()
    told = {one["track"]["title"]: one["verdict"] for one in site.ask(plays).json()["items"]}
    assert (told[first], told[following]) == ("liked", "skipped")

    # it goes on after a reload, and rests while another one plays
    page.reload()
    expect(ahead).to_have_count(2)
    look(page, "radio")
    page.set_viewport_size({"width": 1360, "height": 860})
    page.get_by_role("button", name="Anything").click()
    expect(page.get_by_role("button", name="Go on with Slow Orbit")).to_be_visible()
    page.get_by_role("button", name="Go on with Slow Orbit").click()
    expect(page.get_by_role("heading", name="Radio of Slow Orbit")).to_be_visible()

    # within the filters that are chosen
    page.get_by_role("group", name="Filters").get_by_role("button", name="Genre").click()
    page.get_by_role("checkbox", name=re.compile("jazz", re.IGNORECASE)).press(" ")
    page.keyboard.press("Escape")
    pick(page, "From a track, artist, album, playlist, genre, tag, or words…", "slow", "Slow Orbit")
    expect(page.get_by_role("main").get_by_text(re.compile("^Genre jazz$", re.IGNORECASE))).to_be_visible()
    expect(page).to_have_url(re.compile("session=(?!" + session[1] + ")"))
    chosen = re.search("session=(.*)", page.url)
    assert chosen
    assert [one.casefold() for one in site.ask(f"/radio/{chosen[1]}").json()["filters"]["genre"]] == ["jazz"]

    # what a page is about begins one, too
    page.goto(f"{site.url}/albums/{site.track('Pépin')['album_id']}")
    page.get_by_role("main").get_by_role("link", name="Radio", exact=True).click()
    expect(air).to_be_visible()
    expect(page).to_have_url(re.compile("session=(?!" + session[1] + ")"))


def test_on_a_telephone_in_french(visit: Visit):
    page = visit("/discover?q=musique%20calme%20sans%20voix", viewport=PHONE, locale="fr-FR", scheme="light")
    expect(page.get_by_role("list", name="Compris").get_by_role("listitem").first).to_be_visible()
    page.get_by_role("link", name="Affiner").click()
    expect(page.get_by_role("region", name="Plus de ceci").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("list", name="Le résultat").locator("[data-hit]").first).to_be_visible()
