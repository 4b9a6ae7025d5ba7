"""Pictures of tracks and albums: found, kept, lost, found again."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from musicsim.adapters.memory.artworks import MemoryArtworks
from musicsim.adapters.memory.picture_editor import MemoryPictureEditor, made_up_picture
from musicsim.adapters.memory.side_files import MemorySideFiles
from musicsim.adapters.memory.tag_reader import MemoryTagReader
from musicsim.bootstrap.listening import Listening
from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.artwork import ArtworkOutcome, ArtworkSize, ArtworkSource, ShownArtwork
from musicsim.domain.model.audio import AudioSource, InlineAudio
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import AlbumId, TrackId, UserId
from musicsim.domain.model.metadata import Picture
from musicsim.domain.model.user import Caller, Role
from musicsim.domain.rules.grouping import album_id
from musicsim.domain.rules.tagging import OwnWords
from tests.unit.use_cases.library import Library, tone

RED, BLUE = made_up_picture(600, 600, "red"), made_up_picture(2000, 1000, "blue")


@dataclass
class Gallery:
    """A library with pictures here and there."""

    library: Library = field(default_factory=Library)

    def __post_init__(self) -> None:
        ports = self.library.ports
        self.side_files, self.editor, self.artworks = ports.side_files, ports.pictures, ports.artworks
        assert isinstance(self.side_files, MemorySideFiles)
        assert isinstance(self.editor, MemoryPictureEditor)
        assert isinstance(self.artworks, MemoryArtworks)
        self.app: Listening = self.library.app.listening

    async def put(self, key: str, embedded: bytes | None = None, pitch: float = 440, album: str = "") -> TrackId:
        data = tone(pitch)
        self.library.store.put(key, data)
        if embedded is not None:
            self.library.tags.pictures[InlineAudio(data)] = Picture(embedded, "image/png")
        if album:
            self.library.tags.words[key] = OwnWords(album=album, artists=["Ann"])
        await self.library.scan()
        return (await self.library.tracks())[key].id

    async def show(self, track: TrackId, size: ArtworkSize = ArtworkSize.MEDIUM) -> ShownArtwork:
        return await self.app.show_artwork(track, size)


@pytest.fixture
def gallery() -> Gallery:
    return Gallery()


def outline(shown: ShownArtwork) -> str:
    assert shown.picture is not None
    return shown.picture.data.removeprefix(b"RIFF....WEBP ").decode()


async def test_from_the_tags_before_the_folder(gallery: Gallery):
    track = await gallery.put("A/a.wav", RED)
    gallery.side_files.files["A/cover.jpg"] = BLUE
    shown = await gallery.show(track)
    assert outline(shown) == "256x256 red"
    assert (shown.artwork.source, shown.artwork.origin) == (ArtworkSource.TAGS, "A/a.wav")
    assert outline(await gallery.show(track, ArtworkSize.LARGEST)) == "600x600 red"


async def test_from_the_folder_or_the_one_above_a_disc(gallery: Gallery):
    track = await gallery.put("A/CD 1/a.wav")
    gallery.side_files.files["A/Folder.JPG"] = BLUE
    gallery.side_files.files["A/CD 1/booklet.jpg"] = RED
    shown = await gallery.show(track, ArtworkSize.SMALL)
    assert outline(shown) == "128x64 blue"
    assert (shown.artwork.source, shown.artwork.origin) == (ArtworkSource.FOLDER, "A/Folder.JPG")


async def test_a_warm_answer_is_one_row_and_one_blob(gallery: Gallery):
    track = await gallery.put("A/a.wav", RED)
    first = await gallery.show(track)
    gallery.library.store.reachable = gallery.side_files.reachable = False
    gallery.library.tags.pictures.clear()
    gallery.artworks.read = gallery.editor.edited = gallery.side_files.listed = 0
    assert await gallery.show(track) == first
    assert (gallery.artworks.read, gallery.editor.edited, gallery.side_files.listed) == (1, 0, 0)
    known = await gallery.app.show_artwork(track, ArtworkSize.MEDIUM, lambda tag: tag == first.tag)
    assert known.picture is None


async def test_other_sizes_are_made_of_the_largest(gallery: Gallery):
    track = await gallery.put("A/a.wav", BLUE)
    await gallery.show(track, ArtworkSize.TINY)
    gallery.library.store.reachable = gallery.side_files.reachable = False
    for size in ArtworkSize:
        assert outline(await gallery.show(track, size)) == f"{size.value}x{size.value // 2} blue"


async def test_the_tracks_of_an_album_share_their_picture(gallery: Gallery):
    one, other = await gallery.put("A/a.wav", RED), await gallery.put("A/b.wav", RED, pitch=660)
    await gallery.show(one)
    gallery.editor.edited = 0
    assert (await gallery.show(other)).picture == (await gallery.show(one)).picture
    assert gallery.editor.edited == 0


async def test_many_who_ask_at_once_have_it_made_once(gallery: Gallery):
    track = await gallery.put("A/a.wav", RED)
    shown = await asyncio.gather(*(gallery.show(track) for _ in range(10)))
    assert len({one.tag for one in shown}) == 1
    assert gallery.editor.edited == 2


class _Counting(MemoryTagReader):
    """Tells how many looks were under way at most."""

    under_way = most = 0

    async def picture(self, source: AudioSource) -> Picture | None:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        return await super().picture(source)


async def test_a_page_of_covers_is_not_looked_for_all_at_once():
    """Each look holds a picture as it was found."""
    tags = _Counting()
    library = Library(tags=tags)
    gallery = Gallery(library)
    await library.fill(**{f"t{number}": tone(200 + 10 * number) for number in range(12)})
    ids = [track.id for track in (await library.tracks()).values()]
    answers = await asyncio.gather(*(gallery.show(one) for one in ids), return_exceptions=True)
    assert [type(answer) for answer in answers] == [NotFound] * 12
    assert tags.most == 4


async def test_absence_is_remembered_until_it_is_worth_another_look(gallery: Gallery):
    track = await gallery.put("A/a.wav")
    for _ in range(3):
        with pytest.raises(NotFound):
            await gallery.show(track)
    assert gallery.side_files.listed == 1
    gallery.side_files.files["A/cover.jpg"] = BLUE
    with pytest.raises(NotFound):
        await gallery.show(track)
    gallery.library.clock.advance(timedelta(hours=1))
    assert outline(await gallery.show(track)) == "256x128 blue"


async def test_another_file_is_looked_into_at_once(gallery: Gallery):
    track = await gallery.put("A/a.wav")
    with pytest.raises(NotFound):
        await gallery.show(track)
    assert await gallery.put("A/a.wav", BLUE, pitch=550) == track
    assert outline(await gallery.show(track)) == "256x128 blue"


async def test_what_cannot_be_used_is_no_absence_and_the_next_best_is_taken(gallery: Gallery):
    track = await gallery.put("A/a.wav", b"damaged")
    with pytest.raises(NotFound, match=r"A/a\.wav"):
        await gallery.show(track)
    kept = await gallery.artworks.get(track)
    assert kept is not None
    assert kept.outcome is ArtworkOutcome.FAILED
    gallery.side_files.files["A/cover.jpg"], gallery.side_files.files["A/front.jpg"] = b"?", RED
    gallery.library.clock.advance(timedelta(hours=1))
    assert (await gallery.show(track)).artwork.origin == "A/front.jpg"


async def test_an_outage_is_no_absence(gallery: Gallery):
    track = await gallery.put("A/a.wav")
    gallery.side_files.reachable = False
    with pytest.raises(Unavailable):
        await gallery.show(track)
    assert await gallery.artworks.get(track) is None
    gallery.library.blobs.reachable = False
    gallery.side_files.reachable = True
    with pytest.raises(NotFound):
        await gallery.show(track)


async def test_what_was_found_outlasts_an_outage_of_the_library(gallery: Gallery):
    track = await gallery.put("A/a.wav")
    gallery.side_files.files["A/cover.jpg"] = RED
    await gallery.show(track)
    gallery.library.clock.advance(timedelta(days=2))
    gallery.library.store.reachable = gallery.side_files.reachable = False
    assert outline(await gallery.show(track)) == "256x256 red"


async def test_pictures_that_were_lost_are_found_again(gallery: Gallery):
    track = await gallery.put("A/a.wav", RED)
    shown = await gallery.show(track)
    for size in ArtworkSize:
        await gallery.library.blobs.delete(f"artwork/{shown.artwork.picture}/{size.value}.webp")
    assert await gallery.show(track) == shown


async def test_a_largest_one_that_is_damaged_is_made_again(gallery: Gallery):
    track = await gallery.put("A/a.wav", RED)
    shown = await gallery.show(track, ArtworkSize.LARGEST)

    async def rubbish():
        yield b"rubbish"

    await gallery.library.blobs.put(f"artwork/{shown.artwork.picture}/1024.webp", rubbish(), "image/webp")
    assert outline(await gallery.show(track)) == "256x256 red"


async def test_unknown_and_missing_tracks(gallery: Gallery):
    with pytest.raises(NotFound, match="no track"):
        await gallery.show(TrackId("nothing"))
    track, bare = await gallery.put("A/a.wav"), await gallery.put("B/b.wav", pitch=660)
    gallery.side_files.files["A/cover.jpg"] = RED
    await gallery.show(track)
    gallery.library.store.remove("A/a.wav")
    gallery.library.store.remove("B/b.wav")
    gallery.library.store.put("c.wav", tone(100))
    await gallery.library.scan()
    gallery.library.clock.advance(timedelta(days=2))
    assert outline(await gallery.show(track)) == "256x256 red"
    with pytest.raises(NotFound, match="gone"):
        await gallery.show(bare)


async def test_a_file_that_cannot_be_opened_may_have_a_picture_beside_it(gallery: Gallery):
    track = await gallery.put("A/a.wav")
    gallery.side_files.files["A/cover.jpg"] = RED
    gallery.library.store.deny("A/a.wav", FailureReason.UNREADABLE)
    assert outline(await gallery.show(track)) == "256x256 red"


async def _album_of(gallery: Gallery, track: TrackId) -> AlbumId:
    found = album_id((await gallery.library.app.show_track(track)).track)
    assert found is not None
    return found


async def test_an_album_shows_its_first_picture(gallery: Gallery):
    tracks = [
        await gallery.put(f"A/{number}.wav", RED if number == 2 else None, pitch=200 + number * 50, album="Album")
        for number in range(4)
    ]
    album = await _album_of(gallery, tracks[0])
    assert outline(await gallery.app.show_album_artwork(album, ArtworkSize.SMALL)) == "128x128 red"
    gallery.artworks.read = gallery.side_files.listed = 0
    assert outline(await gallery.app.show_album_artwork(album, ArtworkSize.SMALL)) == "128x128 red"
    assert gallery.side_files.listed == 0


async def test_a_track_without_a_picture_shows_that_of_its_album(gallery: Gallery):
    """Whichever was asked for first; a picture of its own goes before, and what was found is looked for once."""
    bare, full = (
        await gallery.put("A/1.wav", album="Album"),
        await gallery.put("A/2.wav", RED, pitch=660, album="Album"),
    )
    own = await gallery.put("A/3.wav", BLUE, pitch=880, album="Album")
    first = await gallery.show(bare)
    assert (outline(first), first.artwork.origin) == ("256x256 red", "A/2.wav")
    assert first.tag == (await gallery.show(full)).tag
    assert outline(await gallery.show(own)) == "256x128 blue"
    gallery.side_files.listed = gallery.editor.edited = 0
    assert await gallery.show(bare) == first
    assert (gallery.side_files.listed, gallery.editor.edited) == (0, 0)
    stranger = await gallery.put("B/1.wav", pitch=300, album="Other")
    with pytest.raises(NotFound):
        await gallery.show(stranger)


async def test_a_playlist_of_a_track_without_a_picture_shows_that_of_its_album(gallery: Gallery):
    bare = await gallery.put("A/1.wav", album="Album")
    ann = Caller(UserId("ann"), Role.LISTENER)
    curation = gallery.library.app.curation
    playlist = await curation.create_playlist(ann, "One", tracks=[bare])
    with pytest.raises(NotFound):
        await curation.show_cover(ann, playlist.id, ArtworkSize.TINY)
    await gallery.show(await gallery.put("A/2.wav", RED, pitch=660, album="Album"))
    cover = await curation.show_cover(ann, playlist.id, ArtworkSize.TINY)
    assert cover.picture is not None


async def test_what_is_known_to_be_absent_from_an_album_is_not_looked_for_with_each_track(gallery: Gallery):
    tracks = [await gallery.put(f"A/{n}.wav", pitch=300 + 30 * n, album="Album") for n in range(6)]
    for track in tracks * 2:
        with pytest.raises(NotFound):
            await gallery.show(track)
    assert gallery.side_files.listed == len(tracks)


async def test_an_album_without_a_picture_and_none_at_all(gallery: Gallery):
    track = await gallery.put("A/a.wav", album="Album")
    album = await _album_of(gallery, track)
    for one in (album, AlbumId("nothing")):
        with pytest.raises(NotFound, match="album"):
            await gallery.app.show_album_artwork(one, ArtworkSize.SMALL)


async def test_looks_are_counted_for_operators(gallery: Gallery):
    await gallery.show(await gallery.put("A/a.wav", RED))
    assert gallery.library.metrics.counted("artwork.looks", outcome="found", source="tags") == 1
