"""How the client reaches a browser, and what it makes of that browser's wishes."""

import re

from playwright.sync_api import expect

from tests.integration.web.conftest import Visit
from tests.support.visiting import look, until
from tests.support.web_site import LISTENER, Site

INLINE = "document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))"


def test_it_opens_where_its_address_says_also_where_nothing_is(visit: Visit) -> None:
    page = visit("/albums", name=LISTENER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Albums")
    look(page, "albums")
    page.goto(page.url.replace("/albums", "/nowhere/at-all"))
    expect(page.get_by_text("There is nothing here")).to_be_visible()
    look(page, "nothing-here")


def test_it_speaks_as_the_browser_does_and_is_as_light_as_the_system(visit: Visit) -> None:
    page = visit("/artists", name=LISTENER, locale="fr-CA", scheme="light")
    expect(page.get_by_role("heading", level=1)).to_have_text("Artistes")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_no_script_runs_but_those_that_were_built(visit: Visit) -> None:
    page = visit("/sign-in", name=None, expected="Content Security Policy|status of 401")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate(INLINE)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"/icon.svg\" onload=\"window.ran = true\">')"
    )
    until(page, "document.querySelector('img[onload]').complete")
    assert page.evaluate("window.ran") is None
    encodings = page.evaluate(
        """async () => {
            const scripts = performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js'))
            const answers = await Promise.all(scripts.map((one) => fetch(one.name)))
            return answers.map((one) => [new URL(one.url).origin, one.headers.get('content-encoding')].join(' '))
        }"""
    )
    origin = re.match(r"https?://[^/]+", page.url)
    assert origin
    assert f"{origin[0]} br" in encodings or f"{origin[0]} gzip" in encodings
    assert all(one.startswith(origin[0]) for one in encodings)


def test_pages_that_only_show(visit: Visit, site: Site) -> None:
    track = site.track("Blues for the Landlord")
    page = visit("/")
    for name, where in {
        "home": "/",
        "album": f"/albums/{track['album_id']}",
        "artist": f"/artists/{track['artists'][0]['id']}",
        "favourites": "/favourites",
        "history": "/history",
        "artists": "/artists",
        "genres": "/genres",
    }.items():
        page.goto(site.url + where)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look(page, name)
    guest = visit("/sign-in", name=None)
    expect(guest.get_by_role("button", name="Create an account")).to_be_visible()
    look(guest, "sign-in")
