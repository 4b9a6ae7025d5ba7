"""Every format, rate and channel layout that people keep music in is heard, and heard alike."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from musicsim.adapters.audio.listen import listen
from musicsim.adapters.audio.spaces import MUSICNN, SPACES
from musicsim.adapters.audio.waveform import draw
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.audio import InlineAudio
from tests.support.encode import encoded
from tests.support.sounds import song, wav

SECONDS = 30


@dataclass(frozen=True)
class Format:
    container: str
    codec: str
    rate: int = 44_100
    bit_rate: int | None = None
    nearness: float = 0.97
    slack: float = 0.1


FORMATS = {
    "mp3": Format("mp3", "libmp3lame", bit_rate=128_000),
    "mp3 at 64k": Format("mp3", "libmp3lame", bit_rate=64_000, nearness=0.95),
    "flac": Format("flac", "flac", nearness=0.999),
    "ogg vorbis": Format("ogg", "vorbis"),
    "ogg opus": Format("ogg", "libopus", 48_000, 96_000),
    "m4a aac": Format("ipod", "aac", bit_rate=128_000),
    "m4a alac": Format("ipod", "alac", nearness=0.999),
    # no header tells how long it is: FFmpeg guesses from the bit rate
    "adts aac": Format("adts", "aac", bit_rate=128_000, slack=5),
    "aiff": Format("aiff", "pcm_s16be", nearness=0.999),
    "wav of 24 bits": Format("wav", "pcm_s24le", nearness=0.999),
    "wav of 8 bits": Format("wav", "pcm_u8", nearness=0.95),
    "wav of floats": Format("wav", "pcm_f32le", nearness=0.999),
    "wma": Format("asf", "wmav2", bit_rate=128_000),
    "wavpack": Format("wv", "wavpack", nearness=0.99),
    "webm opus": Format("webm", "libopus", 48_000, 96_000),
}


@cache
def stereo(rate: int) -> np.ndarray:
    """The same song at any rate: resampled by hand it would not be quite the same, synthesised it is."""
    left = song(3, SECONDS, rate)
    return np.stack([left, np.roll(left, rate // 100)])


@cache
def reference() -> Analysis:
    return listen(InlineAudio(wav(stereo(44_100), 44_100)))


@cache
def alone(seconds: float) -> np.ndarray:
    """The song's first embedding, in mono at the usual rate."""
    return listen(InlineAudio(wav(song(3, seconds)))).embeddings[0].vector


def nearness(heard: Analysis) -> float:
    one, other = heard.embedding(MUSICNN.name), reference().embedding(MUSICNN.name)
    assert one is not None
    assert other is not None
    return float(one.vector @ other.vector)


@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS.keys())
def test_every_format_is_heard_alike(kind: Format) -> None:
    data = encoded(stereo(kind.rate), kind.rate, kind.container, kind.codec, bit_rate=kind.bit_rate)
    heard = listen(InlineAudio(data))
    assert heard.duration == pytest.approx(SECONDS, abs=kind.slack)
    assert nearness(heard) >= kind.nearness
    assert heard.tempo is not None
    assert heard.loudness is not None
    assert reference().loudness is not None
    assert heard.loudness.lufs == pytest.approx(reference().loudness.lufs, abs=1)
    assert len(draw(InlineAudio(data), 100).peaks) == 100


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 32_000, 48_000, 88_200, 96_000, 192_000])
def test_every_rate_is_heard(rate: int) -> None:
    heard = listen(InlineAudio(wav(song(3, 12, rate), rate)))
    assert [e.space for e in heard.embeddings] == [space.name for space in SPACES]
    assert heard.duration == pytest.approx(12, abs=0.01)
    if rate >= 16_000:
        assert float(heard.embeddings[0].vector @ alone(12)) > 0.95


@pytest.mark.parametrize("layout", ["mono", "stereo", "2.1", "quad", "5.0", "5.1", "6.1", "7.1"])
@pytest.mark.parametrize(("container", "codec"), [("flac", "flac"), ("wav", "pcm_s16le"), ("ipod", "aac")])
def test_every_layout_is_heard(layout: str, container: str, codec: str) -> None:
    count = {"mono": 1, "stereo": 2, "2.1": 3, "quad": 4, "5.0": 5, "5.1": 6, "6.1": 7, "7.1": 8}[layout]
    channels = np.stack([song(3, 8) * (0.5 + 0.05 * number) for number in range(count)])
    heard = listen(InlineAudio(encoded(channels, 44_100, container, codec, layout=layout)))
    assert len(heard.embeddings) == len(SPACES)
    assert heard.loudness is not None
    assert float(heard.embeddings[0].vector @ alone(8)) > 0.95


def test_channels_that_cancel_one_another_are_not_silent() -> None:
    left = song(3, 8)
    heard = listen(InlineAudio(wav(np.stack([left, -left]))))
    assert float(heard.embeddings[0].vector @ alone(8)) > 0.99


def test_what_is_no_number_is_heard_as_silence() -> None:
    samples = song(3, 8)
    samples[5000:6000] = np.nan
    samples[7000] = np.inf
    heard = listen(InlineAudio(encoded(samples, 44_100, "wav", "pcm_f32le")))
    assert all(np.isfinite(embedding.vector).all() for embedding in heard.embeddings)
    assert heard.loudness is not None
    assert np.isfinite(heard.loudness.lufs)


def test_a_constant_is_silence() -> None:
    assert listen(InlineAudio(wav(np.full(200_000, 0.5)))).silent
