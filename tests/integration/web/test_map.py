"""The map of the library: found, chosen, caught with the lasso, walked by keys; as a list where it cannot be drawn."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from playwright.sync_api import Locator, Page, Route, expect

from musicsim.domain.model.library_map import FARTHEST
from tests.integration.web.conftest import Visit
from tests.support.visiting import PATIENCE, PHONE, look, until, until_played
from tests.support.web_site import Site

GL = True

WINDOW = {"width": 1024, "height": 640}
"""A processor draws it, each pixel in every frame."""

TITLE = "Anvil Choir"
CORNERS = ((0.02, 0.15), (0.98, 0.15), (0.98, 0.97), (0.02, 0.97))
_WEBGL = "document.querySelector('[role=application] canvas').getContext('webgl2')"


def the_map(page: Page, words: str = "Map of the library") -> Locator:
    return page.get_by_role("application", name=re.compile(words))


def draw_around(page: Page, area: Locator, corners: Sequence[tuple[float, float]]) -> None:
    """With the hand down from corner to corner, told as shares of the area."""
    box = area.bounding_box()
    assert box is not None
    places = [(box["x"] + right * box["width"], box["y"] + down * box["height"]) for right, down in corners]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def test_the_map(visit: Visit, site: Site) -> None:
    track = site.track(TITLE)
    page = visit("/map", viewport=WINDOW, expected="CONTEXT_LOST_WEBGL|GPU stall")
    expect(the_map(page)).to_be_visible()

    # found by its name, it is chosen, and played
    page.get_by_role("combobox", name="Find on the map").fill(TITLE)
    page.get_by_role("option", name=re.compile(TITLE)).first.click()
    card = page.get_by_role("region", name="The chosen track")
    expect(card.get_by_role("link", name=TITLE)).to_be_visible()
    card.get_by_role("button", name="Play", exact=True).click()
    until_played(page, 0.5)
    page.get_by_role("button", name="Follow what plays").click()
    expect(page.get_by_role("button", name="Follow what plays")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="The whole map").click()

    # a lasso around everything, by Shift; what it caught is kept as a playlist
    page.keyboard.down("Shift")
    draw_around(page, the_map(page), CORNERS)
    page.keyboard.up("Shift")
    caught = page.get_by_role("complementary", name=re.compile(r"^\d+ tracks$"))
    expect(caught.get_by_role("listitem").first).to_be_visible()
    number = int(caught.get_by_role("heading").inner_text().split()[0])
    assert number > 40
    caught.get_by_role("button", name="Save as playlist").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Caught")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Caught")
    assert site.ask("/playlists").json()["items"][0]["count"] == number

    # back there, coloured by it; a lost graphics card comes back
    page.go_back()
    page.get_by_role("button", name=re.compile("^Colours")).click()
    page.get_by_role("menuitem", name="Playlist").press("ArrowRight")
    page.get_by_role("menuitem", name="Caught").press("Enter")
    expect(page).to_have_url(re.compile("colour=playlist"))
    page.evaluate(f"window.lose = {_WEBGL}.getExtension('WEBGL_lose_context'); lose.loseContext()")
    until(page, f"{_WEBGL}.isContextLost()")
    page.evaluate("lose.restoreContext()")
    until(page, f"!{_WEBGL}.isContextLost() && {_WEBGL}.getParameter({_WEBGL}.CURRENT_PROGRAM) !== null")

    # a path is drawn, and can be played
    other = site.track("Perihelion")
    page.goto(f"{site.url}/map?from={track['id']}&to={other['id']}")
    expect(page.get_by_text("Anvil Choir → Perihelion")).to_be_visible()
    expect(page.get_by_role("button", name="Play the path")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Jazz \d+")).click()
    expect(page.get_by_role("button", name=re.compile(r"^Jazz \d+"))).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=re.compile(r"^Jazz \d+")).click()
    look(page, "map")


def test_tracks_glide_to_where_a_new_map_has_them(visit: Visit, site: Site) -> None:
    page = visit("/", reduced_motion="no-preference", expected="GPU stall")
    page.clock.install()
    page.add_init_script(_GLIDING)
    page.goto(f"{site.url}/map")
    expect(the_map(page)).to_be_visible()
    until(page, "window.arrived?.length > 0")
    assert page.evaluate("arrived.every((share) => share === 1)")

    # it is asked for again once a minute; from here on, time passes only in steps
    content = mirrored(site.ask("/map").content)
    page.route("**/api/v1/map", lambda route: route.fulfill(body=content, content_type="application/vnd.musicsim.map"))
    minute = page.evaluate("Date.now()") / 1000 + 61
    page.clock.pause_at(datetime.fromtimestamp(minute, UTC))
    for _ in range(PATIENCE // 50):
        page.clock.run_for(400)
        if page.evaluate("arrived.some((share) => share < 1) && arrived.at(-1) === 1"):
            break
        page.wait_for_timeout(20)
    glide = page.evaluate("arrived.slice(arrived.findIndex((share) => share < 1))")
    assert len(glide) > 10
    assert glide == sorted(glide)
    assert glide[-1] == 1


_GLIDING = """
  const gl = WebGL2RenderingContext.prototype
  const { getUniformLocation, uniform1f } = gl
  const arrivals = new WeakSet()
  window.arrived = []
  gl.getUniformLocation = function (program, name) {
    const found = getUniformLocation.call(this, program, name)
    if (name === 'arrived') arrivals.add(found)
    return found
  }
  gl.uniform1f = function (place, value) {
    if (arrivals.has(place)) window.arrived.push(value)
    uniform1f.call(this, place, value)
  }
"""
"""How far points have come on their way, whenever they are drawn."""


def mirrored(content: bytes) -> bytes:
    """A map with left and right exchanged."""
    begin = 12 + int.from_bytes(content[8:12], "little")
    header = json.loads(content[12:begin])
    place = next(column for column in header["columns"] if column["name"] == "x")
    start = begin + place["offset"]
    x = FARTHEST - np.frombuffer(content, "<u2", header["count"], start)
    return content[:start] + x.astype("<u2").tobytes() + content[start + x.nbytes :]


def test_a_radio_is_drawn_as_a_line(visit: Visit, site: Site) -> None:
    track = site.track("Slow Orbit")
    page = visit(f"/radio?track={track['id']}", expected="GPU stall|willReadFrequently")
    until_played(page, 0.1)
    page.get_by_role("region", name="Player").get_by_role("button", name="Pause", exact=True).click()
    with page.expect_response(re.compile(r"/radio/\w+/plays")) as told:
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Map").click()
    assert told.value.ok
    line = page.get_by_role("button", name="Draw the queue as a line")
    expect(line).to_have_attribute("aria-pressed", "true")
    page.mouse.move(0, 0)
    until(page, f"{_STROKES} > 0")
    line.click()
    expect(line).to_have_attribute("aria-pressed", "false")
    until(page, f"{_STROKES} === 0")
    line.click()
    until(page, f"{_STROKES} > 0")


_STROKES = """(() => {
  const canvas = document.querySelectorAll('[role=application] canvas')[1]
  const probe = document.createElement('canvas').getContext('2d')
  probe.fillStyle = getComputedStyle(canvas).getPropertyValue('--accent')
  probe.fillRect(0, 0, 1, 1)
  const accent = probe.getImageData(0, 0, 1, 1).data
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  let found = 0
  for (let at = 0; at < data.length; at += 4)
    found += data[at + 3] === 255 && [0, 1, 2].every((one) => Math.abs(data[at + one] - accent[one]) < 3)
  return found
})()"""
"""Pixels over the map that have the colour of lines."""


def test_the_map_by_keys_and_as_a_list(visit: Visit, site: Site) -> None:
    page = visit("/map", viewport=PHONE, locale="fr-FR", expected="GPU stall")
    area = the_map(page, "Carte de la bibliothèque")
    expect(page.get_by_role("button", name="En liste")).to_be_visible()  # from then on it hears keys
    area.focus()
    for key in ("+", "ArrowLeft", "ArrowUp", "-", "0", "Enter"):
        area.press(key)
    expect(page).to_have_url(re.compile("track="))
    expect(page.get_by_role("region", name="Le morceau choisi")).to_be_visible()
    area.press("Escape")
    expect(page).not_to_have_url(re.compile("track="))

    # the lasso for hands without a Shift key
    page.get_by_role("button", name="Choisir au lasso").click()
    draw_around(page, area, ((0.02, 0.2), (0.8, 0.2), (0.8, 0.95), (0.02, 0.95)))
    expect(page.get_by_role("complementary", name=re.compile(r"^\d+ morceaux$"))).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="En liste").click()
    near = page.get_by_role("list", name="Dans les environs")
    first = near.get_by_role("listitem").first.get_by_role("button").first
    first.focus()
    first.press("ArrowDown")
    second = near.get_by_role("listitem").nth(1).get_by_role("button").first
    expect(second).to_be_focused()
    title = second.inner_text().split("\n")[0]
    second.press("ArrowRight")
    expect(near.get_by_role("listitem").first).to_contain_text(title)
    near.get_by_role("listitem").first.get_by_role("button").first.press("Enter")
    expect(page).to_have_url(re.compile("track="))


def test_without_a_map(visit: Visit) -> None:
    page = visit("/", viewport=PHONE)

    def nothing_yet(route: Route) -> None:
        route.fulfill(json={"items": [], "next": None})

    page.route("**/api/v1/clusters", nothing_yet)
    page.goto(page.url + "map")
    expect(page.get_by_role("heading", name="The map is being made")).to_be_visible()

    # it appears by itself; where it cannot be drawn as a list
    page.evaluate("HTMLCanvasElement.prototype.getContext = () => null")
    page.unroute("**/api/v1/clusters", nothing_yet)
    expect(page.get_by_text("This browser cannot draw the map")).to_be_visible()
    expect(page.get_by_role("list", name="What lies near").get_by_role("listitem")).to_have_count(30)
    look(page, "map-list")
