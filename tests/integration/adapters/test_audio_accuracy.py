"""What the analyser says of synthesised audio is what was synthesised."""

import numpy as np
import pytest

from musicsim.adapters.audio.listen import listen
from musicsim.adapters.audio.spaces import MFCC, MUSICNN
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.vectors import Space
from tests.support.encode import encoded
from tests.support.sounds import RATE, drums, harmony, noise, silence, song, tone, wav


def heard(samples: np.ndarray, rate: int = RATE) -> Analysis:
    return listen(InlineAudio(wav(samples, rate)))


def lufs(samples: np.ndarray, rate: int = RATE) -> float:
    loudness = heard(samples, rate).loudness
    assert loudness is not None
    return loudness.lufs


@pytest.mark.parametrize("bpm", [96, 104.5, 110, 120, 127.3, 140, 150])
def test_the_tempo_of_drums(bpm: float) -> None:
    tempo = heard(drums(bpm, 30)).tempo
    assert tempo is not None
    assert tempo.bpm == pytest.approx(bpm, rel=0.01)
    assert 0.3 < tempo.confidence <= 1


@pytest.mark.parametrize("bpm", [60, 72, 85.5, 170, 180])
def test_far_tempi_may_be_heard_an_octave_away(bpm: float) -> None:
    tempo = heard(drums(bpm, 30)).tempo
    assert tempo is not None
    assert min(abs(tempo.bpm / (bpm * octave) - 1) for octave in (0.5, 1, 2)) < 0.01


def test_noise_a_tone_and_a_moment_have_no_pulse() -> None:
    for samples in (noise(40), drums(120, 2)):
        assert heard(samples).tempo is None


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("tonic", range(12))
def test_the_key_of_chords(tonic: int, mode: Mode) -> None:
    key = heard(harmony(tonic, mode, 20)).key
    assert key is not None
    assert key.key == MusicalKey(tonic, mode)
    assert 0.5 < key.confidence <= 1


def test_the_key_follows_a_recordings_own_tuning() -> None:
    """Played a third of a semitone sharp, by playing it faster."""
    sharp = harmony(9, "minor", 35)
    key = listen(InlineAudio(wav(sharp, round(RATE * 2 ** (1 / 36))))).key
    assert key is not None
    assert key.key == MusicalKey(9, Mode.MINOR)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_the_loudness_of_a_stereo_tone(rate: int, level: float) -> None:
    """EBU Tech 3341, test cases 1 and 2: a stereo sine of 1 kHz at x dBFS peak is x LUFS loud."""
    wave = tone(1000, 20, 10 ** (level / 20), rate)
    assert lufs(np.stack([wave, wave]), rate) == pytest.approx(level, abs=0.1)


def test_one_channel_alone_is_three_units_quieter() -> None:
    wave = tone(1000, 20, 10 ** (-23 / 20), 48_000)
    assert lufs(wave, 48_000) == pytest.approx(-26.0, abs=0.1)


def test_quiet_passages_are_gated() -> None:
    """EBU Tech 3341, test case 3: -36, -23 and -36 dBFS, of which the middle counts."""
    quiet, loud = 10 ** (-36 / 20), 10 ** (-23 / 20)
    wave = np.concatenate([tone(1000, 10, quiet), tone(1000, 60, loud), tone(1000, 10, quiet)])
    assert lufs(np.stack([wave, wave])) == pytest.approx(-23.0, abs=0.3)


@pytest.mark.parametrize(("pitch", "gain"), [(40, -6.3), (100, -1.9), (500, -0.6), (2000, 2.3), (10_000, 3.3)])
def test_the_weighting_follows_the_standard(pitch: float, gain: float) -> None:
    """The response relative to 1 kHz of a shelf of 4 dB around 1.68 kHz and a high pass at 38 Hz."""
    difference = lufs(tone(pitch, 10, 0.1)) - lufs(tone(1000, 10, 0.1))
    assert difference == pytest.approx(gain, abs=0.25)


def test_copies_are_nearest_to_their_source() -> None:
    sources = [np.stack([s, s]) for s in (song(seed, 15) for seed in range(20, 25))]
    library = [heard(samples) for samples in sources]
    lossy = [encoded(samples, RATE, "mp3", "libmp3lame", bit_rate=64_000) for samples in sources]
    copies = [[listen(InlineAudio(data)) for data in lossy], [heard(samples / 4) for samples in sources]]
    for space, least in ((MUSICNN, 0.95), (MFCC, 0.9)):
        vectors = vectors_of(library, space)
        for copied in copies:
            scores = vectors_of(copied, space) @ vectors.T
            assert scores.argmax(axis=1).tolist() == list(range(len(sources)))
            assert scores.diagonal().min() >= least


def vectors_of(library: list[Analysis], space: Space) -> np.ndarray:
    embeddings = [analysis.embedding(space.name) for analysis in library]
    assert None not in embeddings
    return np.array([embedding.vector for embedding in embeddings])


def test_the_highlight_lies_where_the_music_is() -> None:
    """Two minutes of one piece between half minutes of noise: the noise is not what it is about."""
    music = np.concatenate([noise(30), song(9, 120), noise(30)])
    highlight = heard(music).highlight
    assert highlight is not None
    assert highlight.length == 30
    assert 25 <= highlight.start <= 125


def test_the_highlight_of_a_short_track_is_all_of_it() -> None:
    highlight = heard(song(9, 20)).highlight
    assert highlight is not None
    assert (highlight.start, highlight.length) == (0, pytest.approx(20, abs=0.01))


def test_silence_around_music_is_no_silence() -> None:
    assert not heard(np.concatenate([silence(30), song(9, 30), silence(30)])).silent
