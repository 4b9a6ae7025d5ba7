"""Colours that look as far apart as their numbers say: OKLCH (Björn Ottosson 2020)."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.adapters.painter.parameters import CoverParameters

Colour = npt.NDArray[np.float32]
"""sRGB, each of three channels in 0 … 1."""

_BLUE, _YELLOW = 268.0, 95.0  # degrees

_LMS = np.array(
    [[1.0, 0.3963377774, 0.2158037573], [1.0, -0.1055613458, -0.0638541728], [1.0, -0.0894841775, -1.2914855480]]
)
_RGB = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)


def oklch(light: float, chroma: float, hue: float) -> Colour:
    """The colour of that lightness (0 … 1), chroma (0 … 0.37) and hue (degrees); chroma is less where sRGB ends."""
    for part in (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.0):
        linear = _linear(light, chroma * part, hue)
        if part == 0.0 or (linear.min() > -0.005 and linear.max() < 1.005):
            break
    clipped = np.clip(linear, 0, 1)
    curved = np.where(clipped <= 0.0031308, 12.92 * clipped, 1.055 * clipped ** (1 / 2.4) - 0.055)
    return curved.astype(np.float32)


def _linear(light: float, chroma: float, hue: float) -> npt.NDArray[np.float64]:
    around = math.radians(hue)
    lab = np.array([light, chroma * math.cos(around), chroma * math.sin(around)])
    linear: npt.NDArray[np.float64] = _RGB @ ((_LMS @ lab) ** 3)
    return linear


@dataclass(frozen=True, slots=True)
class Palette:
    """`deep` and `sky` make the ground, the `ramp` goes from deep to pale, `accent` and `spark` stand out."""

    deep: Colour
    sky: Colour
    ramp: tuple[Colour, ...]
    accent: Colour
    hot: Colour
    spark: Colour
    paper: Colour
    ink: Colour

    def shade(self, at: float) -> Colour:
        """A colour of the ramp, 0 … 1."""
        place = min(max(at, 0.0), 1.0) * (len(self.ramp) - 1)
        low = min(int(place), len(self.ramp) - 2)
        part = place - low
        return (self.ramp[low] * (1 - part) + self.ramp[low + 1] * part).astype(np.float32)


def palette_of(look: CoverParameters) -> Palette:
    """Neighbouring hues for the ramp, darks turned towards blue and lights towards yellow, as light does it.

    One hue from further away stands out; `hot` is near, and strong.
    """
    hue, chroma = look.hue, 0.06 + 0.13 * look.chroma
    dark = 0.14 + 0.16 * look.light
    pale = 0.80 + 0.14 * look.light
    turn = 20 + 45 * look.accidents[15]
    cool, warm = _towards(hue, _BLUE, turn), _towards(hue, _YELLOW, turn)
    ramp = tuple(
        oklch(
            dark + 0.08 + (pale - dark - 0.08) * at,
            chroma * (1 - 0.35 * abs(2 * at - 1)),
            _between(cool, hue, warm, at),
        )
        for at in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    away = hue + look.accent
    return Palette(
        deep=oklch(dark, 0.55 * chroma, cool),
        sky=oklch(dark + 0.12 + 0.22 * look.light, 0.8 * chroma, _between(cool, hue, warm, 0.25)),
        ramp=ramp,
        accent=oklch(_natural(away), 0.11 + 0.06 * look.chroma, away),
        hot=oklch(_natural(hue + 30), 0.19, hue + 30),
        spark=oklch(0.9, 0.5 * chroma + 0.03, _towards(away, _YELLOW, 40)),
        paper=oklch(0.93, 0.02 + 0.03 * look.chroma, _towards(hue, _YELLOW, 90)),
        ink=oklch(0.17, 0.03, cool),
    )


def _towards(hue: float, other: float, most: float) -> float:
    """The hue turned by at most so many degrees towards another, the shorter way."""
    way = (other - hue + 180) % 360 - 180
    return hue + max(-most, min(most, way))


def _between(cool: float, hue: float, warm: float, at: float) -> float:
    return cool + (hue - cool) * at * 2 if at < 0.5 else hue + (warm - hue) * (at * 2 - 1)


def _natural(hue: float) -> float:
    """The lightness at which a hue is most itself: a dark yellow is an olive, a pale blue is nothing."""
    return 0.71 + 0.11 * math.cos(math.radians(hue - 105))
