"""Spikes that burst from a point, as far as the music is loud."""

import math

import numpy as np

from musicsim.adapters.painter.canvas import Canvas
from musicsim.adapters.painter.colour import Palette
from musicsim.adapters.painter.parameters import CoverParameters
from musicsim.adapters.painter.shapes import Point, polygon, sampled


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """From the dark outside to a hot core."""
    x, y = 0.36 + 0.28 * look.accidents[2], 0.40 + 0.24 * look.accidents[3]
    canvas.wash(colours.ink, colours.deep, 0.6 * (look.accidents[1] - 0.5))
    canvas.glow(x, y, 0.5, colours.shade(0.45), 0.6)
    layers = 5
    spikes = 9 + round(13 * look.density)
    for layer in range(layers):
        inward = layer / (layers - 1)
        reach = 0.86 * (1 - inward) ** 1.3 + 0.10
        colour = colours.spark if layer == layers - 1 else colours.shade(0.08 + 0.62 * inward)
        if layer == layers - 2:
            colour = colours.hot
        canvas.fill(polygon(_burst(look, x, y, reach, spikes, layer)), colour, shadow=0.35)


def _burst(look: CoverParameters, x: float, y: float, reach: float, spikes: int, layer: int) -> list[Point]:
    """Long and short by turns; each spike's length is a moment of the waveform."""
    lengths = np.roll(sampled(look.outline, spikes), 3 * layer)
    turn = 2 * math.pi * look.accidents[5] + 0.31 * layer
    points: list[Point] = []
    for spike in range(spikes):
        lean = 0.25 * math.sin(5.1 * spike + layer)
        for part, far in ((0.0, reach * (0.55 + 0.75 * lengths[spike])), (0.5, reach * (0.34 + 0.2 * lean))):
            angle = turn + 2 * math.pi * (spike + part + 0.35 * lean) / spikes
            points.append((x + far * math.cos(angle), y + far * math.sin(angle)))
    return points
