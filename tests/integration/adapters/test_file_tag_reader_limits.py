"""Files that would take all memory or time, and files that are cut or scratched anywhere."""

import struct
import tracemalloc
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.adapters.audio.tags import FileTagReader
from musicsim.domain.model.audio import InlineAudio, LocalAudio
from tests.support.files import encoded, frame, id3, picture_frame, png, text_frame, with_cover

MIB = 1 << 20
ENDINGS = ["mp3", "flac", "m4a", "ogg", "opus", "wav", "aiff", "wma"]


@cache
def tagged(ending: str) -> bytes:
    made = encoded(ending, {"title": "Title", "artist": "Artist", "album": "Album"}, seconds=0.3)
    return with_cover(ending, made, png()) if ending in {"flac", "m4a"} else made


@pytest.fixture
def huge(tmp_path: Path) -> LocalAudio:
    """An MP3 file whose tag holds 110 MB of lyrics, pictures and a title."""
    lyrics = frame("USLT", b"\0eng\0" + b"la " * (15 * MIB))
    pictures = [picture_frame(png() + bytes(25 * MIB)), picture_frame(png() + bytes(19 * MIB), kind=4)]
    tag = id3(text_frame("TIT2", "Title"), lyrics, *pictures, text_frame("TALB", "Album"))
    (tmp_path / "huge.mp3").write_bytes(tag + encoded("mp3", seconds=0.3))
    return LocalAudio(tmp_path / "huge.mp3")


async def test_a_huge_tag_is_read_in_little_memory(huge: LocalAudio):
    tracemalloc.start()
    told = await FileTagReader().read(huge, "a.mp3")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (told.title, told.album) == ("Title", "Album")
    assert most < 10 * MIB


async def test_a_huge_picture_is_passed_over_for_the_next(huge: LocalAudio):
    tracemalloc.start()
    picture = await FileTagReader().picture(huge)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert picture is not None
    assert len(picture.data) == len(png()) + 19 * MIB
    assert most < 150 * MIB


async def test_a_search_for_frames_that_are_not_there_ends(tmp_path: Path):
    path = tmp_path / "zeros.mp3"
    with path.open("wb") as file:
        file.write(id3(text_frame("TIT2", "Title")) + b"\xff\xfb\x90\x64")
        file.truncate(2 << 30)
    assert (await FileTagReader().read(LocalAudio(path), "a.mp3")).title == "Title"


async def test_a_size_beyond_the_file_is_no_reason_to_allocate_it():
    claim = encoded("wav", seconds=0.1).replace(b"data", b"LIST", 1)
    at = claim.index(b"LIST") + 4
    data = claim[:at] + struct.pack("<I", 0xFFFFFFF0) + claim[at + 4 :]
    assert (await FileTagReader().read(InlineAudio(data), "a.wav")).title == "a"


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(ENDINGS), st.floats(0, 1), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)))
)
async def test_files_cut_and_scratched_anywhere(ending: str, length: float, scratches: list[tuple[float, bytes]]):
    data = bytearray(tagged(ending))
    for place, scratch in scratches:
        at = int(place**3 * len(data))
        data[at : at + len(scratch)] = scratch
    source = InlineAudio(bytes(data[: int(length * len(data))]))
    assert (await FileTagReader().read(source, f"Artist/Album/03 - Song.{ending}")).title
    await FileTagReader().picture(source)
