"""From parameters to a picture."""

from dataclasses import replace
from hashlib import sha256

import numpy as np

from musicsim.adapters.painter.canvas import Canvas
from musicsim.adapters.painter.colour import palette_of
from musicsim.adapters.painter.motifs import bars, contours, horizon, mosaic, paper, ridges, rings, shards
from musicsim.adapters.painter.parameters import POINTS, CoverParameters

_PAINT = {
    "horizon": horizon.paint,
    "rings": rings.paint,
    "shards": shards.paint,
    "paper": paper.paint,
    "contours": contours.paint,
    "mosaic": mosaic.paint,
    "ridges": ridges.paint,
    "bars": bars.paint,
}

_PLACES = slice(1, 7)
"""Of the accidents: those that decide where things are and how large, and no colour."""

_FREEDOM = 0.5
"""How much of that is chance's, 0 … 1; the rest is the timbre's."""


def painted(look: CoverParameters, key: str, edge: int) -> bytes:
    """A JPEG file of that edge: the same bytes for the same look and key."""
    canvas = Canvas(edge, _chance(key))
    _PAINT[look.motif](canvas, placed(look, key), palette_of(look))
    canvas.vignette(0.10 + 0.15 * (1 - look.light))
    canvas.grain(0.008 + 0.028 * look.rough)
    return canvas.jpeg()


def placed(look: CoverParameters, key: str) -> CoverParameters:
    """The same look, with things in other places, and the waveform from another moment on, for each key: of albums
    that sound alike, and of several pictures of one album, each is told from the others.
    """
    chance = _chance(f"{key} placed")
    accidents = look.accidents.copy()
    accidents[_PLACES] += _FREEDOM * (chance.random(len(accidents[_PLACES])) - accidents[_PLACES])
    outline = np.roll(look.outline, int(chance.integers(POINTS)))
    return replace(look, accidents=accidents, outline=outline if chance.random() < 0.5 else outline[::-1])


def _chance(key: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(sha256(key.encode(errors="replace")).digest()[:8]))
