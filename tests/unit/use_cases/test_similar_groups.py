"""Albums and artists that sound alike."""

import asyncio
import gc
import warnings
from dataclasses import replace

import pytest

from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.groups import AlbumQuery, GroupQuery
from musicsim.domain.model.identity import AlbumId, ArtistId
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import Track
from tests.unit.use_cases.library import SILENCE, Library, tone


@pytest.fixture
async def library() -> Library:
    """Four albums: two low ones, a high one, a silent one; each by another artist."""
    library = Library()
    for place, (album, pitch) in enumerate((("Low", 200), ("Deep", 210), ("High", 3000))):
        for number in range(3):
            key = f"{album}/{number}.wav"
            library.store.put(key, tone(pitch * 1.1**number, seconds=0.1))
            library.say(key, artist=f"Artist {place}", album=album)
    library.store.put("Still/0.wav", SILENCE)
    library.say("Still/0.wav", artist="Nobody", album="Still")
    await library.scan()
    await library.listen()
    return library


async def test_albums(library: Library):
    albums = {album.name: album.id for album in (await library.app.explorer.list_albums(AlbumQuery())).items}
    found = await library.app.collections.similar_albums(albums["Low"], 5)
    assert [one.group.name for one in found] == ["Deep", "High"]
    assert 0 < found[0].distance < found[1].distance <= 2
    assert len(await library.app.collections.similar_albums(albums["Low"], 1)) == 1
    with pytest.raises(Conflict):
        await library.app.collections.similar_albums(albums["Still"], 5)
    with pytest.raises(NotFound):
        await library.app.collections.similar_albums(AlbumId("none"), 5)


async def test_artists(library: Library):
    artists = {artist.name: artist.id for artist in (await library.app.explorer.list_artists(GroupQuery())).items}
    found = await library.app.collections.similar_artists(artists["Artist 1"], 5)
    assert [one.group.name for one in found] == ["Artist 0", "Artist 2"]
    with pytest.raises(Conflict):
        await library.app.collections.similar_artists(artists["Nobody"], 5)
    with pytest.raises(NotFound):
        await library.app.collections.similar_artists(ArtistId("none"), 5)


class HeldCatalogue(MemoryCatalogue):
    """Answers the first search, and none of those after it; `held` is set when it is asked for the second."""

    def __init__(self, database: MemoryDatabase) -> None:
        super().__init__(database)
        self.searches = 0
        self.held = asyncio.Event()

    async def search(self, query: TrackQuery) -> Page[Track]:
        self.searches += 1
        if self.searches > 1:
            self.held.set()
            await asyncio.Event().wait()
        return await super().search(query)


async def test_who_goes_away_leaves_nothing_waiting(library: Library):
    for number in range(8):  # more than are asked for at once
        library.store.put(f"More {number}/0.wav", tone(190 + number, seconds=0.1))
        library.say(f"More {number}/0.wav", artist="Many", album=f"More {number}")
    await library.scan()
    await library.listen()
    (album,) = (await library.app.explorer.list_albums(AlbumQuery(text="low"))).items
    catalogue = HeldCatalogue(library.database)
    similar = library.app.collections.similar_albums
    asking = asyncio.create_task(replace(similar, compare=replace(similar.compare, catalogue=catalogue))(album.id, 5))
    async with asyncio.timeout(20):
        await catalogue.held.wait()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        del asking
        gc.collect()
    assert [str(one.message) for one in said if "never awaited" in str(one.message)] == []
