"""Fingerprints of real audio: the same for copies, others for takes; excerpts lie where they were taken."""

from functools import cache

import numpy as np
import pytest
import soxr

from musicsim.adapters.audio.excerpt import listen_to
from musicsim.adapters.audio.fingerprint import Printing, fingerprint, phases
from musicsim.adapters.audio.listen import listen
from musicsim.adapters.audio.whole import segments_of
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.fingerprint import FRAMES_A_SECOND, Fingerprint
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.recognition import recognised
from musicsim.domain.rules.same_recording import same_recording
from tests.support.encode import encoded
from tests.support.sounds import drums, harmony, noise, silence, song, wav

RATE = 16_000
SECONDS = 40.0


@cache
def piece(seed: int) -> np.ndarray:
    return song(seed, SECONDS, RATE).astype(np.float32)


def printed(samples: np.ndarray) -> Sound:
    vector = np.array([1.0, 0.0], dtype=np.float32)
    heard = np.asarray(samples, dtype=np.float32)
    return Sound(vector=vector, duration=len(heard) / RATE, fingerprint=fingerprint(heard))


def through(container: str, codec: str, bit_rate: int) -> np.ndarray:
    """A piece after that coder."""
    data = encoded(piece(1), RATE, container, codec, bit_rate=bit_rate)
    return segments_of(InlineAudio(data)).whole.words


@pytest.mark.parametrize(
    ("container", "codec", "bit_rate"),
    [("mp3", "libmp3lame", 48_000), ("ogg", "libopus", 32_000), ("adts", "aac", 48_000)],
)
def test_coders_leave_it_as_it_is(container: str, codec: str, bit_rate: int) -> None:
    coded = Fingerprint.of(through(container, codec, bit_rate), fingerprint(piece(1)).model)
    copy = Sound(vector=np.array([1.0, 0.0], dtype=np.float32), duration=SECONDS, fingerprint=coded)
    assert same_recording(printed(piece(1)), copy) is True


def test_copies_are_told_from_takes() -> None:
    """The labelled set in small: no false merge, no miss."""
    original = piece(1)
    copies = [
        original * np.float32(0.2),
        original[3 * RATE :],
        original[: -5 * RATE],
        soxr.resample(soxr.resample(original, RATE, 11_025), 11_025, RATE),
        original + noise(SECONDS, 1, 0.01, RATE),
    ]
    faster = soxr.resample(original, RATE, round(RATE / 1.02))
    loops = [drums(120, SECONDS, seed, RATE) + harmony(seed, "minor", SECONDS, 120, RATE) for seed in (1, 2)]
    assert [same_recording(printed(original), printed(copy)) for copy in copies] == [True] * len(copies)
    others = [faster, *(piece(seed) for seed in range(2, 6)), *loops]
    assert [same_recording(printed(original), printed(other)) for other in others] == [False] * len(others)
    assert same_recording(printed(loops[0]), printed(loops[1])) is False


@pytest.mark.parametrize("milliseconds", [20, 40, 60])
def test_a_cut_falls_between_frames(milliseconds: int) -> None:
    start = (2960 + milliseconds) * RATE // 1000  # 2.96 s are 37 frames
    cut = segments_of(InlineAudio(encoded(piece(1)[start:], RATE, "ogg", "libopus", bit_rate=32_000))).whole
    copy = Sound(vector=np.array([1.0, 0.0], dtype=np.float32), duration=SECONDS - start / RATE, fingerprint=cut)
    assert same_recording(printed(piece(1)), copy) is True
    assert same_recording(copy, printed(piece(1))) is True


def test_a_stretch_takes_less_than_two_kilobytes() -> None:
    heard = listen(InlineAudio(wav(np.concatenate([piece(1), piece(2)]), RATE)))
    assert heard.fingerprint is not None
    assert 1700 < len(heard.fingerprint.data) <= 2048


def test_blocks_and_the_whole_have_the_same_fingerprint() -> None:
    samples, printing = piece(1), Printing(10_000)
    for start in range(0, len(samples), 12_345):
        printing.feed(samples[start : start + 12_345], last=start + 12_345 >= len(samples))
    assert printing.done() == fingerprint(samples)
    short = Printing(20)
    short.feed(samples, last=True)
    assert len(short.done().words) == 20


def test_silence_has_empty_words_and_next_to_nothing_has_none() -> None:
    assert not fingerprint(silence(3, RATE).astype(np.float32)).words.any()
    assert len(fingerprint(piece(1)[:100]).words) == 0
    assert all(len(each.words) == 0 for each in phases(piece(1)[:100]))


def test_the_stretch_of_the_whole_is_that_of_listening() -> None:
    source = InlineAudio(wav(np.concatenate([piece(1), piece(2)]), RATE))
    whole, heard = segments_of(source), listen(source)
    assert heard.fingerprint is not None
    one = Sound(vector=np.zeros(2, dtype=np.float32), duration=80, fingerprint=heard.fingerprint)
    other = Sound(vector=np.zeros(2, dtype=np.float32), duration=80, fingerprint=whole.stretch)
    assert same_recording(one, other) is True
    assert len(whole.whole.words) == pytest.approx(2 * SECONDS * FRAMES_A_SECOND, abs=8)


@pytest.mark.parametrize(
    ("container", "codec", "rate"),
    [("webm", "libopus", 48_000), ("mp4", "aac", 44_100), ("wav", "pcm_s16le", 44_100), ("mp3", "libmp3lame", 44_100)],
)
def test_recorders_formats_are_listened_to(container: str, codec: str, rate: int) -> None:
    start = 12.34
    part = piece(1)[round(start * RATE) : round((start + 10) * RATE)]
    data = encoded(soxr.resample(part, RATE, rate), rate, container, codec)
    excerpt = listen_to(InlineAudio(data))
    assert excerpt.analysis.duration == pytest.approx(10, abs=0.15)
    assert [each.space for each in excerpt.analysis.embeddings] == ["musicnn-msd@1", "mfcc@1"]
    found = recognised(excerpt.prints, fingerprint(piece(1)))
    assert found is not None
    assert found.position == pytest.approx(start, abs=0.1)
    assert recognised(excerpt.prints, fingerprint(piece(2))) is None


def test_no_more_than_a_minute_is_listened_to() -> None:
    excerpt = listen_to(InlineAudio(wav(np.concatenate([piece(1), piece(2)]), RATE)))
    assert excerpt.analysis.duration == 60
    assert len(excerpt.prints[0].words) == pytest.approx(60 * FRAMES_A_SECOND, abs=8)


def test_silence_and_what_is_no_audio() -> None:
    assert listen_to(InlineAudio(wav(silence(6, RATE), RATE))).analysis.silent
    for data, reason in ((b"Dear diary", FailureReason.NOT_AUDIO), (wav(silence(0, RATE), RATE), FailureReason.EMPTY)):
        with pytest.raises(UnreadableAudio) as raised:
            listen_to(InlineAudio(data))
        assert raised.value.failure.reason is reason
