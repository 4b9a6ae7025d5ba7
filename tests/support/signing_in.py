"""Being signed in at a server, as an admin."""

import ssl

import httpx

from musicsim.bootstrap import Application
from musicsim.domain.model.session import Device
from musicsim.domain.use_cases.found_accounts import FIRST
from musicsim.entrypoints.http.access_tokens import issue
from tests.support.people import PASSWORD

FOUNDED = {"MUSICSIM_ADMIN_PASSWORD": PASSWORD}
"""The setting with which a new server has an admin whose password is known."""

UNUSED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For requests without TLS, `verify=UNUSED`: else httpx reads all certificates of the world anew, for each of them."""


async def admitted(application: Application) -> dict[str, str]:
    """What an admin shows for a quarter of an hour, who is made if there is nobody."""
    people = application.people
    await people.found_accounts(PASSWORD)
    opened = await people.sign_in(FIRST, PASSWORD, Device())
    return {"Authorization": f"Bearer {issue(opened.session, people.key, people.clock.now())}"}


def signed_in(url: str, name: str = FIRST, password: str = PASSWORD) -> dict[str, str]:
    """The same for a server in a process of its own, which was started with FOUNDED; or what somebody else shows."""
    body = {"name": name, "password": password}
    answer = httpx.post(f"{url}/api/v1/auth/login", json=body, timeout=60.0, verify=UNUSED)
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
