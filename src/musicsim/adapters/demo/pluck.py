"""Plucked and struck strings: guitars, pianos, harps, basses; with an amplifier they growl."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from musicsim.adapters.demo.instruments import hertz
from musicsim.adapters.demo.sound import (
    RATE,
    Sound,
    Spectrum,
    bell,
    convolve,
    decibels,
    dying,
    equaliser,
    frequencies,
    highpass,
    lowpass,
    noise,
    rotors,
    samples,
    swell,
)


@dataclass(frozen=True, slots=True)
class StringVoice:
    """A plucked or struck string: a delay loop with losses, solved in the frequency domain.

    `sustain` is the fundamental's -60 dB time in seconds at middle C, `brightness` the loop's cutoff in Hz, `stiffness`
    how far partials stretch (pianos), `contact` where the string is touched as a fraction of its length, `hardness` the
    cutoff of what touches it, `choir` the detuning of a second string in cents and `wood` the body's resonances.
    """

    sustain: float = 3.0
    brightness: float = 6000.0
    stiffness: float = 0.0
    contact: float = 0.18
    hardness: float = 5000.0
    choir: float = 0.0
    release: float = 0.08
    length: float = 2.9
    wood: tuple[tuple[float, float, float], ...] = ()

    def note(self, pitch: float, seconds: float) -> Sound:
        sound = _string(self, pitch)
        count = min(samples(seconds + self.release), len(sound))
        return sound[:count] * swell(count, 0.0005, min(self.release, count / RATE))


@lru_cache(maxsize=56)
def _string(voice: StringVoice, pitch: float) -> Sound:
    size = 1 << (samples(voice.length) - 1).bit_length()
    pluck = _touch(voice, pitch, size)
    spectrum = pluck * _loop(voice, hertz(pitch), size)
    if voice.choir:
        spectrum = spectrum + pluck * _loop(voice, hertz(pitch + voice.choir / 100), size)
    sound = np.fft.irfft(spectrum, size) * _unwrap(size)
    sound = sound[: samples(voice.length)]
    return np.asarray(sound * (0.25 / np.abs(sound).max()), dtype=np.float32)


_WRAP = 9.0
"""How much more, in nepers over the transform, the loop is damped so that its tail does not wrap to the start."""


def _unwrap(size: int) -> Sound:
    return np.asarray(np.exp(np.arange(size, dtype=np.float32) * np.float32(_WRAP / size)), dtype=np.float32)


def _touch(voice: StringVoice, pitch: float, size: int) -> Spectrum:
    """The spectrum of the finger, pick or hammer, heard through the body."""
    burst = np.zeros(size, dtype=np.float32)
    width = samples(0.004)
    burst[:width] = noise(width, round(pitch * 10)) * np.hanning(width) * 0.5
    burst[1] += 3.0
    burst[:width] *= np.exp(-np.arange(width, dtype=np.float32) * np.float32(_WRAP / size))
    comb = 1 - np.float32(0.9) * rotors(frequencies(size) * np.float32(-voice.contact / hertz(pitch)))
    return np.asarray(np.fft.rfft(burst) * comb * _colour(voice.hardness, voice.wood, size), dtype=np.complex64)


@lru_cache(maxsize=16)
def _colour(hardness: float, wood: tuple[tuple[float, float, float], ...], size: int) -> Spectrum:
    return equaliser(size, lowpass(hardness, 2), *(bell(*peak) for peak in wood))


def _loop(voice: StringVoice, frequency: float, size: int) -> Spectrum:
    """The resonances of the string: every round trip loses a little, the high partials more."""
    axis = frequencies(size)
    period = np.float32(1 / frequency)
    # high strings ring shorter, as on every instrument
    seconds = voice.sustain * (261.6 / frequency) ** 0.5
    loss = period * np.float32(6.9078 / seconds)
    losses = loss + loss * (axis / np.float32(voice.brightness)) ** 2 + np.float32(_WRAP * RATE / size) * period
    partial = axis * period
    if voice.stiffness:
        partial = partial / np.sqrt(1 + np.float32(voice.stiffness) * partial**2)
    return np.asarray(1 / (1 - np.exp(-losses) * rotors(-partial)), dtype=np.complex64)


_CABINET: tuple[tuple[float, float, float], ...] = ((110.0, 4.0, 1.0), (420.0, -4.0, 0.9), (2400.0, 6.0, 1.1))


@dataclass(frozen=True, slots=True)
class Amplified:
    """A string instrument through an overdriven amplifier; several pitches at once make the amplifier growl.

    `gain_db` drives the valves, `chord` lists the semitones above the written note, `muted` chokes the strings with the
    palm, `cabinet` is where the loudspeaker stops, in Hz, and `take` tells recordings of the same part apart.
    """

    strings: StringVoice = field(default_factory=lambda: StringVoice(sustain=8.0, brightness=7000.0))
    gain_db: float = 34.0
    chord: tuple[int, ...] = (0, 7, 12)
    muted: bool = False
    cabinet: float = 4300.0
    take: int = 0

    def note(self, pitch: float, seconds: float) -> Sound:
        return _amplified(self, pitch, round(min(seconds, 2.8), 2))


@lru_cache(maxsize=48)
def _amplified(voice: Amplified, pitch: float, seconds: float) -> Sound:
    # each take is tuned and picked a little differently, which is what makes a doubled guitar wide
    detune = 0.05 * voice.take
    held = [voice.strings.note(pitch + step + detune, seconds) for step in voice.chord]
    count = min(len(one) for one in held)
    clean = np.sum([one[:count] for one in held], axis=0)
    if voice.muted:
        clean = clean * dying(count, 0.35)
    tight = convolve(clean, _input(), _HOP)[:count]
    driven = np.tanh(tight * np.float32(decibels(voice.gain_db)))
    sound = convolve(driven, _speaker(voice.cabinet), _HOP)[:count]
    return np.asarray(sound * np.float32(0.2) * swell(count, 0.001, 0.03), dtype=np.float32)


_BLOCK, _HOP = 1 << 14, (1 << 14) - 3072


@lru_cache(maxsize=1)
def _input() -> Spectrum:
    """What an amplifier leaves out before it distorts: rumble would muddy the growl, and treble would fizz."""
    return equaliser(_BLOCK, highpass(90), lowpass(6000, 1))


@lru_cache(maxsize=8)
def _speaker(cutoff: float) -> Spectrum:
    return equaliser(_BLOCK, *(bell(*peak) for peak in _CABINET), lowpass(cutoff, 4), highpass(90))
