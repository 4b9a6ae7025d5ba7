"""Pictures of albums, once they are there: what people say of them, and what becomes of bytes."""

from datetime import timedelta

import pytest

from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.images import plain_png
from musicsim.adapters.memory.picture_editor import made_up_picture
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musicsim.domain.model.artwork import ArtworkSize, ArtworkSource
from musicsim.domain.model.painting import ArtworkOrder, ArtworkState, Declined, Painting
from musicsim.domain.rules.streams import at_once
from musicsim.domain.use_cases.store_picture import StorePicture
from musicsim.domain.use_cases.sweep_pictures import MOST_MOSAICS
from tests.support.missing_artwork import Gallery

MINE = plain_png(9)


@pytest.fixture
def gallery() -> Gallery:
    return Gallery()


async def test_another_one_is_made_when_a_person_asks(gallery: Gallery):
    gallery.painters = [MemoryArtworkGenerator(name="one"), MemoryArtworkGenerator(name="two")]
    album = await gallery.album("One")
    await gallery.round()
    first = (await gallery.account(album)).pictures[0]
    await gallery.painting.want_another(album, "two")
    waiting = await gallery.account(album)
    assert waiting.shown is not None  # until there is another one
    assert [one.state for one in await gallery.round()] == [ArtworkState.FOUND]
    account = await gallery.account(album)
    assert [one.about.provider for one in account.pictures] == ["two", "one"]
    assert account.search is not None
    assert account.search.image == account.pictures[0].id
    assert account.pictures[0].picture != first.picture
    with pytest.raises(Invalid):
        await gallery.painting.want_another(album, "nobody")
    gallery.painters[1].fails_with = Unavailable("two", "Nobody answers.")
    await gallery.painting.want_another(album, "two")
    [failed] = await gallery.round()
    assert (failed.state, failed.image) == (ArtworkState.FAILED, account.pictures[0].id)


async def test_who_was_rejected_is_not_asked_again_until_a_person_asks(gallery: Gallery):
    gallery.painters = [MemoryArtworkGenerator(name="one"), MemoryArtworkGenerator(name="two")]
    album = await gallery.album("One")
    await gallery.round()
    await gallery.painting.reject(album)
    assert (await gallery.account(album)).shown is None
    await gallery.round()
    account = await gallery.account(album)
    assert [(one.about.provider, one.rejected_at is None) for one in account.pictures] == [
        ("two", True),
        ("one", False),
    ]
    await gallery.painting.reject(album)
    assert await gallery.round() == []
    rejected = (await gallery.account(album)).search
    assert rejected is not None
    assert (rejected.state, rejected.next_try) == (ArtworkState.ABSENT, None)
    with pytest.raises(Conflict):
        await gallery.painting.reject(album)
    await gallery.painting.look_for_missing()
    [again] = await gallery.round()
    assert [line.source for line in again.tried] == ["files", "musicsim"]
    assert "rejected" in again.tried[-1].detail
    await gallery.painting.restore(album, account.pictures[1].id)
    restored = await gallery.account(album)
    assert restored.search is not None
    assert restored.search.image == account.pictures[1].id
    await gallery.painting.restore(album)
    back = await gallery.account(album)
    assert back.search is not None
    assert back.search.image == account.pictures[0].id
    await gallery.painting.reject(album)
    await gallery.painting.want_another(album, "two")
    assert [one.state for one in await gallery.round()] == [ArtworkState.FOUND]


async def test_ones_own_goes_before_all_others(gallery: Gallery):
    album = await gallery.album("One")
    gallery.beside["One/cover.png"] = made_up_picture(500, 500, "sleeve")
    listening = assemble(Settings(), gallery.ports).listening
    track = (await gallery.track("One/0.wav")).id
    assert (await listening.show_artwork(track, ArtworkSize.TINY)).artwork.source is ArtworkSource.FOLDER
    await gallery.painting.upload(album, MINE)
    assert (await listening.show_artwork(track, ArtworkSize.TINY)).artwork.source is ArtworkSource.UPLOADED
    assert await gallery.round() == []
    shown = (await gallery.account(album)).shown
    assert shown is not None
    assert shown.source is ArtworkSource.UPLOADED
    with pytest.raises(Invalid) as caught:
        await gallery.painting.upload(album, b"no picture")
    assert caught.value.field == "picture"
    await gallery.painting.reject(album)
    assert (await listening.show_artwork(track, ArtworkSize.TINY)).artwork.source is ArtworkSource.FOLDER
    with pytest.raises(NotFound):
        await gallery.painting.restore(await gallery.alone())


async def test_behind_a_rejected_one_comes_the_one_before_and_nobody_paints(gallery: Gallery):
    album = await gallery.album("One")
    await gallery.round()
    await gallery.painting.upload(album, MINE)
    await gallery.painting.reject(album)
    account = await gallery.account(album)
    assert account.shown is not None
    assert account.shown.source is ArtworkSource.GENERATED
    assert await gallery.round() == []
    assert len(gallery.painted) == 1


async def test_nobody_paints_what_would_not_be_shown(gallery: Gallery):
    album = await gallery.album("One")
    gallery.beside["One/cover.png"] = made_up_picture(500, 500, "sleeve")
    await gallery.painting.want_another(album)  # before anybody looked
    assert [(one.state, one.image) for one in await gallery.round()] == [(ArtworkState.FOUND, "")]
    assert gallery.painted == []
    with pytest.raises(Conflict, match="files"):
        await gallery.painting.want_another(album)
    del gallery.beside["One/cover.png"]
    await gallery.painting.look_for_missing()
    await gallery.round()
    await gallery.painting.want_another(album)
    assert len(await gallery.round()) == 1


async def test_what_people_say_while_it_is_painted_holds(gallery: Gallery):
    album = await gallery.album("One")

    class Slow(MemoryArtworkGenerator):
        async def generate(self, order: ArtworkOrder) -> Painting | Declined:
            await gallery.painting.upload(album, MINE)
            return await super().generate(order)

    gallery.painters = [Slow()]
    assert await gallery.round() == []
    account = await gallery.account(album)
    assert account.shown is not None
    assert account.shown.source is ArtworkSource.UPLOADED
    assert len(account.pictures) == 2


async def test_who_was_asked_for_is_asked_although_another_one_painted_meanwhile(gallery: Gallery):
    album = await gallery.album("One")

    class Slow(MemoryArtworkGenerator):
        async def generate(self, order: ArtworkOrder) -> Painting | Declined:
            await gallery.painting.want_another(album, "two")
            gallery.library.clock.advance(timedelta(seconds=1))
            return await super().generate(order)

    gallery.painters = [Slow(name="one"), MemoryArtworkGenerator(name="two")]
    assert await gallery.round() == []
    assert [one.state for one in await gallery.round()] == [ArtworkState.FOUND]
    shown = await gallery.shown((await gallery.track("One/0.wav")).id)
    assert shown is not None
    assert shown.about.provider == "two"


async def test_lost_bytes_are_noticed_and_painted_again(gallery: Gallery):
    await gallery.album("One")
    await gallery.round()
    for entry in [entry async for entry in gallery.ports.blobs.walk()]:
        await gallery.ports.blobs.delete(entry.key)
    listening = assemble(Settings(), gallery.ports).listening
    track = (await gallery.track("One/0.wav")).id
    with pytest.raises(NotFound):
        await listening.show_artwork(track, ArtworkSize.TINY)
    assert [one.state for one in await gallery.round()] == [ArtworkState.FOUND]
    assert (await listening.show_artwork(track, ArtworkSize.TINY)).picture is not None


async def test_too_many_mosaics_of_a_part_are_made_anew_when_they_are_asked_for(gallery: Gallery):
    blobs, clock, sweep = gallery.ports.blobs, gallery.library.clock, gallery.painting.sweep
    for number in range(MOST_MOSAICS + 1):
        await blobs.put(f"artwork/mosaics/a{number:031x}-256.webp", at_once(b"a mosaic"), "image/webp")
    await blobs.put("artwork/mosaics/b-256.webp", at_once(b"a mosaic"), "image/webp")
    removed = 0
    for _ in range(272):
        removed += await sweep()
        clock.advance(timedelta(minutes=1))
    assert removed == MOST_MOSAICS + 1
    assert [entry.key async for entry in blobs.walk()] == ["artwork/mosaics/b-256.webp"]


async def test_pictures_that_nobody_names_are_swept_an_hour_later(gallery: Gallery):
    await gallery.album("One")
    await gallery.round()
    blobs, sweep, clock = gallery.ports.blobs, gallery.painting.sweep, gallery.library.clock
    kept = [entry.key async for entry in blobs.walk()]
    await StorePicture(blobs=blobs, pictures=gallery.ports.pictures)(plain_png(5))  # and no row: killed in between
    assert len([entry async for entry in blobs.walk()]) == len(kept) + 1
    removed = 0
    for _ in range(272 + 70):
        removed += await sweep()
        assert await sweep() == 0  # not at once again
        clock.advance(timedelta(minutes=1))
    assert removed == 1
    assert [entry.key async for entry in blobs.walk()] == kept
