"""What happens to a sound after the instrument: space, repeats, movement, drive, and the mix bus."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from musicsim.adapters.demo.sound import (
    RATE,
    Sound,
    Spectrum,
    convolve,
    decibels,
    equalise,
    highpass,
    lowpass,
    noise,
    samples,
    times,
)


@dataclass(frozen=True, slots=True)
class Room:
    """A reverberant space: `seconds` to -60 dB, `damping` the cutoff in Hz of its air, `predelay` in seconds."""

    seconds: float = 1.6
    damping: float = 5000.0
    predelay: float = 0.015


def reverberate(sound: Sound, room: Room) -> Sound:
    """The room's answer to a mono sound, in stereo, as long as the sound."""
    # air swallows the top octave, so half the sample rate is enough for it
    even, odd = sound[: len(sound) // 2 * 2 : 2], sound[1::2]
    halved = np.float32(0.375) * (even + odd)
    halved[1:] += np.float32(0.125) * odd[:-1]
    halved[:-1] += np.float32(0.125) * even[1:]
    spectrum, hop = _answer(room)
    wet = convolve(halved, spectrum, hop)[:, : len(halved) + 1]
    doubled = np.repeat(wet[:, : len(halved) + 1], 2, axis=1)
    doubled[:, 1:-1:2] += wet[:, 1:]
    doubled[:, 1:-1:2] *= np.float32(0.5)
    return doubled[:, : len(sound)]


@lru_cache(maxsize=4)
def _answer(room: Room) -> tuple[Spectrum, int]:
    """The transform of the impulse response at both ears at half the rate, and the hop for convolving with it."""
    count = samples(room.seconds * 1.1) // 2
    clock = 2 * times(count)
    ears = np.stack((noise(count, 11), noise(count, 12)))
    # half the rate makes a filter's cutoff twice what it says; high frequencies die more than twice as fast as low ones
    low = equalise(ears, lowpass(1800, 1)) * np.exp(clock * np.float32(-5.5 / room.seconds))
    high = equalise(ears, highpass(1800, 1), lowpass(2 * room.damping, 1)) * np.exp(
        clock * np.float32(-13 / room.seconds)
    )
    late = (low + high) * np.minimum(clock / np.float32(0.03), 1)
    for ear, taps in enumerate((_EARLY_LEFT, _EARLY_RIGHT)):
        late[ear, [samples(tap) // 2 for tap in taps]] += 2.0
    delayed = np.pad(late, ((0, 0), (samples(room.predelay) // 2, 0)))
    delayed = delayed / np.sqrt((delayed**2).sum() / 2)
    size = 1 << (2 * delayed.shape[1]).bit_length()
    return np.fft.rfft(delayed, size).astype(np.complex64), size - delayed.shape[1]


_EARLY_LEFT, _EARLY_RIGHT = (0.007, 0.019, 0.031, 0.047), (0.011, 0.023, 0.037, 0.053)


def echo(sound: Sound, seconds: float, feedback: float = 0.45, repeats: int = 4) -> Sound:
    """Ping-pong repeats, in stereo and without the original; each is on the other side and weaker."""
    dark = equalise(sound.mean(axis=0), lowpass(3200, 1), highpass(250, 1))
    out = np.zeros((2, len(dark)), dtype=np.float32)
    for repeat in range(1, repeats + 1):
        shift = samples(seconds * repeat)
        if shift < len(dark):
            late = dark[:-shift] * np.float32(feedback**repeat)
            out[repeat % 2, shift:] += late
            out[1 - repeat % 2, shift:] += np.float32(0.3) * late
    return out


def chorus(sound: Sound, rate: float = 0.6, depth: float = 0.004, mix: float = 0.5) -> Sound:
    """A slowly wandering copy at each side; `depth` in seconds."""
    count = sound.shape[1]
    clock = np.arange(count, dtype=np.int32)
    out = np.repeat(sound, 2, axis=0) if len(sound) == 1 else sound.copy()
    for ear, offset in enumerate((0.0, np.pi / 2)):
        wander = np.sin(2 * np.pi * rate * times(count) + offset)
        place = np.maximum(clock - ((1.2 + wander) * np.float32(depth * RATE)).astype(np.int32), 0)
        out[ear] += np.float32(mix) * sound[ear % len(sound)][place]
    return out


def drive(sound: Sound, gain_db: float) -> Sound:
    """Soft saturation that leaves quiet passages at their level."""
    gain = np.float32(decibels(gain_db))
    louder = sound * gain
    np.tanh(louder, out=louder)
    louder /= gain
    return louder


def brighten(sound: Sound, dark: float, amount: Sound) -> Sound:
    """A filter that opens and closes: `amount` (0 dark to 1 open) is a curve stretched over the sound, `dark` in Hz."""
    closed = equalise(sound, lowpass(dark, 2))
    nodes = np.linspace(0, sound.shape[1], len(amount))
    coarse = np.interp(np.arange(0, sound.shape[1] + 256, 256), nodes, amount).astype(np.float32)
    curve = np.repeat(coarse, 256)[: sound.shape[1]]
    return closed + (sound - closed) * curve


def duck(count: int, hits: "list[float]", depth: float = 0.6, recovery: float = 0.22) -> Sound:
    """The gain of a part that makes room for the kick: falls at each hit (seconds) and comes back."""
    gain = np.ones(count, dtype=np.float32)
    span = samples(recovery)
    dip = (1 - depth * (0.5 + 0.5 * np.cos(np.pi * np.arange(span) / span))).astype(np.float32)
    for hit in hits:
        start = samples(hit)
        part = gain[start : start + span]
        np.minimum(part, dip[: len(part)], out=part)
    return gain


def master(mix: Sound, loudness_db: float, ceiling_db: float = -1.0) -> Sound:
    """Glue, level and limit the mix bus: no rumble, gentle 2:1 compression, loud passages near `loudness_db` RMS."""
    levelled = _compressed(mix - mix.mean(axis=1, keepdims=True))
    power = _block_power(levelled)
    busy = np.sort(power)[len(power) // 2 :]
    wanted = decibels(loudness_db) / max(float(np.sqrt(busy.mean())), 1e-6)
    return _limited(levelled * np.float32(wanted), decibels(ceiling_db))


_CONTROL = 441
"""Samples a step of the bus compressor and limiter: 10 ms."""


def _block_power(sound: Sound) -> Sound:
    usable = sound.shape[1] // _CONTROL * _CONTROL
    return np.asarray((sound[:, :usable] ** 2).reshape(2, -1, _CONTROL).mean(axis=(0, 2)))


def _compressed(sound: Sound) -> Sound:
    power = _block_power(sound)
    smooth = np.convolve(np.pad(power, 15, mode="edge"), np.hanning(31) / 15, mode="valid")
    level = np.sqrt(smooth) / max(np.sqrt(power.mean()), 1e-6)
    gain = np.maximum(level, 1) ** -0.5
    return sound * _control_curve(gain, sound.shape[1])


def _limited(sound: Sound, ceiling: float) -> Sound:
    """Turn down around every peak above the ceiling, 10 ms ahead of it."""
    steps = -(-sound.shape[1] // _CONTROL)
    starts = np.arange(steps) * _CONTROL
    highest, lowest = np.maximum.reduceat(sound, starts, axis=1), np.minimum.reduceat(sound, starts, axis=1)
    peaks = np.maximum(highest, -lowest).max(axis=0)
    needed = np.minimum(1, ceiling / np.maximum(peaks, 1e-9))
    held = np.lib.stride_tricks.sliding_window_view(np.pad(needed, 3, mode="edge"), 7).min(axis=1)
    # the mean of held minima never exceeds what the step itself needs
    smooth = np.convolve(np.pad(held, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    limited = np.asarray(sound * _control_curve(smooth, sound.shape[1]), dtype=np.float32)
    return np.clip(limited, -ceiling, ceiling, out=limited)


def _control_curve(steps: Sound, count: int) -> Sound:
    """Linear between the middles of the control steps."""
    nodes = np.pad(steps, (1, 2), mode="edge").astype(np.float32)
    ramp = (np.arange(_CONTROL, dtype=np.float32) + 0.5) / _CONTROL
    curve = (nodes[:-1, None] + np.diff(nodes)[:, None] * ramp).ravel()
    return np.asarray(curve[_CONTROL // 2 :][:count], dtype=np.float32)


def fade(mix: Sound, into: float, out: float) -> Sound:
    """Fade the ends of the mix; `into` and `out` in seconds."""
    count = mix.shape[1]
    gain = np.ones(count, dtype=np.float32)
    head, tail = samples(into), samples(out)
    gain[:head] = np.linspace(0, 1, head, dtype=np.float32)
    gain[count - tail :] = np.linspace(1, 0, tail, dtype=np.float32) ** 2
    return mix * gain
