"""What `--json` prints is what the HTTP API answers with."""

from collections.abc import Sequence
from typing import Any

from litestar.testing import AsyncTestClient

from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.entrypoints.http.app import create_app
from tests.support.cli import Desk
from tests.support.people import credentials, move_in
from tests.unit.use_cases.library import tone


async def _asked(desk: Desk, paths: Sequence[str]) -> list[Any]:
    app = create_app(assemble(Settings(scan_on_start=False), desk.library.ports))
    ports = desk.library.ports
    async with AsyncTestClient(app, base_url="http://127.0.0.1") as client:
        client.headers.update(await credentials(ports, await move_in(ports, "ada")))
        return [(await client.get(f"/api/v1/{path}")).json() for path in paths]


def test_commands_and_http_speak_alike(desk: Desk) -> None:
    for name, pitch in {"Ada/One/1 - Low": 220, "Ada/One/2 - Lower": 210, "Bo/Two/1 - High": 900}.items():
        desk.library.store.put(f"{name}.wav", tone(pitch))
    desk.library.store.put("broken.wav", b"nothing")
    desk.run("scan")
    shown, similar = desk.json("show", "high"), desk.json("similar", "high")
    paths = [f"tracks/{shown['id']}", f"tracks/{shown['id']}/similar", "tracks?status=failed", "library/status"]
    track, hits, failed, status = desk.do(_asked(desk, paths))
    assert shown == track
    assert similar == hits
    assert len(hits["items"]) == 2
    assert desk.json("show", "--failed")["failed"] == failed["items"]
    assert desk.json("show") == {"library": str(desk.folder / "music"), **status}
