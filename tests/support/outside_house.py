"""The application on real adapters, served over a socket, its outside services played by stand-ins."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx

from musicsim.adapters.guarded.limits import Limits
from musicsim.bootstrap import Application, Internet, open_application
from musicsim.config import Settings
from musicsim.entrypoints.http.server import serve
from tests.support.externals import an_external
from tests.support.files import encoded
from tests.support.signing_in import admitted
from tests.support.standins.brainz import ListenBrainz, MusicBrainz
from tests.support.standins.cyanite import TOKEN, Cyanite
from tests.support.standins.serving import local_web, serving
from tests.support.standins.spotify import CLIENT, SECRET, Spotify

HOOK = "webhook-s3cret"
SECRETS = (TOKEN, SECRET, HOOK, "s3cret")


@dataclass
class StandIns:
    """All services."""

    cyanite: Cyanite = field(default_factory=Cyanite)
    spotify: Spotify = field(default_factory=Spotify)
    listenbrainz: ListenBrainz = field(default_factory=ListenBrainz)
    musicbrainz: MusicBrainz = field(default_factory=MusicBrainz)

    @property
    def all(self) -> dict[str, Cyanite | Spotify | ListenBrainz | MusicBrainz]:
        return dict(vars(self))

    def reset(self) -> None:
        for one in self.all.values():
            one.reset()

    @property
    def internet(self) -> Internet:
        """The way to them, and guards that let tests ask as often as they like."""
        addresses = {
            "cyanite": f"{self.cyanite.address}/graphql",
            "spotify": f"{self.spotify.address}/v1/",
            "spotify_tokens": f"{self.spotify.address}/api/token",
            "listenbrainz": self.listenbrainz.address,
            "musicbrainz": f"{self.musicbrainz.address}/ws/2",
        }
        return Internet(web=lambda _: local_web(), addresses=addresses, limited=_generous)


def _generous(usual: Limits) -> Limits:
    return replace(usual, rate=1e6, burst=1e6, attempts=1, seconds=min(usual.seconds, 6.0), failures=1000)


@contextmanager
def stand_ins() -> Iterator[StandIns]:
    """Each served by a thread."""
    made = StandIns()
    with ExitStack() as stack:
        for one in made.all.values():
            one.address = stack.enter_context(serving(one.application(), one))
        yield made


class Heard(logging.Handler):
    """Everything that was logged, down to the last detail, and answered."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))

    async def note(self, answer: httpx.Response) -> None:
        self.texts.append(f"{answer.headers} {(await answer.aread()).decode(errors='replace')}")


@dataclass
class House:
    """Where it is; `tracks` are the ids of ours by the number of their counterparts."""

    application: Application
    client: httpx.AsyncClient
    tracks: dict[int, str]
    heard: Heard


@asynccontextmanager
async def outside_house(folder: Path, services: StandIns, tracks: int) -> AsyncIterator[House]:
    """A library of so many tracks, scanned and not listened to; the last one is a FLAC file, the others MP3."""
    for number in range(1, tracks + 1):
        outside = an_external(number)
        ending, code = ("flac", "ISRC") if number == tracks else ("mp3", "TSRC")
        about = {"title": outside.title, "artist": outside.artist, code: outside.isrc}
        (folder / "music").mkdir(exist_ok=True)
        (folder / "music" / f"{number}.{ending}").write_bytes(encoded(ending, about, seconds=0.3))
    settings = Settings(
        library=str(folder / "music"),
        data=folder / "data",
        processes=1,
        scan_on_start=False,
        cyanite_token=TOKEN,
        cyanite_webhook_secret=HOOK,
        spotify_client_id=CLIENT,
        spotify_client_secret=SECRET,
        listenbrainz=True,
        outside_contact="somebody@example.org",
    )
    heard = Heard()
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    try:
        async with open_application(settings, services.internet) as application, _client(application, heard) as client:
            await application.scan_library()
            items = (await client.get("/tracks")).json()["items"]
            numbers = {int(item["path"].partition(".")[0]): item["id"] for item in items}
            yield House(application, client, numbers, heard)
    finally:
        root.setLevel(level)
        root.removeHandler(heard)


@asynccontextmanager
async def _client(application: Application, heard: Heard) -> AsyncIterator[httpx.AsyncClient]:
    url: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    headers = await admitted(application)
    serving_it = asyncio.create_task(serve(application, None, "127.0.0.1", 0, on_ready=url.set_result))
    try:
        async with httpx.AsyncClient(
            base_url=f"{await url}/api/v1", headers=headers, timeout=30.0, event_hooks={"response": [heard.note]}
        ) as client:
            yield client
    finally:
        serving_it.cancel()
        await asyncio.wait({serving_it})
