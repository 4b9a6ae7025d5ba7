"""The demo's music: what is written, and how it sounds."""

from itertools import pairwise

import numpy as np
import pytest

from musicsim.adapters.demo.catalogue import ALBUMS
from musicsim.adapters.demo.drums import snare
from musicsim.adapters.demo.effects import Room, master, reverberate
from musicsim.adapters.demo.form import lay_out
from musicsim.adapters.demo.jobs import compose
from musicsim.adapters.demo.pluck import StringVoice
from musicsim.adapters.demo.score import bass_part, invent, melody, rhythm, sustained_part, walking_bass
from musicsim.adapters.demo.sound import RATE, equalise, highpass, lowpass, noise, sine
from musicsim.adapters.demo.theory import Key, progression, voicings

CADENCE = {"*": "Im bVI bIII bVII"}
PLAN = (("verse", 1), ("chorus", 1))


def form():
    return lay_out(Key.of("D minor"), 120, 4, PLAN, CADENCE, 32)


def test_keys_are_read_with_accidentals():
    assert Key.of("F# minor").tonic == 6
    assert Key.of("Bb major").tonic == 10
    assert Key.of("C major").pitch(9) == 76


def test_chords_are_relative_to_the_tonic():
    tonic, submediant = progression("Im7 bVImaj7", Key.of("D minor"))
    assert (tonic.root, sorted(tonic.tones())) == (2, [0, 2, 5, 9])
    assert submediant.root == 10


def test_an_unknown_chord_is_named():
    with pytest.raises(ValueError, match="IXm"):
        progression("Im IXm", Key.of("C minor"))


def test_voices_move_little_between_chords():
    led = voicings(progression("Im bVI bIII bVII IVm V7 Im", Key.of("A minor")), 60)
    for before, after in pairwise(led):
        assert abs(np.mean(after) - np.mean(before)) <= 4


def test_a_form_fits_the_wanted_length():
    bars = form().bars
    assert [bar.section for bar in bars] == ["verse"] * 8 + ["chorus"] * 8
    assert [bar.start for bar in bars] == [4.0 * number for number in range(16)]


def test_the_bass_follows_the_chords():
    bars = form().bars
    for bar, note in zip(bars, bass_part(bars, "x-------"), strict=True):
        assert note.pitch % 12 == bar.chord.root


def test_a_walking_bass_starts_each_bar_on_the_root_and_steps_into_the_next():
    bars = form().bars
    line = walking_bass(bars, np.random.default_rng(1))
    for bar, following in pairwise(bars):
        first, *_, last = [note for note in line if bar.start <= note.beat < following.start]
        assert first.pitch % 12 == bar.chord.root
        assert abs(last.pitch - following.chord.bass()) <= 2


def test_a_melody_repeats_its_motif_and_ends_bars_on_chord_tones():
    rng = np.random.default_rng(2)
    motif = invent(rng, ("x-x-x-x-x---x---",))
    bars = form().bars
    tune = melody(bars, Key.of("D minor"), (motif,), form="A")
    assert len(tune) == len(bars) * len(motif.contour)
    for bar in bars:
        *_, last = [note for note in tune if bar.start <= note.beat < bar.start + 4]
        assert last.pitch % 12 in bar.chord.tones()


def test_sustained_voices_are_tied_over_the_bar():
    bars = form().bars[:4]
    notes = sustained_part(bars)
    assert any(note.length > 4 for note in notes)
    assert sum(note.length for note in notes) == sum(4 * len(bar.chord.intervals) for bar in bars)


def test_a_rhythm_holds_what_dashes_follow():
    assert [(hit.beat, hit.length) for hit in rhythm("x--.o.X-")] == [(0, 1.5), (2, 0.5), (3, 1.0)]


@pytest.mark.parametrize("pitch", [40, 55, 67, 76])
def test_strings_are_in_tune(pitch):
    sound = StringVoice(length=1.4).note(pitch, 1.2)[2000:]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 19))
    wanted = 440 * 2 ** ((pitch - 69) / 12)
    near = np.arange(int(wanted * 0.97 * (1 << 19) / RATE), int(wanted * 1.03 * (1 << 19) / RATE))
    heard = near[spectrum[near].argmax()] * RATE / (1 << 19)
    assert abs(1200 * np.log2(heard / wanted)) < 5


def test_filters_pass_and_stop_what_they_should():
    low, high = sine(100.0, RATE), sine(8000.0, RATE)
    assert equalise(low, lowpass(1000)).std() == pytest.approx(low.std(), rel=0.05)
    assert equalise(high, lowpass(1000)).std() < 0.05 * high.std()
    assert equalise(low, highpass(1000)).std() < 0.05 * low.std()


def test_long_and_short_sounds_are_filtered_alike():
    sound = noise(RATE * 3, 1)
    long, short = equalise(sound, lowpass(900)), equalise(sound[:20_000], lowpass(900))
    assert np.abs(long[:20_000] - short).max() < 1e-3


def test_a_room_answers_after_the_sound_and_differs_between_the_ears():
    click = np.zeros(RATE * 2, dtype=np.float32)
    click[1000] = 1
    wet = reverberate(click, Room(seconds=0.8))
    assert np.abs(wet[:, :1000]).max() < 1e-3
    assert (wet[:, RATE // 2 : RATE] ** 2).sum() > 100 * (wet[:, -RATE // 2 :] ** 2).sum()
    assert abs(np.corrcoef(wet)[0, 1]) < 0.9


def test_the_master_does_not_clip_and_has_no_offset():
    loud = np.stack((snare(), snare())) * 9 + np.float32(0.2)
    out = master(np.tile(loud, 6), -12.0)
    assert np.abs(out).max() <= 0.8913
    assert abs(out.mean()) < 0.01


@pytest.mark.slow
@pytest.mark.parametrize("album", ALBUMS[1::2], ids=lambda album: album.style)
def test_a_track_of_each_style_is_sound_music(album):
    first = compose(album.piece(2))
    assert first.shape[0] == 2
    assert first.dtype == np.float32
    assert 38 <= first.shape[1] / RATE <= 60
    assert np.isfinite(first).all()
    assert np.abs(first).max() <= 1
    assert -24 < 20 * np.log10(first.std()) < -10
    assert np.abs(first.mean(axis=1)).max() < 1e-3
    assert np.abs(first[0] - first[1]).std() > 0.005, "it is as good as mono"
    assert np.abs(first[:, -50:]).max() < 0.001, "it ends with a click"


@pytest.mark.slow
def test_the_same_piece_is_the_same_sound():
    piece = ALBUMS[4].piece(1)
    assert np.array_equal(compose(piece), compose(piece))


@pytest.mark.slow
def test_sections_differ_in_loudness():
    sound = compose(ALBUMS[3].piece(3))
    level = [float(part.std()) for part in np.array_split(sound, 16, axis=1)]
    assert max(level) > 1.5 * min(level[1:-1])
