"""A sun, and hills whose outlines are the music's own."""

import numpy as np

from musicsim.adapters.painter.canvas import Canvas, Draw
from musicsim.adapters.painter.colour import Palette
from musicsim.adapters.painter.feel import Numbers
from musicsim.adapters.painter.parameters import CoverParameters
from musicsim.adapters.painter.shapes import disc, polygon, smoothed


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """Slow music has few wide hills, dense music many."""
    canvas.wash(colours.deep, colours.shade(0.62), 0.25 * (look.accidents[1] - 0.5))
    x, y = 0.28 + 0.44 * look.accidents[2], 0.26 + 0.16 * look.accidents[3]
    radius = 0.10 + 0.10 * look.accidents[4]
    canvas.glow(x, y, radius * 2.6, colours.accent, 0.55)
    canvas.fill(disc(x, y, radius), colours.spark, to=colours.accent)
    layers = 4 + round(4 * look.density)
    for layer in range(layers):
        near = layer / (layers - 1)
        line = _ridge(look, near, layer)
        tone = colours.shade(0.72 - 0.72 * near)
        mist = colours.shade(min(1.0, 0.86 - 0.66 * near))
        canvas.fill(_below(line), tone, to=mist, shadow=0.12)


def _ridge(look: CoverParameters, near: float, layer: int) -> Numbers:
    """Heights from the top, shape (POINTS,): a stretch of the waveform drawn wide, on a swell of its own."""
    at = np.linspace(0, 1, len(look.outline))
    start = (0.13 + 0.61803 * layer) % 1
    stretch = np.interp((start + 0.3 * at) % 1, at, look.outline)
    line = smoothed(stretch, 13 + round(24 * (1 - look.motion)))
    swell = np.sin(2 * np.pi * (at * (0.55 + 0.25 * (layer % 3)) + 2.4 * layer / 3 + look.accidents[5]))
    swing = (0.05 + 0.08 * look.contrast) * (0.7 + 0.5 * near)
    heights: Numbers = 0.50 + 0.42 * near**1.1 - swing * (line - 0.35) - (0.035 + 0.03 * look.accidents[6]) * swell
    return heights


def _below(line: Numbers) -> Draw:
    across = np.linspace(-0.01, 1.01, len(line))
    return polygon([*zip(across.tolist(), line.tolist(), strict=True), (1.01, 1.01), (-0.01, 1.01)])
