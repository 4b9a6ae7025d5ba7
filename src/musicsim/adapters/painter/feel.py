"""From a model's tags to what a painter can use: how much each motif suits, and what colours."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOTIFS = ("horizon", "rings", "shards", "paper", "contours", "mosaic", "ridges", "bars")

_USUAL = {"electronic": 0.35, "electronica": 0.13, "indie": 0.12, "rock": 0.15, "instrumental": 0.1, "pop": 0.1}
_RARE = 0.06
"""What probability a tag has over much music: what counts is by how much it is more."""

_SUITS: Mapping[str, tuple[str, ...]] = {
    "horizon": ("ambient", "chill", "mellow", "beautiful", "sad"),
    "rings": ("house", "dance", "electronic", "party", "electronica"),
    "shards": ("metal", "heavy metal", "hard rock", "punk", "rock", "alternative rock"),
    "paper": ("jazz", "soul", "funk", "blues", "60s", "easy listening", "oldies"),
    "contours": ("folk", "country", "acoustic", "guitar", "indie", "indie rock"),
    "mosaic": ("electro", "80s", "experimental", "00s"),
    "ridges": ("instrumental", "progressive rock", "classic rock", "female vocalists", "70s"),
    "bars": ("hip-hop", "chillout", "rnb", "pop", "indie pop", "catchy", "sexy", "happy", "90s"),
}
_HUES: Mapping[int, tuple[str, ...]] = {
    20: ("metal", "heavy metal", "punk", "hard rock", "rock"),
    50: ("soul", "funk", "classic rock", "70s", "alternative rock", "male vocalists"),
    75: ("jazz", "hip-hop", "oldies", "country", "60s", "happy", "guitar"),
    120: ("folk", "acoustic", "indie", "indie rock", "indie pop", "easy listening"),
    165: ("instrumental", "progressive rock", "experimental", "mellow"),
    205: ("chillout", "chill", "beautiful", "90s", "00s", "alternative"),
    240: ("ambient", "blues", "sad", "electronica"),
    285: ("electronic", "electro", "rnb", "80s"),
    330: ("house", "dance", "party"),
    355: ("pop", "female vocalists", "female vocalist", "sexy", "catchy"),
}
_LIVELY = frozenset(
    {"dance", "party", "metal", "heavy metal", "punk", "hard rock", "house", "electro", "happy", "rock"}
)
_CALM = frozenset({"ambient", "chillout", "chill", "mellow", "sad", "easy listening", "acoustic", "beautiful"})
_ROUGH = frozenset(
    {"punk", "metal", "rock", "folk", "acoustic", "blues", "hip-hop", "oldies", "60s", "70s", "jazz", "country"}
)
_DARK = frozenset({"metal", "heavy metal", "sad", "ambient", "electronic", "blues", "experimental", "electro", "house"})

_MOTIF_OF = {tag: at for at, motif in enumerate(MOTIFS) for tag in _SUITS[motif]}
_HUE_OF = {tag: hue for hue, tags in _HUES.items() for tag in tags}

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Feel:
    """`suits` is how much each motif does, shape (8,); `hue` a direction in the plane of colours, of a length that says
    how surely; the rest lies in -1 … 1.
    """

    suits: Numbers
    hue: complex
    lively: float
    rough: float
    dark: float


def feel_of(tags: Mapping[str, float]) -> Feel:
    """What the tags say; no tags say nothing."""
    lifts = {tag: math.log1p(max(0.0, p) / _USUAL.get(tag, _RARE)) ** 2 for tag, p in sorted(tags.items())}
    suits = np.zeros(len(MOTIFS))
    hue = 0j
    for tag, lift in lifts.items():
        if tag in _MOTIF_OF:
            suits[_MOTIF_OF[tag]] += lift
        if tag in _HUE_OF:
            hue += lift * complex(math.cos(angle := math.radians(_HUE_OF[tag])), math.sin(angle))
    total = sum(lifts.values()) or 1.0
    return Feel(
        suits=suits / total,
        hue=hue / total,
        lively=_balance(lifts, _LIVELY, _CALM),
        rough=_balance(lifts, _ROUGH, frozenset(lifts) - _ROUGH),
        dark=_balance(lifts, _DARK, frozenset(lifts) - _DARK),
    )


def _balance(lifts: Mapping[str, float], on: frozenset[str], off: frozenset[str]) -> float:
    """-1 … 1: what speaks for it against what speaks against it."""
    plus = sum(lift for tag, lift in lifts.items() if tag in on)
    minus = sum(lift for tag, lift in lifts.items() if tag in off)
    return (plus - minus) / (plus + minus) if plus + minus > 0 else 0.0
