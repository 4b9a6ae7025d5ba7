"""Single voices from oscillators: winds, leads, bells, basses, stabs."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from musicsim.adapters.demo.instruments import hertz
from musicsim.adapters.demo.sound import RATE, Sound, cycles, dying, equalise, noise, resonance, samples, swell, times


@dataclass(frozen=True, slots=True)
class Wave:
    """One oscillator with a fixed set of harmonics: winds, leads, the voices of an old game console.

    `harmonics` are amplitudes from the fundamental up, `vibrato` in cents, `rate` in Hz, `breath` the noise beside the
    tone, `fade` the -60 dB time in seconds (0 holds), `glide` the semitones from which the note slides in.
    """

    harmonics: tuple[float, ...] = (1.0,)
    attack: float = 0.03
    release: float = 0.06
    vibrato: float = 0.0
    rate: float = 5.2
    breath: float = 0.0
    fade: float = 0.0
    glide: float = 0.0
    level: float = 0.2

    def note(self, pitch: float, seconds: float) -> Sound:
        count = samples(seconds + self.release)
        turn = cycles(self._frequency(pitch, count), count)
        sound = _table(self.harmonics, hertz(pitch))[(turn * _TABLE).astype(np.int32)]
        if self.breath:
            hiss = equalise(noise(count, round(pitch * 7)), resonance(min(hertz(pitch) * 2, 9000), 1.2))
            sound = sound + self.breath * hiss
        if self.fade:
            sound = sound * dying(count, self.fade)
        return np.asarray(sound * self.level * swell(count, self.attack, self.release), dtype=np.float32)

    def _frequency(self, pitch: float, count: int) -> "float | Sound":
        if not self.vibrato and not self.glide:
            return hertz(pitch)
        clock = times(count)
        # players let a note speak before they colour it
        depth = np.minimum(clock / np.float32(0.35), 1) * np.float32(self.vibrato / 100)
        bend = depth * np.sin(2 * np.pi * self.rate * clock) - self.glide * np.exp(-clock / np.float32(0.03))
        return np.asarray(hertz(pitch) * 2 ** (bend / 12), dtype=np.float32)


_TABLE = 8192


@lru_cache(maxsize=512)
def _table(harmonics: tuple[float, ...], frequency: float) -> Sound:
    audible = harmonics[: max(1, int(RATE / 2.1 / frequency))]
    spectrum = np.zeros(_TABLE // 2 + 1, dtype=np.complex64)
    spectrum[1 : len(audible) + 1] = -0.5j * np.array(audible) * _TABLE
    return np.fft.irfft(spectrum).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Bell:
    """Frequency modulation of one sine by another: electric pianos, vibraphones, bells, mallets.

    `ratio` is the modulator's frequency in carrier units, `index` how far it bends the carrier at the attack, `bite`
    the -60 dB time of that bend and `ring` that of the note at middle C, in seconds; `tremolo` in Hz pans the note.
    """

    ratio: float = 1.0
    index: float = 2.0
    bite: float = 1.2
    ring: float = 3.5
    tine: float = 0.0
    tremolo: float = 0.0
    release: float = 0.15

    def note(self, pitch: float, seconds: float) -> Sound:
        count = samples(min(seconds + self.release, self.ring))
        frequency = hertz(pitch)
        carrier, modulator = cycles(frequency, count), cycles(frequency * self.ratio, count)
        bend = self.index * dying(count, self.bite) * np.sin(2 * np.pi * modulator)
        sound = np.sin(2 * np.pi * carrier + bend)
        if self.tine:
            sound = sound + self.tine * dying(count, 0.35) * np.sin(2 * np.pi * cycles(frequency * 14, count))
        ring = self.ring * (261.6 / frequency) ** 0.4
        sound = 0.2 * sound * dying(count, ring) * swell(count, 0.002, self.release)
        return np.asarray(self._moved(sound), dtype=np.float32)

    def _moved(self, sound: Sound) -> Sound:
        if not self.tremolo:
            return sound
        turn = np.sin(2 * np.pi * self.tremolo * times(len(sound)))
        return np.stack((sound * (1 + 0.35 * turn), sound * (1 - 0.35 * turn)))


@dataclass(frozen=True, slots=True)
class Synth:
    """A saw or pulse through a resonant low-pass that an envelope closes: basses, stabs, squelches, brass.

    `cutoff` and `sweep` in Hz (where the filter rests, how far above it starts), `snap` the time in seconds in which it
    falls by a factor e, `peak` its resonance, `even` the level of even harmonics (0 makes a square), `voices` in cents.
    """

    cutoff: float = 400.0
    sweep: float = 2000.0
    snap: float = 0.12
    peak: float = 1.0
    even: float = 1.0
    attack: float = 0.003
    release: float = 0.04
    fade: float = 0.0
    voices: tuple[float, ...] = (0.0,)

    def note(self, pitch: float, seconds: float) -> Sound:
        return _synth(self, pitch, round(seconds, 2))


_FRAMES = 24


@lru_cache(maxsize=128)
def _synth(voice: Synth, pitch: float, seconds: float) -> Sound:
    count = samples(seconds + voice.release)
    sound = np.zeros(count, dtype=np.float32)
    for cents in voice.voices:
        sound += _swept(voice, hertz(pitch + cents / 100), count)
    if voice.fade:
        sound = sound * dying(count, voice.fade)
    level = 0.16 / len(voice.voices) ** 0.5
    return np.asarray(sound * level * swell(count, voice.attack, voice.release), dtype=np.float32)


def _swept(voice: Synth, frequency: float, count: int) -> Sound:
    """Crossfade between wave tables, each the saw as the filter leaves it at one instant."""
    marks = (np.arange(_FRAMES) / (_FRAMES - 1)) ** 2 * count
    cutoffs = voice.cutoff + voice.sweep * np.exp(-marks / RATE / voice.snap)
    harmonic = np.arange(1, min(64, int(RATE / 2.2 / frequency)) + 1)
    ratio = harmonic * frequency / cutoffs[:, None]
    gain = 1 / np.sqrt((1 - ratio**2) ** 2 + (ratio / (0.7 * voice.peak)) ** 2)
    saw = np.where(harmonic % 2 == 0, voice.even, 1.0) / harmonic * np.minimum(gain, 4.0)
    spectrum = np.zeros((_FRAMES, 1025), dtype=np.complex64)
    spectrum[:, 1 : len(harmonic) + 1] = -1024j * saw
    tables = np.fft.irfft(spectrum).astype(np.float32)
    index = (cycles(frequency, count) * 2048).astype(np.int32)
    place = np.sqrt(np.arange(count, dtype=np.float32) / count) * np.float32(_FRAMES - 1)
    below = place.astype(np.int32)
    mix = place - below
    above = np.minimum(below + 1, _FRAMES - 1)
    return np.asarray(tables[below, index] * (1 - mix) + tables[above, index] * mix, dtype=np.float32)
