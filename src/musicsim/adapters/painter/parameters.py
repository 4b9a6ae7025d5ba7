"""What a cover looks like, as numbers: a pure function of how the music sounds."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from musicsim.adapters.painter.feel import MOTIFS, Feel, Numbers, feel_of
from musicsim.domain.model.analysis import Analysis, Waveform
from musicsim.domain.model.musical_key import Mode, MusicalKey

POINTS = 240
"""Of an outline: as many as can be told apart when it is drawn."""

_DIRECTIONS = 16

DRAW = 8
"""Which draw of directions: of ten, the one whose covers follow the demo library best (docs/artwork.md)."""

_SLOW, _FAST = 60.0, 180.0  # BPM
_QUIET, _LOUD = -28.0, -7.0  # LUFS


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverParameters:
    """`motifs` are shares that add up to 1, shape (8,); the largest is painted.

    `hue` in degrees of OKLCH, `accent` how many degrees away the second colour lies; all others in 0 … 1. `outline` is
    the waveform, shape (POINTS,), and `accidents` what timbre decides besides, shape (16,), both in 0 … 1.
    """

    motifs: Numbers
    hue: float
    accent: float
    chroma: float
    light: float
    contrast: float
    density: float
    motion: float
    rough: float
    outline: Numbers
    accidents: Numbers

    @property
    def motif(self) -> str:
        """The one to paint."""
        return MOTIFS[int(self.motifs.argmax())]

    @property
    def vector(self) -> Numbers:
        """All that is seen, as a point: distances between such points follow how different covers look."""
        around = math.radians(self.hue)
        colours = [1.2 * self.chroma * math.cos(around), 1.2 * self.chroma * math.sin(around)]
        plain = [self.light, self.contrast, self.density, 0.6 * self.motion, self.rough, 0.5 * self.accent / 260]
        envelope = self.outline.reshape(8, -1).mean(axis=1)
        return np.concatenate([2.0 * self.motifs, colours, plain, 0.15 * envelope, 0.6 * self.accidents])

    def distance(self, other: "CoverParameters") -> float:
        """How different two covers look, from 0."""
        return float(np.linalg.norm(self.vector - other.vector))


def parameters_of(analysis: Analysis, waveform: Waveform | None = None) -> CoverParameters:
    """The parameters of a track. Whatever was not heard stays in the middle: silence has a cover, too."""
    feel = feel_of(analysis.tags.probabilities if analysis.tags else {})
    timbre = _timbre(analysis)
    tempo = _share(analysis.tempo.bpm, _SLOW, _FAST) if analysis.tempo else 0.5
    level = _share(analysis.loudness.lufs, _QUIET, _LOUD) if analysis.loudness else 0.5
    key = analysis.key.key if analysis.key else None
    minor = 0.5 if key is None else float(key.mode is Mode.MINOR)
    return CoverParameters(
        motifs=_motifs(feel, timbre, level),
        hue=_hue(feel, timbre, key),
        accent=60 + 200 * _squeezed(timbre[10]),
        chroma=_within(0.55 + 0.25 * feel.lively + 0.25 * (level - 0.5) + 0.18 * timbre[11]),
        light=_within(0.52 - 0.35 * feel.dark - 0.16 * (minor - 0.5) - 0.15 * (level - 0.5) + 0.08 * timbre[12]),
        contrast=_within(0.35 + 0.5 * level + 0.15 * feel.lively),
        density=_within(0.25 + 0.45 * tempo + 0.25 * feel.lively + 0.1 * timbre[13]),
        motion=tempo,
        rough=_within(0.5 + 0.4 * feel.rough + 0.15 * timbre[14]),
        outline=_outline(waveform, timbre),
        accidents=np.array([_squeezed(value) for value in timbre]),
    )


def _timbre(analysis: Analysis) -> Numbers:
    """The library's embedding seen from 16 fixed directions, each about -2 … 2, shape (16,): what is near stays near
    (Johnson and Lindenstrauss 1984).
    """
    if analysis.silent:
        return np.zeros(_DIRECTIONS)
    first = analysis.embeddings[0]
    vector = np.nan_to_num(first.vector.astype(np.float64))
    seen: Numbers = directions(len(vector), DRAW) @ vector
    return seen


@cache
def directions(dimension: int, draw: int) -> Numbers:
    """Drawn by chance, at right angles where there is room for that; a unit vector's views spread by about 1."""
    # the old kind of generator: NumPy promises not to change its numbers
    drawn = np.random.RandomState(draw).standard_normal((_DIRECTIONS, dimension))
    if dimension < 2 * _DIRECTIONS:
        return drawn
    for row in range(_DIRECTIONS):  # Gram and Schmidt, so that signs depend on no library
        drawn[row] -= drawn[:row].T @ (drawn[:row] @ drawn[row]) / dimension
        drawn[row] *= math.sqrt(dimension) / np.linalg.norm(drawn[row])
    return drawn


def _motifs(feel: Feel, timbre: Numbers, level: float) -> Numbers:
    """Tags lead, timbre decides where they are of two minds; what is very loud bursts, what is quiet has fine lines."""
    pull = 6.0 * feel.suits + 0.8 * timbre[: len(MOTIFS)]
    pull[MOTIFS.index("shards")] += 30 * (level - 0.77)
    pull[MOTIFS.index("ridges")] += 3 * (0.66 - level)
    weights = np.exp(pull - pull.max())
    shares: Numbers = weights / weights.sum()
    return shares


def _hue(feel: Feel, timbre: Numbers, key: MusicalKey | None) -> float:
    """Tags and timbre point somewhere on the wheel of colours; the circle of fifths turns that by up to 25°."""
    pointed = 1.5 * feel.hue + 0.35 * complex(timbre[8], timbre[9])
    angle = math.degrees(math.atan2(pointed.imag, pointed.real)) if pointed else 250.0
    fifths = 0.0 if key is None else math.sin(2 * math.pi * (int(key.camelot[:-1]) - 1) / 12)
    return (angle + 25 * fifths) % 360


def _outline(waveform: Waveform | None, timbre: Numbers) -> Numbers:
    """The loud and the quiet as they follow one another; without a waveform a wave that timbre shapes."""
    at = np.linspace(0, 1, POINTS)
    if waveform is None or not len(waveform.peaks):
        waves = sum(timbre[n] * np.sin(2 * np.pi * (n + 1) * at + n) / (n + 1) for n in range(8))
        return np.clip(0.5 + 0.2 * np.asarray(waves, dtype=np.float64), 0, 1)
    peaks = waveform.peaks.astype(np.float64) / 255
    heights = np.interp(at, np.linspace(0, 1, len(peaks)), peaks)
    low, high = np.quantile(heights, 0.03), heights.max()
    spread: Numbers = np.clip((heights - low) / max(high - low, 0.05), 0, 1)
    return spread


def _share(value: float, low: float, high: float) -> float:
    return _within((value - low) / (high - low)) if math.isfinite(value) else 0.0


def _within(value: float) -> float:
    return float(min(1.0, max(0.0, value)))


def _squeezed(value: float) -> float:
    return 0.5 + 0.5 * math.tanh(value / 1.5)
