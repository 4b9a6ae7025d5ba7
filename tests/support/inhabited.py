"""A small library with people and playlists in it, served over a socket from a thread of its own."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from musicsim.bootstrap import open_application
from musicsim.config import Settings
from musicsim.entrypoints.http.server import serve
from musicsim.entrypoints.worker.pace import Pace
from musicsim.entrypoints.worker.worker import Worker
from tests.support.files import encoded
from tests.support.signing_in import admitted

PATIENCE = 60.0
SONGS = {"Ada/Tides/01 Ebb.mp3": "mp3", "Ada/Tides/02 Flood.flac": "flac", "Omar/Solo.opus": "opus"}


@dataclass(frozen=True)
class Inhabited:
    """Where it is, and what an admin shows there."""

    url: str
    headers: Mapping[str, str]
    client: httpx.Client  # one for all: each reads the certificates that there are, which takes longer than an answer

    def ask(self, method: str, path: str, **options: Any) -> Any:
        """The JSON that answers an admin; None where there is none."""
        answer = self.client.request(method, f"{self.url}/api/v1{path}", headers=self.headers, **options)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def things(self, wanted: set[str]) -> dict[str, str]:
        """Of the parameters of a path those that name what is there; playlists and people are new each time."""
        track = self.ask("GET", "/tracks")["items"][0]
        found = {"track_id": track["id"], "album_id": track["album_id"], "artist_id": track["artists"][0]["id"]}
        if wanted & {"genre_id"}:
            found["genre_id"] = self.ask("GET", "/genres")["items"][0]["id"]
        if wanted & {"playlist_id", "item_id", "share_id", "token"}:
            found |= self._playlist(track["id"])
        if wanted & {"radio_id"}:
            seeds = [{"kind": "track", "id": track["id"]}]
            found["radio_id"] = self.ask("POST", "/radio", json={"seeds": seeds})["id"]
        if wanted & {"cluster_id"}:
            found["cluster_id"] = self.ask("GET", "/clusters")["items"][0]["id"]
        if wanted & {"mix_id"}:
            self.ask("PUT", f"/favourites/{track['id']}")
            found["mix_id"] = self.ask("GET", "/me/mixes")["items"][0]["id"]
        if wanted & {"user_id"}:
            name = f"lise{len(self.ask('GET', '/users')['items'])}"
            found["user_id"] = self.ask("POST", "/users", json={"name": name})["user"]["id"]
        return {name: found[name] for name in wanted & found.keys()}

    def _playlist(self, track: str) -> dict[str, str]:
        made = self.ask("POST", "/playlists", json={"name": "Mine", "track_ids": [track]})["id"]
        items = self.ask("GET", f"/playlists/{made}/items")["items"]
        share = self.ask("POST", f"/playlists/{made}/share", json={})
        return {"playlist_id": made, "item_id": items[0]["id"], "share_id": share["id"], "token": share["token"]}


@contextmanager
def inhabited(folder: Path) -> Iterator[Inhabited]:
    """Everything as in an installation: SQLite, the real analyser, uvicorn."""
    for key, ending in SONGS.items():
        path = folder / "music" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(ending, {"title": path.stem, "genre": "Folk", "date": "1999"}, seconds=2.0))
    settings = Settings(library=str(folder / "music"), data=folder / "data", processes=1, scan_on_start=False)
    host = _Host(settings)
    host.start()
    try:
        url, headers = host.ready.result(PATIENCE)
        with httpx.Client(timeout=PATIENCE) as client:
            yield Inhabited(url, headers, client)
    finally:
        host.stop()


class _Host(threading.Thread):
    """An event loop with the application in it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(daemon=True)
        self.ready: Future[tuple[str, Mapping[str, str]]] = Future()
        self._settings = settings
        self._end = lambda: None

    def run(self) -> None:
        try:
            asyncio.run(self._live())
        except Exception as fault:
            self.ready.set_exception(fault)

    def stop(self) -> None:
        self._end()
        self.join(PATIENCE)

    async def _live(self) -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        self._end = lambda: loop.call_soon_threadsafe(over.set)
        async with open_application(self._settings) as application:
            worker = Worker(application, trace_waveforms=False, pace=Pace(idle=3600))
            await worker.scan()
            await worker.drain()
            await application.collections.make_map()
            headers = await admitted(application)
            url: asyncio.Future[str] = loop.create_future()
            serving = asyncio.create_task(serve(application, worker, "127.0.0.1", 0, on_ready=url.set_result))
            self.ready.set_result((await url, headers))
            await over.wait()
            serving.cancel()
            await asyncio.wait({serving})
