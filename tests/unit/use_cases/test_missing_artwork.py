"""Albums without a picture get one: whose turn it is, what is tried, what a crash leaves."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from musicsim.adapters.memory.album_pictures import MemoryAlbumPictures
from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.artwork_searches import MemoryArtworkSearches
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.picture_editor import made_up_picture
from musicsim.adapters.memory.plays import MemoryPlays
from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSize, ArtworkSource
from musicsim.domain.model.identity import AlbumId, TrackId, UserId
from musicsim.domain.model.painting import ArtworkOrder, ArtworkSearch, ArtworkState, Declined, Outcome, Painting
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.use_cases.picture_album import CLAIM
from musicsim.domain.use_cases.store_picture import StorePicture
from tests.support.missing_artwork import Gallery, Killed, MortalBlobs


@pytest.fixture
def gallery() -> Gallery:
    return Gallery()


def trace(search: ArtworkSearch) -> list[tuple[str, Outcome]]:
    return [(line.source, line.outcome) for line in search.tried]


async def test_an_album_without_a_picture_gets_one_that_all_its_tracks_show(gallery: Gallery):
    album = await gallery.album("One", tracks=2)
    [search] = await gallery.round()
    assert (search.album, search.state) == (album.id, ArtworkState.FOUND)
    assert trace(search) == [("files", Outcome.NONE), ("memory", Outcome.FOUND)]
    listening = assemble(Settings(), gallery.ports).listening
    shown = [await listening.show_artwork((await gallery.track(f"One/{n}.wav")).id, ArtworkSize.TINY) for n in (0, 1)]
    assert shown[0].picture == shown[1].picture
    assert {one.artwork.source for one in shown} == {ArtworkSource.GENERATED}
    assert (await listening.show_album_artwork(AlbumId(album.id), ArtworkSize.TINY)).tag == shown[0].tag
    assert gallery.painted == [album.id]
    assert await gallery.round() == []


async def test_a_track_on_no_album_gets_its_own(gallery: Gallery):
    subject = await gallery.alone()
    assert subject.alone
    [search] = await gallery.round()
    assert (search.album, search.alone, search.state) == (subject.id, True, ArtworkState.FOUND)
    shown = await gallery.shown(TrackId(subject.id))
    assert shown is not None
    assert shown.about.prompt


async def test_what_files_bring_is_not_painted_over_and_nothing_is_kept_of_it(gallery: Gallery):
    album = await gallery.album("One")
    gallery.beside["One/cover.png"] = made_up_picture(500, 500, "sleeve")
    [search] = await gallery.round()
    assert trace(search) == [("files", Outcome.FOUND)]
    assert search.tried[0].detail == "folder: One/cover.png"
    assert gallery.painted == []
    assert [entry async for entry in gallery.ports.blobs.walk()] == []
    assert await gallery.round() == []
    del gallery.beside["One/cover.png"]
    assert await gallery.painting.look_for_missing() == 1
    assert [one.state for one in await gallery.round()] == [ArtworkState.FOUND]
    assert gallery.painted == [album.id]


async def test_a_picture_in_a_file_goes_before_one_that_was_made(gallery: Gallery):
    await gallery.album("One")
    await gallery.round()
    gallery.beside["One/cover.png"] = made_up_picture(500, 500, "sleeve")
    track = await gallery.track("One/0.wav")
    listening = assemble(Settings(), gallery.ports).listening
    shown = await listening.show_artwork(track.id, ArtworkSize.TINY)
    assert shown.artwork.source is ArtworkSource.FOLDER
    gallery.library.store.reachable = False
    assert (await listening.show_artwork(track.id, ArtworkSize.TINY)).tag == shown.tag


async def test_what_one_file_brings_goes_before_what_was_made_for_all_tracks_of_an_album(gallery: Gallery):
    album = await gallery.album("One", tracks=2)
    await gallery.round()
    bare, full = [await gallery.track(f"One/{number}.wav") for number in (0, 1)]
    listening = assemble(Settings(), gallery.ports).listening
    assert (await listening.show_artwork(bare.id, ArtworkSize.TINY)).artwork.source is ArtworkSource.GENERATED
    red = Artwork(
        track=full.id,
        outcome=ArtworkOutcome.FOUND,
        looked_at=gallery.library.clock.now(),
        picture=await StorePicture(blobs=gallery.ports.blobs, pictures=gallery.ports.pictures)(
            made_up_picture(500, 500, "sleeve")
        ),
        source=ArtworkSource.TAGS,
        origin=full.key,
    )
    await gallery.ports.artworks.save(full, red)
    shown = [await listening.show_artwork(track.id, ArtworkSize.TINY) for track in (bare, full)]
    assert shown[0].artwork == shown[1].artwork == red
    assert (await listening.show_album_artwork(AlbumId(album.id), ArtworkSize.TINY)).artwork == red


async def test_while_the_library_is_out_of_reach_nothing_is_absent_and_nothing_painted(gallery: Gallery):
    await gallery.album("One")
    gallery.library.store.reachable = False
    [search] = await gallery.round()
    assert (search.state, trace(search)) == (ArtworkState.FAILED, [("files", Outcome.FAILED)])
    assert gallery.painted == []
    gallery.library.store.reachable = True
    assert await gallery.round() == []
    gallery.library.clock.advance(timedelta(minutes=5))
    assert [one.state for one in await gallery.round()] == [ArtworkState.FOUND]


async def test_the_last_played_comes_first_then_the_last_added(gallery: Gallery):
    albums = []
    for number in range(4):
        gallery.library.clock.advance(timedelta(hours=1))
        albums.append(await gallery.album(f"Album {number}", pitch=300 + 40 * number))
    track = await gallery.track("Album 1/0.wav")
    at = gallery.library.clock.now()
    play = PlayEvent(play=PlayId("p"), track=track.id, stage=PlayStage.STARTED, at=at)
    await gallery.ports.plays.record(UserId("ann"), [play])
    order = [albums[n].id for n in (1, 3, 2, 0)]
    painting = gallery.painting
    done: list[ArtworkSearch] = []
    for _ in range(6):
        gallery.library.clock.advance(timedelta(minutes=1))
        await painting.generate_missing(1, done.append)
    assert [search.album for search in done] == order


async def test_what_a_person_asks_for_waits_for_nothing_that_is_tried_again(gallery: Gallery):
    wanted = await gallery.album("Wanted")
    await gallery.round()
    gallery.painters[0].fails_with = Unavailable("memory", "Nobody answers.")
    for number in range(3):
        await gallery.album(f"Album {number}", pitch=500 + 20 * number)
    assert [one.state for one in await gallery.round()] == [ArtworkState.FAILED] * 3
    gallery.painters[0].fails_with = None
    gallery.library.clock.advance(timedelta(hours=1))
    await gallery.painting.look_for_missing()
    await gallery.painting.want_another(wanted)
    done: list[ArtworkSearch] = []
    await gallery.painting.generate_missing(1, done.append)
    assert [search.album for search in done] == [wanted.id]


async def test_what_somebody_else_is_at_is_nothing_to_do(gallery: Gallery):
    """Or whoever works in rounds would ask the database without a rest until that other one is done."""
    album = await gallery.album("One")
    at = gallery.library.clock.now()
    play = PlayEvent(play=PlayId("p"), track=(await gallery.track("One/0.wav")).id, stage=PlayStage.STARTED, at=at)
    await gallery.ports.plays.record(UserId("ann"), [play])
    assert await gallery.ports.artwork_searches.claim(album, "another", at, at + CLAIM) is not None
    assert await gallery.painting.generate_missing(10) == 0
    gallery.library.clock.advance(CLAIM)
    assert await gallery.painting.generate_missing(10) == 1


async def test_without_a_generator_nothing_is_looked_for(gallery: Gallery):
    await gallery.album("One")
    gallery.painters = []
    assert await gallery.round() == []
    subject = await gallery.album("One")
    with pytest.raises(Conflict):
        await gallery.painting.want_another(subject)


async def test_what_nobody_listened_to_waits(gallery: Gallery):
    gallery.library.say("A/a.wav", artist="Ann", album="A")
    gallery.library.store.put("A/a.wav", b"not listened to")
    await gallery.library.scan()
    assert await gallery.round() == []


async def test_refusals_are_an_answer_and_failures_are_not(gallery: Gallery):
    shy = MemoryArtworkGenerator(name="shy", declines=frozenset({"Abstract"}))
    away = MemoryArtworkGenerator(name="away", fails_with=Unavailable("away", "Nobody answers."))
    gallery.painters = [shy]
    await gallery.album("One")
    [search] = await gallery.round()
    assert (search.state, trace(search)[1]) == (ArtworkState.ABSENT, ("shy", Outcome.DECLINED))
    gallery.painters = [shy, away]
    await gallery.album("Two", pitch=600)
    [failed] = await gallery.round()
    assert (failed.state, failed.tried[-1].detail) == (ArtworkState.FAILED, "Nobody answers.")
    waits = []
    for _ in range(3):
        gallery.library.clock.advance(timedelta(days=1))
        waits += [one.next_try - gallery.library.clock.now() for one in await gallery.round() if one.next_try]
    assert all(earlier < later for earlier, later in pairwise(waits))


async def test_many_at_once_paint_each_album_once(gallery: Gallery):
    for number in range(5):
        await gallery.album(f"Album {number}", pitch=300 + 20 * number)
    rounds = await asyncio.gather(*(gallery.round() for _ in range(6)))
    assert sum(map(len, rounds)) == 5
    assert len(gallery.painted) == len(set(gallery.painted)) == 5


class Unhurried(MemoryArtworkGenerator):
    """Takes a while."""

    clock: ManualClock

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        self.clock.advance(timedelta(seconds=1))
        return await super().generate(order)


class MortalPictures(MemoryAlbumPictures):
    async def add(self, picture: AlbumPicture) -> None:
        await super().add(picture)
        raise Killed


class MortalSearches(MemoryArtworkSearches):
    async def settle(self, token: str, search: ArtworkSearch) -> bool:
        await super().settle(token, search)
        raise Killed


@pytest.mark.parametrize("point", ["bytes", "image row", "album row"])
async def test_whoever_is_killed_in_between_leaves_nothing_wrong(gallery: Gallery, point: str):
    album = await gallery.album("One")
    gallery.painters = [painter := Unhurried()]
    painter.clock = gallery.library.clock
    blobs, database = gallery.library.blobs, gallery.library.database
    plays = gallery.ports.plays
    assert isinstance(blobs, MortalBlobs)
    assert isinstance(plays, MemoryPlays)
    dying = {
        "bytes": {},
        "image row": {"album_pictures": MortalPictures(database)},
        "album row": {"artwork_searches": MortalSearches(database, plays)},
    }
    blobs.dies_after_put = point == "bytes"
    gallery.changed = dying[point]
    with pytest.raises(Killed):
        await gallery.round()
    blobs.dies_after_put, gallery.changed = False, {}
    gallery.library.clock.advance(CLAIM)  # a process that is killed lets go of nothing
    await gallery.round()
    account = await gallery.account(album)
    assert account.search is not None
    assert (account.search.state, len(account.pictures)) == (ArtworkState.FOUND, 1)
    assert len(gallery.painted) == (2 if point == "bytes" else 1)
    track = (await gallery.track("One/0.wav")).id
    shown = await assemble(Settings(), gallery.ports).listening.show_artwork(track, ArtworkSize.LARGEST)
    assert shown.picture is not None


async def test_a_stop_lets_go_at_once_and_a_fault_of_ours_is_told_but_blocks_nobody(gallery: Gallery):
    album = await gallery.album("One")
    gallery.painters[0].fails_with = asyncio.CancelledError()  # type: ignore[assignment]
    with pytest.raises(asyncio.CancelledError):
        await gallery.round()
    gallery.painters[0].fails_with = ZeroDivisionError()  # type: ignore[assignment]
    with pytest.raises(ZeroDivisionError):
        await gallery.round()
    search = (await gallery.account(album)).search
    assert search is not None
    assert (search.state, search.tried[-1].outcome) == (ArtworkState.FAILED, Outcome.FAILED)
    assert await gallery.round() == []


async def test_an_album_that_went_away_is_absent(gallery: Gallery):
    album = await gallery.album("One")
    await gallery.painting.want_another(album)
    track = await gallery.track("One/0.wav")
    await gallery.ports.catalogue.mark_missing([track.id], gallery.library.clock.now())
    [search] = await gallery.round()
    assert (search.state, trace(search)) == (ArtworkState.ABSENT, [("library", Outcome.NONE)])
