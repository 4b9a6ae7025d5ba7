"""What goes out as it is, and what is transcoded."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.streaming import StreamFormat, StreamWish, TargetFormat, Transcoding
from musicsim.domain.rules.delivery import delivery, is_playable

AUTO = StreamWish(format=StreamFormat.AUTO)

PLAYED = [
    ("a/b.mp3", "mp3"),
    ("a/b.M4A", "aac"),
    ("x.aac", "aac"),
    ("x.ogg", "vorbis"),
    ("x.oga", "flac"),
    ("x.opus", "opus"),
    ("x.flac", "flac"),
    ("x.wav", "pcm"),
    ("x.wav", ""),
    ("x.webm", "opus"),
]
OTHERS = [
    ("x.m4a", "alac"),
    ("x.wma", "wmav2"),
    ("x.aiff", "pcm"),
    ("x.wv", "wavpack"),
    ("x.ape", "ape"),
    ("x.mpc", "musepack8"),
    ("x.dsf", "dsd_lsbf"),
    ("x.caf", "alac"),
    ("x.ogg", "speex"),
    ("x.mp2", "mp2"),
    ("x.ac3", "ac3"),
    ("x.flac", ""),
    ("flac", "flac"),
]


def about(codec: str, bitrate: int | None = None) -> Metadata:
    return Metadata(title="x", codec=codec, bitrate=bitrate)


@pytest.mark.parametrize(("key", "codec"), PLAYED)
def test_what_browsers_play_goes_out_as_it_is(key: str, codec: str):
    assert is_playable(key, about(codec))
    assert delivery(key, about(codec), AUTO) is None


@pytest.mark.parametrize(("key", "codec"), OTHERS)
def test_what_they_do_not_play_is_transcoded(key: str, codec: str):
    assert not is_playable(key, about(codec))
    assert delivery(key, about(codec), AUTO) == Transcoding(TargetFormat.OPUS, 128)


@pytest.mark.parametrize(("key", "codec"), PLAYED + OTHERS)
def test_the_original_is_the_original(key: str, codec: str):
    assert delivery(key, about(codec), StreamWish()) is None


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (StreamWish(format=StreamFormat.AUTO, bitrate=128), Transcoding(TargetFormat.OPUS, 128)),
        (StreamWish(format=StreamFormat.AUTO, bitrate=320), None),
        (StreamWish(format=StreamFormat.AUTO, start=30.5), Transcoding(TargetFormat.OPUS, 128, 30.5)),
        (
            StreamWish(format=StreamFormat.AUTO, endings=frozenset({"aac"}), preferred=TargetFormat.AAC),
            Transcoding(TargetFormat.AAC, 160),
        ),
        (StreamWish(format=StreamFormat.AUTO, endings=frozenset({"mp3"})), None),
        (StreamWish(format=StreamFormat.MP3), None),
        (StreamWish(format=StreamFormat.MP3, bitrate=240), None),
        (StreamWish(format=StreamFormat.MP3, bitrate=200), Transcoding(TargetFormat.MP3, 200)),
        (StreamWish(format=StreamFormat.MP3, start=1), Transcoding(TargetFormat.MP3, 192, 1)),
        (StreamWish(format=StreamFormat.AAC), Transcoding(TargetFormat.AAC, 160)),
    ],
)
def test_of_an_mp3_file_at_256(wish: StreamWish, expected: Transcoding | None):
    assert delivery("a.mp3", about("mp3", 256), wish) == expected


def test_a_bitrate_that_is_not_known_may_be_too_high():
    assert delivery("a.mp3", about("mp3"), replace(AUTO, bitrate=320)) == Transcoding(TargetFormat.OPUS, 320)


@given(
    st.sampled_from([key for key, _ in PLAYED + OTHERS]),
    st.sampled_from([codec for _, codec in PLAYED + OTHERS]),
    st.none() | st.integers(1, 5000),
    st.sampled_from([one for one in StreamFormat if one is not StreamFormat.ORIGINAL]),
    st.none() | st.integers(32, 320),
    st.floats(0, 1000),
)
def test_a_wish_is_granted(key, codec, bitrate, wanted, most, start):
    found = delivery(key, about(codec, bitrate), StreamWish(format=wanted, bitrate=most, start=start))
    if found is None:
        assert start == 0
        assert most is None or bitrate <= 1.1 * most
    else:
        assert found.start == start
        assert found.bitrate == (most or found.bitrate)
        assert wanted is StreamFormat.AUTO or found.format.value == wanted.value


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"bitrate": 31, "format": StreamFormat.MP3}, "bitrate"),
        ({"bitrate": 321, "format": StreamFormat.MP3}, "bitrate"),
        ({"bitrate": 128}, "bitrate"),
        ({"start": 1.0}, "start"),
        ({"start": -1.0, "format": StreamFormat.AUTO}, "start"),
        ({"start": float("nan"), "format": StreamFormat.AUTO}, "start"),
        ({"start": float("inf"), "format": StreamFormat.AUTO}, "start"),
    ],
)
def test_wishes_that_make_no_sense(wish: dict, field: str):
    with pytest.raises(Invalid) as caught:
        StreamWish(**wish)
    assert caught.value.field == field
