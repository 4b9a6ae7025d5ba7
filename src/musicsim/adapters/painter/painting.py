"""From parameters to a picture."""

from hashlib import sha256

import numpy as np

from musicsim.adapters.painter.canvas import Canvas
from musicsim.adapters.painter.colour import palette_of
from musicsim.adapters.painter.motifs import bars, contours, horizon, mosaic, paper, ridges, rings, shards
from musicsim.adapters.painter.parameters import CoverParameters

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


def painted(look: CoverParameters, key: str, edge: int) -> bytes:
    """A JPEG file of that edge: the same bytes for the same look and key."""
    chance = np.random.default_rng(int.from_bytes(sha256(key.encode(errors="replace")).digest()[:8]))
    canvas = Canvas(edge, chance)
    _PAINT[look.motif](canvas, look, palette_of(look))
    canvas.vignette(0.10 + 0.15 * (1 - look.light))
    canvas.grain(0.008 + 0.028 * look.rough)
    return canvas.jpeg()
