"""How the client reaches a browser."""

from playwright.sync_api import expect

from tests.integration.web.conftest import Visit
from tests.support.visiting import look
from tests.support.web_site import LISTENER


def test_it_opens_where_its_address_says(visit: Visit) -> None:
    page = visit("/albums", name=LISTENER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Albums")
    look(page, "albums")
