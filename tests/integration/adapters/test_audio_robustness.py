"""Broken, empty, truncated and lying files: each is heard as far as it goes, or says why not."""

import io
import struct
import zipfile
from functools import cache

import numpy as np
import pytest
import soundfile

from musicsim.adapters.audio import worker
from musicsim.adapters.audio.ffmpeg import FfmpegReader
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from tests.support.encode import encoded, film, picture
from tests.support.misbehaviour import wav_header
from tests.support.sounds import RATE, song, wav

SOUND = song(5, 20)
ENCODINGS = {
    "mp3": ("mp3", "libmp3lame"),
    "flac": ("flac", "flac"),
    "ogg": ("ogg", "vorbis"),
    "m4a": ("ipod", "aac"),
    "wma": ("asf", "wmav2"),
    "wv": ("wv", "wavpack"),
}


def analyse(data: bytes) -> Analysis:
    return worker.run(worker.analyse, InlineAudio(data))


def reason(data: bytes) -> FailureReason:
    with pytest.raises(UnreadableAudio) as raised:
        analyse(data)
    return raised.value.failure.reason


@cache
def encoded_as(name: str, seconds: int = 20) -> bytes:
    container, codec = ENCODINGS[name]
    samples = song(5, seconds)
    # stereo: the vorbis encoder at hand knows nothing else
    return encoded(np.stack([samples, samples]), RATE, container, codec, bit_rate=128_000)


def nearness(one: Analysis, other: Analysis) -> float:
    return float(one.embeddings[0].vector @ other.embeddings[0].vector)


def with_id3(picture_data: bytes, rest: bytes = b"") -> bytes:
    """An ID3v2.3 tag with an attached picture, and what follows it."""
    body = b"\0image/png\0\x03\0" + picture_data
    frame = b"APIC" + struct.pack(">I", len(body)) + b"\0\0" + body
    size = len(frame)
    syncsafe = bytes((size >> shift) & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + syncsafe + frame + rest


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("song.mp3", b"not really")
    return file.getvalue()


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/hostname\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\0",
        b"\0" * 100_000,
        b"\xff" * 100_000,
        "Zwölf Boxkämpfer jagen Viktor.\n".encode("utf-16") * 100,
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        b"<html><body>404</body></html>" * 10,
        PLAYLIST,
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        zipped(),
        picture("png"),
        picture("mjpeg"),
        with_id3(picture("png")),
        film(),
        film(container="matroska"),
    ],
    ids=[
        "one byte",
        "zeros",
        "ones",
        "utf-16",
        "pdf",
        "html",
        "playlist",
        "concat list",
        "zip",
        "png",
        "jpeg",
        "a cover and no sound",
        "mp4 film",
        "mkv film",
    ],
)
def test_what_is_not_audio_says_so(data: bytes) -> None:
    assert reason(data) is FailureReason.NOT_AUDIO


@pytest.mark.parametrize("seed", range(12))
def test_random_bytes_are_never_analysed(seed: int) -> None:
    draw = np.random.default_rng(seed)
    noise = draw.bytes(int(draw.integers(1, 400_000)))
    head = [b"", b"ID3\x04\0\0\0\0\0\0", b"\xff\xfb\x90\x64", b"OggS", b"fLaC", b"RIFF\xff\xff\xff\xffWAVEfmt "][
        seed % 6
    ]
    assert reason(head + noise) in (FailureReason.NOT_AUDIO, FailureReason.DAMAGED)


@pytest.mark.parametrize("name", ENCODINGS)
def test_half_a_file_is_heard_as_far_as_it_goes(name: str) -> None:
    whole = encoded_as(name)
    if name == "m4a":  # its index is at the end
        assert reason(whole[: len(whole) // 2]) is FailureReason.DAMAGED
        return
    heard = analyse(whole[: len(whole) // 2])
    assert 6 < heard.duration < 14
    assert nearness(heard, analyse(whole)) > 0.8


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("length", [16, 60, 200])
def test_a_file_cut_off_in_its_header_is_damaged(name: str, length: int) -> None:
    assert reason(encoded_as(name)[:length]) is FailureReason.DAMAGED


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_file_with_damaged_spots_is_heard(name: str) -> None:
    data = np.frombuffer(encoded_as(name), np.uint8).copy()
    draw = np.random.default_rng(0)
    middle = draw.integers(len(data) // 3, 2 * len(data) // 3, 20)
    data[middle] = draw.integers(0, 256, 20)
    assert nearness(analyse(data.tobytes()), analyse(encoded_as(name))) > 0.8


def test_a_header_may_claim_ten_hours() -> None:
    honest = wav(SOUND)
    liar = wav_header(1, RATE, 10 * 3600 * RATE * 2) + honest[44:]
    heard = analyse(liar)
    assert heard.duration == pytest.approx(20, abs=0.1)
    assert nearness(heard, analyse(honest)) > 0.99


def test_a_header_may_claim_five_seconds() -> None:
    """FLAC counts its samples in the header; here a 60 s file says that there are 5 s of them."""
    honest = encoded_as("flac", 60)
    assert analyse(with_flac_length(honest, 5 * RATE)).duration == pytest.approx(60, abs=0.2)


@pytest.mark.parametrize("claimed", [0, 10 * 3600 * RATE])
def test_a_flac_may_not_know_its_length_or_be_wrong(claimed: int) -> None:
    honest = encoded_as("flac")
    heard = analyse(with_flac_length(honest, claimed))
    assert heard.duration == pytest.approx(20, abs=0.2)
    assert nearness(heard, analyse(honest)) > 0.99


def with_flac_length(data: bytes, samples: int) -> bytes:
    """Write another number of samples into STREAMINFO: 36 bits from byte 21 on."""
    changed = bytearray(data)
    changed[21] = (changed[21] & 0xF0) | (samples >> 32)
    changed[22:26] = struct.pack(">I", samples & 0xFFFFFFFF)
    return bytes(changed)


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_wav_may_have_been_streamed(size: int) -> None:
    """Whoever pipes cannot go back to write the size into the header."""
    heard = analyse(wav_header(1, RATE, size) + wav(SOUND)[44:])
    assert heard.duration == pytest.approx(20, abs=0.2)


def test_what_ffmpeg_cannot_decode_libsndfile_may() -> None:
    """AIFF of 24 bits with the bytes the other way round."""
    file = io.BytesIO()
    soundfile.write(file, SOUND, RATE, format="AIFF", subtype="PCM_24", endian="LITTLE")
    with pytest.raises(UnreadableAudio):
        FfmpegReader(file)
    heard = analyse(file.getvalue())
    assert heard.duration == pytest.approx(20, abs=0.1)
    assert nearness(heard, analyse(wav(SOUND))) > 0.99
    assert worker.waveform(InlineAudio(file.getvalue()), 50).peaks.max() > 150


def test_a_wav_without_samples_is_empty() -> None:
    assert reason(wav(np.zeros(0))) is FailureReason.EMPTY


def test_a_cover_before_the_music_does_not_hide_it() -> None:
    mp3 = encoded_as("mp3")
    heard = analyse(with_id3(picture("png") + b"\0" * 3_000_000, mp3))
    assert nearness(heard, analyse(mp3)) > 0.99


def test_a_worker_that_runs_out_of_memory_says_so() -> None:
    def greedy() -> bytes:
        raise MemoryError

    with pytest.raises(UnreadableAudio) as raised:
        worker.run(greedy)
    assert raised.value.failure.reason is FailureReason.TOO_LARGE
