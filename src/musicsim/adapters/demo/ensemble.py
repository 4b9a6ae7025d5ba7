"""Many players in unison: string sections, choirs, pads."""

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import mul as multiply

import numpy as np

from musicsim.adapters.demo.instruments import hertz
from musicsim.adapters.demo.sound import (
    RATE,
    Response,
    Sound,
    bell,
    frequencies,
    lowpass,
    rotors,
    samples,
    swell,
)


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Many players in unison: every harmonic is a band of noise-like partials (Nasca's PADsynth).

    `tilt` is the fall of the harmonics as a power, `formants` bells that colour them, `width` the bandwidth of the
    fundamental in cents, `air` the level of breath or bow noise, `attack` and `release` in seconds. Stereo.
    """

    tilt: float = 1.2
    width: float = 30.0
    cutoff: float = 6000.0
    attack: float = 0.3
    release: float = 0.5
    odd: float = 1.0
    air: float = 0.0
    formants: tuple[tuple[float, float, float], ...] = ()

    def note(self, pitch: float, seconds: float) -> Sound:
        loop = _ensemble(self, pitch)
        count = samples(seconds + self.release)
        repeats = -(-count // loop.shape[1])
        sound = np.tile(loop, repeats)[:, :count] if repeats > 1 else loop[:, :count]
        return sound * swell(count, self.attack, self.release)


_LOOP = 1 << 17


@lru_cache(maxsize=24)
def _ensemble(voice: Ensemble, pitch: float) -> Sound:
    amplitude = np.zeros(_LOOP // 2 + 1, dtype=np.float32)
    fundamental = hertz(pitch)
    harmonics = np.arange(1, min(48, int(RATE / 2.4 / fundamental)) + 1, dtype=np.float32)
    colour = np.abs(reduce(multiply, (part(harmonics * fundamental) for part in _parts(voice))))
    levels = harmonics**-voice.tilt * np.where(harmonics % 2 == 0, voice.odd, 1.0) * colour
    if voice.air:
        amplitude += voice.air * levels.max() * 0.012 / (1 + (frequencies(_LOOP) / np.float32(2200)) ** 2)
    for centre, level in zip(harmonics * fundamental, levels, strict=True):
        spread = max((2 ** (voice.width / 1200) - 1) * centre, 0.6)
        low, high = (round((centre + side * spread) * _LOOP / RATE) for side in (-4, 4))
        low, high = max(low, 0), min(high, len(amplitude))
        offset = (np.arange(low, high, dtype=np.float32) * (RATE / _LOOP) - centre) / spread
        amplitude[low:high] += level / spread**0.5 * np.exp(-(offset**2))
    turns = np.random.default_rng(round(pitch * 10)).random(len(amplitude), dtype=np.float32)
    sound = np.fft.irfft(amplitude * rotors(turns), _LOOP)
    sound *= 0.09 / np.sqrt(np.mean(sound**2))
    # the same loop from elsewhere is as good as other players, and half the work
    return np.stack((sound, np.roll(sound, _LOOP // 2 + 999)))


def _parts(voice: Ensemble) -> list[Response]:
    return [lowpass(voice.cutoff, 2), *(bell(*peak) for peak in voice.formants)]
