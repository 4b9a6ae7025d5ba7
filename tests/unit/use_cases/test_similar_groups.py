"""Albums and artists that sound alike."""

import pytest

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.groups import AlbumQuery, GroupQuery
from musicsim.domain.model.identity import AlbumId, ArtistId
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
