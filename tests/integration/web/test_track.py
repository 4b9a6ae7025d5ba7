"""The page of a track: what sounds like it and why, a preview of it, its picture, music beyond the library."""

import re
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.integration.web.conftest import Visit
from tests.support.visiting import PHONE, look, until, until_played
from tests.support.web_site import LISTENER, Site

TITLE = "Signal, verloren"


def hits(page: Page) -> Any:
    return page.get_by_role("list", name="What sounds like it").locator("[data-hit]")


def test_what_sounds_like_it(visit: Visit, site: Site):
    track = site.track(TITLE)
    page = visit(f"/tracks/{track['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(re.compile(r"^\d+(\.\d)? BPM$")).first).to_be_visible()
    expect(hits(page)).to_have_count(20)
    usual = hits(page).all_inner_texts()

    why = page.get_by_role("button", name=f"Why {usual[0]}?")
    why.click()
    expect(page.get_by_text("Both have more than usual")).to_be_visible()
    why.press("Enter")
    expect(page.get_by_text("Both have more than usual")).to_be_hidden()

    # sliders re-rank and the address says so; a reload shows the same
    page.get_by_role("slider", name="Timbre").press("Home")
    page.get_by_role("slider", name="Rhythm").press("End")
    expect(page).to_have_url(re.compile(r"rhythm_weight=100"))
    expect(page).to_have_url(re.compile(r"timbre_weight=0"))
    expect(hits(page)).not_to_have_text(usual)
    with page.expect_response(re.compile(r"/similar\?.*same_artist=false")):
        page.get_by_role("button", name="Other artists").click()
    expect(page).to_have_url(re.compile("same_artist=false"))
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    similar = page.get_by_role("list", name="What sounds like it")
    expect(similar.get_by_text(track["artist"], exact=True)).to_have_count(0)
    ranked = hits(page).all_inner_texts()
    page.reload()
    expect(hits(page)).to_have_text(ranked)
    page.get_by_role("button", name="All alike").click()
    expect(page).not_to_have_url(re.compile("weight"))
    page.get_by_role("button", name="Clear all").click()
    expect(page).not_to_have_url(re.compile("same_artist"))
    expect(hits(page)).to_have_text(usual)

    # what fits nothing says so, and how to get out
    page.goto(f"{site.url}/tracks/{track['id']}?bpm_min=999")
    page.get_by_role("button", name="Take all conditions away").click()
    expect(hits(page)).to_have_text(usual)

    # keys go from one to the next
    hits(page).first.focus()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    look(page, "track")


def test_a_moment_of_it_is_heard(visit: Visit, site: Site):
    page = visit(f"/tracks/{site.track(TITLE)['id']}", reduced_motion="no-preference")
    expect(hits(page)).to_have_count(20)
    page.get_by_role("slider", name=f"Position in {TITLE}").press("ArrowRight")
    until_played(page, 5)

    cover = page.get_by_role("list", name="What sounds like it").get_by_role("button", name=re.compile("^Play: ")).first
    loud = page.evaluate("sounds[0].volume")
    cover.hover()
    until(page, "!sounds[2].paused && sounds[2].currentTime > 0.2")
    until(page, f"sounds[0].volume < {loud / 4}")
    page.mouse.move(2, 2)
    until(page, "sounds[2].paused")
    until(page, f"sounds[0].volume >= {loud - 0.001}")

    # a button does the same for fingers and keys, and nothing happens by itself for who does not want it
    options = page.get_by_role("button", name="Sound options")
    options.click()
    page.get_by_role("switch", name="Previews").click()
    page.keyboard.press("Escape")
    expect(options).to_be_focused()
    cover.hover()
    preview = page.get_by_role("button", name=re.compile("^Preview")).nth(1)
    preview.focus()
    expect(page.get_by_role("button", name=re.compile("^Stop the preview"))).to_have_count(0)
    preview.press("Enter")
    until(page, "!sounds[2].paused")
    page.get_by_role("button", name=re.compile("^Stop the preview")).press("Enter")
    until(page, "sounds[2].paused")


def test_the_picture(visit: Visit, site: Site):
    album = next(one for one in site.ask("/albums").json()["items"] if one["name"] == "Nachtlinie")
    page = visit(f"/albums/{album['id']}")
    expect(page.get_by_role("heading", name="Albums that sound alike")).to_be_visible()
    page.get_by_role("button", name="About the picture").click()
    window = page.get_by_role("dialog", name="Picture")
    expect(window.get_by_text("painter@1", exact=True)).to_be_visible()
    kept = window.get_by_role("listitem")
    expect(kept).to_have_count(1)
    window.get_by_role("button", name="Make another").click()
    page.get_by_role("menuitem", name="By painter").click()
    expect(kept).to_have_count(2)
    expect(kept.first.get_by_text("shown", exact=True)).to_be_visible()
    window.get_by_role("button", name="Reject").click()
    expect(kept.first.get_by_text("rejected")).to_be_visible()
    kept.first.get_by_role("button", name="Show again").click()
    expect(kept.first.get_by_text("shown", exact=True)).to_be_visible()

    mine = BytesIO()
    Image.new("RGB", (300, 300), "teal").save(mine, "PNG")
    field = window.locator("input[type=file]")
    field.set_input_files({"name": "me.gif", "mimeType": "image/gif", "buffer": b"GIF89a"})
    expect(window.get_by_role("alert")).to_have_text("JPEG, PNG or WebP, please.")
    field.set_input_files({"name": "me.png", "mimeType": "image/png", "buffer": mine.getvalue()})
    expect(window.get_by_text("Uploaded by a person").first).to_be_visible()
    look(page, "picture")

    page = visit(f"/albums/{album['id']}", name=LISTENER)
    page.get_by_role("button", name="About the picture").click()
    expect(page.get_by_role("dialog").get_by_text("Uploaded by a person").first).to_be_visible()
    expect(page.get_by_role("button", name="Upload one…")).to_have_count(0)


def test_beyond_the_library_and_on_a_phone(visit: Visit, site: Site):
    """Services that nobody has set up here are played by answers of their kind."""
    track, known = site.track(TITLE), site.track("Gleis Null")
    page = visit("/", viewport=PHONE, locale="fr-FR", scheme="light")
    page.goto(f"{site.url}/tracks/{track['id']}")
    expect(page.get_by_text("Aucun service extérieur n’est configuré ici.")).to_be_visible()
    page.get_by_role("button", name="Ce qui compte").click()
    expect(page.get_by_role("slider", name="Ambiance")).to_be_visible()

    abilities = {"tracks": True, "words": False, "filters": False, "uploads": False, "providers": ["listenbrainz"]}
    _answer(page, "**/api/v1/capabilities", {"recommendations": abilities})
    source = {"provider": "listenbrainz", "state": "answered", "freshness": "stale", "detail": ""}
    _answer(
        page,
        "**/recommendations?*",
        {
            "items": [_suggested("1", "Night Bus", None), _suggested("2", known["title"], known)],
            "sources": [source | {"answered_at": "2026-01-01T12:00:00Z"}],
            "refreshing": False,
            "again_at": None,
            "next": None,
        },
    )
    page.reload()
    link = page.get_by_role("link", name="Ouvrir Night Bus, Another Artist sur musicbrainz")
    expect(link).to_have_attribute("href", "https://musicbrainz.example/1")
    expect(page.get_by_text("Dans votre bibliothèque")).to_be_visible()
    expect(page.get_by_text("Une réponse plus ancienne")).to_be_visible()
    look(page, "track-beyond")


def _suggested(name: str, title: str, track: dict[str, Any] | None) -> dict[str, Any]:
    place = {"catalogue": "musicbrainz", "id": name, "link": f"https://musicbrainz.example/{name}", "cover": None}
    named = {"title": title, "artist": "Another Artist", "album": "Small Hours", "isrc": "", "duration": 201.3}
    return place | named | {"providers": ["listenbrainz"], "track": track}


def _answer(page: Page, where: str, body: dict[str, Any]) -> None:
    def answer(route: Route) -> None:
        route.fulfill(json=body)

    page.route(where, answer)
