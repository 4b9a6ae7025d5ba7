"""Missing pictures on a real database, and the painters that settings choose."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from musicsim.adapters.guarded.limits import Limits
from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.metrics import MemoryMetrics
from musicsim.adapters.memory.spending import MemorySpending
from musicsim.adapters.sqlalchemy.album_pictures import SqlAlbumPictures
from musicsim.adapters.sqlalchemy.analyses import SqlAnalyses
from musicsim.adapters.sqlalchemy.artwork_searches import SqlArtworkSearches
from musicsim.adapters.sqlalchemy.artworks import SqlArtworks
from musicsim.adapters.sqlalchemy.catalogue import SqlCatalogue
from musicsim.adapters.sqlalchemy.plays import SqlPlays
from musicsim.bootstrap import Internet, Ports, assemble
from musicsim.bootstrap import painters as painting
from musicsim.config import Settings
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.painting import ArtworkOrder, ArtworkState, Attempt, Declined, Outcome, Painting
from musicsim.domain.use_cases.make_artwork import MakeArtwork
from tests.contracts.artwork_searches_contract import on_album
from tests.support.externals import an_order
from tests.support.samples import DAY, an_analysis
from tests.support.sqlite import opened
from tests.support.standins.painters import TOKEN, LimeWire, OpenAi
from tests.support.standins.serving import free_address, local_web, serving
from tests.unit.use_cases.library import Library

ALBUMS = 30


class Moody(MemoryArtworkGenerator):
    """Fails three times in ten, and never wants to paint one album in nine."""

    chance = random.Random(11)

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        await asyncio.sleep(0)
        if self.chance.random() < 0.3:
            raise Unavailable("memory", "Not now.")
        if sum(order.key.encode()) % 9 == 0:
            return Declined("Not that.")
        return await super().generate(order)


@pytest.fixture
async def ports(tmp_path: Path) -> AsyncIterator[Ports]:
    """Albums in SQLite that were listened to, and have no picture."""
    library = Library()
    async with opened(tmp_path / "musicsim.db") as database:
        await database.migrate()
        catalogue, analyses = SqlCatalogue(database), SqlAnalyses(database)
        tracks = [on_album(number, number) for number in range(ALBUMS)]
        await catalogue.save(tracks)
        for number, track in enumerate(tracks):
            library.store.put(track.key, b"sound")
            await analyses.save(track, an_analysis(number), DAY)
        yield replace(
            library.ports,
            catalogue=catalogue,
            analyses=analyses,
            artworks=SqlArtworks(database),
            artwork_searches=SqlArtworkSearches(database),
            album_pictures=SqlAlbumPictures(database),
            plays=SqlPlays(database),
            generators=[Moody()],
        )


async def test_every_album_ends_found_or_absent_and_none_twice_however_many_work(ports: Ports) -> None:
    workers = [assemble(Settings(), ports).painting.generate_missing for _ in range(3)]
    clock, [painter] = ports.clock, ports.generators
    assert isinstance(clock, ManualClock)
    assert isinstance(painter, Moody)
    for _ in range(40):
        await asyncio.gather(*(work(4) for work in workers))
        clock.advance(timedelta(hours=2))
    rows = (await ports.artwork_searches.page((), 100)).items
    ends = Counter(one.search.state for one in rows)
    assert set(ends) <= {ArtworkState.FOUND, ArtworkState.ABSENT}
    assert ends.total() == ALBUMS
    made = [await ports.album_pictures.of(one.search.album) for one in rows]
    assert Counter(map(len, made)) == {1: ends[ArtworkState.FOUND], 0: ends[ArtworkState.ABSENT]}
    assert len(painter.orders) == len({order.key for order in painter.orders}) == ends[ArtworkState.FOUND]


@dataclass(frozen=True)
class Painters:
    """Stand-ins, and the painters that settings make of them."""

    limewire: LimeWire
    openai: OpenAi

    async def make(self, order: ArtworkOrder, **settings: Any) -> Attempt:
        async with self.atelier(**settings) as opened:
            return await MakeArtwork(generators=opened.generators, clock=ManualClock())(order)

    @asynccontextmanager
    async def atelier(self, failures: int = 3, **settings: Any) -> AsyncIterator[painting.Painters]:
        """What settings open; guards leave alone who fails so often, and try nothing twice."""
        chosen = {
            "artwork_generators": "limewire, openai_images",
            "limewire_token": TOKEN,
            "images_url": self.openai.address,
            "images_key": TOKEN,
            "images_model": "some-model",
        }
        addresses = {"limewire": f"{self.limewire.address}/api"}

        def limited(usual: Limits) -> Limits:
            return replace(usual, attempts=1, failures=failures)

        async with AsyncExitStack() as stack:
            yield painting.Atelier(
                settings=Settings(**(chosen | settings)),
                internet=Internet(web=lambda _: local_web(), addresses=addresses, limited=limited),
                clock=ManualClock(),
                metrics=MemoryMetrics(),
                spending=MemorySpending(),
                stack=stack,
            ).open()


@pytest.fixture(scope="module")
def painters() -> Iterator[Painters]:
    limewire, openai = LimeWire(), OpenAi()
    with (
        serving(limewire.application(), limewire) as limewire.address,
        serving(openai.application(), openai) as openai.address,
    ):
        yield Painters(limewire, openai)


@pytest.fixture(autouse=True)
def reset(request: pytest.FixtureRequest) -> None:
    if "painters" in request.fixturenames:
        made = request.getfixturevalue("painters")
        made.limewire.reset()
        made.openai.reset()


async def test_in_the_order_of_the_settings(painters: Painters) -> None:
    first = await painters.make(an_order())
    assert [(one.source, one.outcome) for one in first.tried] == [("limewire", Outcome.FOUND)]
    other = await painters.make(an_order(), artwork_generators="openai_images,limewire")
    assert [one.source for one in other.tried] == ["openai_images"]
    assert other.artwork is not None
    assert (other.artwork.provenance.model, other.artwork.provenance.cost) == ("some-model", 0.0)


async def test_no_more_is_spent_than_a_day_may_cost_and_a_server_in_the_house_is_free(painters: Painters) -> None:
    painters.openai.by_address = True  # on this machine, over plain HTTP
    attempt = await painters.make(an_order(), limewire_daily_credits=0.5)
    assert [(one.source, one.outcome) for one in attempt.tried] == [
        ("limewire", Outcome.FAILED),
        ("openai_images", Outcome.FOUND),
    ]
    assert "has cost 0.5 today" in attempt.tried[0].detail
    assert painters.limewire.bodies == []


async def test_covers_whose_server_is_down_keep_nobody_from_painting(painters: Painters) -> None:
    async with painters.atelier(failures=1) as opened:
        for match in ("cannot be reached", "left alone"):
            with pytest.raises(Unavailable, match=match):
                await opened.images.fetch(f"{free_address()}/cover")
        attempt = await MakeArtwork(generators=opened.generators, clock=ManualClock())(an_order())
    assert [(one.source, one.outcome) for one in attempt.tried] == [("limewire", Outcome.FOUND)]


async def test_neither_trace_nor_log_holds_a_secret(painters: Painters, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    painters.limewire.answer = 500, {"title": "Broken", "detail": "?"}
    painters.openai.answer = 401, {"error": {"message": f"Incorrect API key {TOKEN}", "code": "invalid_api_key"}}
    attempt = await painters.make(an_order())
    assert [one.outcome for one in attempt.tried] == [Outcome.FAILED, Outcome.FAILED]
    assert TOKEN not in caplog.text + str(attempt)
    assert "s3cret" not in caplog.text + str(attempt)
