"""Tags in real files."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from musicsim.adapters.audio.tags import FileTagReader
from musicsim.domain.model.audio import AudioSource, InlineAudio, LocalAudio
from musicsim.domain.model.metadata import Metadata
from tests.contracts.tag_reader_contract import Desk, Tagged, TagReaderContract
from tests.support import files
from tests.support.files import encoded, frame, id3, picture_frame, png, text_frame

KEY = "A/B/07 - C.mp3"


@cache
def plain(ending: str) -> bytes:
    return encoded(ending, seconds=0.3)


def written(ending: str, tags: Tagged) -> bytes:
    named = {"title": tags.title, "artist": tags.artist, "album": tags.album, "date": tags.year, "track": tags.track}
    named["lyrics"] = tags.lyrics if ending != "mp3" else ""
    made = encoded(ending, {name: text for name, text in named.items() if text}, seconds=0.3)
    if tags.lyrics and ending == "mp3":
        return id3(sung_frame(tags.lyrics)) + made
    return files.with_cover(ending, made, tags.cover) if tags.cover else made


def sung_frame(words: str, about: str = "") -> bytes:
    """Words without times (ID3v2 §4.8), in UTF-16."""
    return frame("USLT", b"\x01eng" + about.encode("utf-16") + b"\0\0" + words.encode("utf-16"))


class FileDesk(Desk):
    def __init__(self, ending: str, folder: Path):
        self.reader = FileTagReader()
        self.ending = ending
        self.folder = folder

    def file(self, key: str, tags: Tagged) -> AudioSource:
        path = self.folder / "file"
        path.write_bytes(written(self.ending, tags))
        return LocalAudio(path)

    def broken(self, key: str) -> AudioSource:
        return InlineAudio(bytes(range(256)) * 40)


class TestFileTagReader(TagReaderContract):
    @pytest.fixture(params=["mp3", "flac", "m4a", "ogg", "opus"])
    def desk(self, request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
        return FileDesk(request.param, tmp_path)


async def read(data: bytes, key: str = KEY) -> Metadata:
    return await FileTagReader().read(InlineAudio(data), key)


@pytest.mark.parametrize("ending", files.FORMATS)
async def test_every_format_tells_its_technical_facts(ending: str):
    told = await read(encoded(ending, seconds=1.0))
    assert told.duration == pytest.approx(1.0, abs=0.06)
    assert told.channels == 2
    assert told.sample_rate == (48000 if ending == "opus" else 44100)
    assert told.codec in {ending, "vorbis", "aac", "alac", "wavpack", "pcm", "mp3", "wmav2"}


@pytest.mark.parametrize("ending", sorted(files.FORMATS.keys() - {"aac", "ac3"}))
async def test_every_format_with_tags_tells_them(ending: str):
    told = await read(encoded(ending, {"title": "Süße 東", "artist": "Ärtist", "album": "Älbum", "genre": "Rock"}))
    assert (told.title, told.artist, told.album, told.genre) == ("Süße 東", "Ärtist", "Älbum", "Rock")


@pytest.mark.parametrize(("ending", "name"), [("mp3", "TSRC"), ("flac", "isrc"), ("opus", "ISRC"), ("wv", "ISRC")])
async def test_the_recording_has_a_code(ending: str, name: str):
    assert (await read(encoded(ending, {name: "de-a12-26-00001"}, seconds=0.3))).isrc == "DEA122600001"


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("Björk".encode(), "Björk"),
        ("Björk".encode("cp1252"), "Björk"),
        ("Don’t – stop".encode("cp1252"), "Don’t – stop"),
        ("Москва".encode(), "Москва"),
        (b"CORA\xc7\xc3O", "CORAÇÃO"),
        ("夜".encode("shift-jis") + b"\x81", "C"),
    ],
)
async def test_latin_1_that_is_none(stored: bytes, meant: str):
    assert (await read(id3(text_frame("TIT2", stored)) + plain("mp3"))).title == meant


async def test_id3v1_at_the_end():
    tag = files.id3v1("Größe".encode("cp1252"), "Ärger".encode(), b"Album", b"1984", track=5, genre=17)
    told = await read(plain("mp3") + tag)
    assert told == replace(
        told, title="Größe", artist="Ärger", album="Album", year=1984, track_number=5, genre="Rock", codec="mp3"
    )


@pytest.mark.parametrize(
    ("stored", "genre"), [("(17)", "Rock"), ("17", "Rock"), ("Trip-Hop", "Trip-Hop"), ("(255)", ""), ("(RX)", "Remix")]
)
async def test_genres_that_are_numbers(stored: str, genre: str):
    assert (await read(id3(text_frame("TCON", stored)) + plain("mp3"))).genre == genre
    commented = files.with_flac_blocks(plain("flac"), files.vorbis_comment([b"GENRE=" + stored.encode()]))
    assert (await read(commented)).genre == genre


async def test_several_artists():
    two = files.vorbis_comment([b"ARTIST=Ann", b"ARTIST=Bob", b"TITLE=x"])
    assert (await read(files.with_flac_blocks(plain("flac"), two))).artist == "Ann; Bob"
    joint = id3(text_frame("TPE1", "Ann feat. Bob"), frame("TXXX", b"\0ARTISTS\0Ann"), frame("TXXX", b"\0ARTISTS\0Bob"))
    assert (await read(joint + plain("mp3"))).artist == "Ann feat. Bob"
    assert (await read(id3(text_frame("TPE1", "Ann\0Bob", 3, 4), version=4) + plain("mp3"))).artist == "Ann; Bob"


async def test_byte_order_marks_and_nulls():
    tag = id3(text_frame("TIT2", "Größe\0\0", 1), text_frame("TALB", b"\xff\xfe\xff\xfeA\0\0\0", 1))
    told = await read(tag + plain("mp3"))
    assert (told.title, told.album) == ("Größe", "A")


async def test_an_unsynchronised_tag():
    """Every FF is followed by a zero, which the reader has to take out again."""
    body = text_frame("TIT2", "Größe", 1) + picture_frame(png() + b"\xff\xe0")
    stuffed = body.replace(b"\xff", b"\xff\x00")
    tag = b"ID3\x03\x00\x80" + files.synchsafe(len(stuffed)) + stuffed
    source = InlineAudio(tag + plain("mp3"))
    assert (await FileTagReader().read(source, KEY)).title == "Größe"
    picture = await FileTagReader().picture(source)
    assert picture is not None
    assert picture.data == png() + b"\xff\xe0"


async def test_words_beyond_repair_yield_to_the_key():
    tag = files.vorbis_comment([b"TITLE=Bj\xf6rk \xff", b"ARTIST=\xe9\xff", b"ALBUM=Fine"])
    told = await read(files.with_flac_blocks(plain("flac"), tag))
    assert (told.title, told.artist, told.album) == ("C", "A", "Fine")


async def test_headers_that_lie_about_the_duration():
    endless = bytearray(plain("wav"))
    data = endless.index(b"data")
    endless[data + 4 : data + 8] = b"\xff\xff\xff\xff"
    assert (await read(bytes(endless))).duration == pytest.approx(0.3, abs=0.01)
    claims = bytearray(plain("flac"))
    claims[21] |= 0x0F
    claims[22:26] = b"\xff\xff\xff\xff"
    assert (await read(bytes(claims))).duration is None


@pytest.mark.parametrize("claims", ["image/jpeg", "PNG", "", "text/html", "image/" + "x" * 300])
async def test_the_picture_decides_what_it_is(claims: str):
    for data in (
        id3(picture_frame(png(), claims=claims)) + plain("mp3"),
        files.with_flac_blocks(plain("flac"), files.flac_picture(png(), claims=claims)),
    ):
        picture = await FileTagReader().picture(InlineAudio(data))
        assert picture is not None
        assert picture.media_type == "image/png"


async def test_the_front_cover_is_preferred_wherever_it_comes():
    tag = id3(picture_frame(png(shade=1), kind=4), picture_frame(png(shade=2), kind=0), picture_frame(png(shade=3)))
    picture = await FileTagReader().picture(InlineAudio(tag + plain("mp3")))
    assert picture is not None
    assert picture.data == png(shade=3)


async def test_what_is_no_picture_or_too_large_is_passed_over():
    huge = png() + bytes(20_000_000)
    tag = id3(picture_frame(b"<html>"), picture_frame(huge, kind=0), picture_frame(b"GIF89a...", kind=8))
    picture = await FileTagReader().picture(InlineAudio(tag + plain("mp3")))
    assert picture is not None
    assert (picture.data, picture.media_type) == (b"GIF89a...", "image/gif")


async def test_a_file_that_is_gone_is_answered_from_its_key(tmp_path: Path):
    told = await FileTagReader().read(LocalAudio(tmp_path / "absent.mp3"), KEY)
    assert told == Metadata(title="C", artist="A", album="B", track_number=7)
    assert await FileTagReader().picture(LocalAudio(tmp_path)) is None


async def test_a_playlist_in_disguise_opens_nothing():
    playlist = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n"
    assert (await read(playlist)).codec == ""
    assert (await read(b"ffconcat version 1.0\nfile /etc/hostname\n")).codec == ""


async def sung(data: bytes) -> list[str]:
    return list(await FileTagReader().lyrics(InlineAudio(data)))


@pytest.mark.parametrize("ending", ["flac", "ogg", "opus", "m4a", "alac.m4a", "wma", "wv", "mka", "tta"])
async def test_words_in_every_format_that_has_room_for_them(ending: str):
    assert await sung(encoded(ending, {"title": "x", "lyrics": "Süße\n東"}, seconds=0.1)) == ["Süße\n東"]


async def test_words_with_times_in_id3():
    """SYLT (ID3v2 §4.9): a language, milliseconds, lyrics; each text with its moment behind it."""
    moments = [("First", 1_500), ("\nSecond", 62_340)]
    body = b"".join(text.encode() + b"\0" + moment.to_bytes(4) for text, moment in moments)
    tag = id3(sung_frame("First\nSecond"), frame("SYLT", b"\x03eng\x02\x01" + b"about\0" + body))
    assert await sung(tag + plain("mp3")) == ["First\nSecond", "[00:01.50]First\n[01:02.34]Second"]


@pytest.mark.parametrize("name", ["LYRICS", "SYNCEDLYRICS", "UNSYNCEDLYRICS", "Lyrics"])
async def test_the_names_that_words_have_in_vorbis_comments(name: str):
    tagged = files.with_flac_blocks(plain("flac"), files.vorbis_comment([f"{name}=la".encode()]))
    assert await sung(tagged) == ["la"]
    assert await sung(files.with_flac_blocks(plain("flac"), files.vorbis_comment([b"LYRICIST=Somebody"]))) == []


async def test_damaged_words_are_none():
    for content in (b"", b"\x01", b"\x01eng", b"\xff" * 20, b"\x03eng\x02\x01"):
        for name in ("USLT", "SYLT"):
            assert len(await sung(id3(frame(name, content)) + plain("mp3"))) <= 1
