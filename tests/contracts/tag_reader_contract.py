"""What every tag reader promises."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import pytest

from musicsim.domain.model.audio import AudioSource
from musicsim.domain.rules.tag_text import LONGEST
from musicsim.ports.tag_reader import TagReader
from tests.support.files import png


@dataclass(frozen=True)
class Tagged:
    """Tags to write into a file; "" leaves one out."""

    title: str = ""
    artist: str = ""
    album: str = ""
    year: str = ""
    track: str = ""
    cover: bytes = b""
    lyrics: str = ""


class Desk(ABC):
    """A reader under test, and the means to make files for it."""

    reader: TagReader

    @abstractmethod
    def file(self, key: str, tags: Tagged) -> AudioSource:
        """A source with those tags, of the format that the key's ending tells."""

    @abstractmethod
    def broken(self, key: str) -> AudioSource:
        """A source that holds nothing that can be understood."""


class TagReaderContract:
    """Subclasses supply the fixture `desk`."""

    async def test_the_files_own_words_come_first(self, desk: Desk):
        source = desk.file("A/B/07 - C.mp3", Tagged("Title", "Artist", "Album", "1999-12-31", "3/12"))
        told = await desk.reader.read(source, "A/B/07 - C.mp3")
        assert (told.title, told.artist, told.album) == ("Title", "Artist", "Album")
        assert (told.year, told.track_number) == (1999, 3)

    async def test_without_words_the_key_speaks(self, desk: Desk):
        told = await desk.reader.read(desk.file("Artist/Album/03 - Song.mp3", Tagged()), "Artist/Album/03 - Song.mp3")
        assert (told.title, told.artist, told.album, told.track_number) == ("Song", "Artist", "Album", 3)

    async def test_a_broken_file_is_answered_from_its_key(self, desk: Desk):
        told = await desk.reader.read(desk.broken("Artist/Album/03 - Song.mp3"), "Artist/Album/03 - Song.mp3")
        assert (told.title, told.artist, told.album, told.track_number) == ("Song", "Artist", "Album", 3)
        assert told.duration is None
        assert await desk.reader.picture(desk.broken("Artist/Album/03 - Song.mp3")) is None
        assert not await desk.reader.lyrics(desk.broken("Artist/Album/03 - Song.mp3"))

    @pytest.mark.parametrize("tags", [Tagged(artist="Somebody"), Tagged(album="Something")])
    async def test_folders_speak_only_when_both_artist_and_album_are_missing(self, desk: Desk, tags: Tagged):
        told = await desk.reader.read(desk.file("A/B/C.mp3", tags), "A/B/C.mp3")
        assert (told.artist, told.album) == (tags.artist, tags.album)
        assert told.title == "C"

    async def test_text_is_cleaned(self, desk: Desk):
        tags = Tagged("  e\u0301te\u0301\tnoir ", "\ufeffA\u202eB", "x" * 700)
        told = await desk.reader.read(desk.file("a.mp3", tags), "a.mp3")
        assert told.title == "été noir"
        assert told.artist == "AB"
        assert 0 < len(told.album) <= LONGEST

    @pytest.mark.parametrize("year", ["0", "0000", "soon", "20"])
    async def test_years_that_are_none(self, desk: Desk, year: str):
        told = await desk.reader.read(desk.file("a.mp3", Tagged("x", year=year)), "a.mp3")
        assert told.year is None

    async def test_a_picture_is_found(self, desk: Desk):
        picture = await desk.reader.picture(desk.file("a.mp3", Tagged("x", cover=png())))
        assert picture is not None
        assert (picture.data, picture.media_type) == (png(), "image/png")

    async def test_no_picture(self, desk: Desk):
        assert await desk.reader.picture(desk.file("a.mp3", Tagged("x"))) is None

    async def test_words_that_are_sung(self, desk: Desk):
        words = "[00:01.00]Süße\n[00:02.00]東"
        [found] = await desk.reader.lyrics(desk.file("a.mp3", Tagged("x", lyrics=words)))
        assert found.splitlines() == words.splitlines()

    async def test_no_words(self, desk: Desk):
        assert not await desk.reader.lyrics(desk.file("a.mp3", Tagged("x", artist="y")))
