"""Lines one behind the other, each a stretch of the waveform."""

import numpy as np
from PIL import ImageDraw

from musicsim.adapters.painter.canvas import Canvas, Draw
from musicsim.adapters.painter.colour import Palette
from musicsim.adapters.painter.feel import Numbers
from musicsim.adapters.painter.parameters import CoverParameters
from musicsim.adapters.painter.shapes import polygon, smoothed


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """Loud in the middle, still at the sides; colours go from far to near."""
    canvas.wash(colours.deep, colours.ink, 0.4 * (look.accidents[1] - 0.5))
    x = 0.3 + 0.4 * look.accidents[2]
    canvas.glow(x, 0.42, 0.45, colours.shade(0.45), 0.55)
    lines = 12 + round(10 * look.density)
    for number in range(lines):
        near = number / (lines - 1)
        line = _line(look, number, near, x)
        canvas.fill(_below(line), colours.shade(0.30 - 0.26 * near), to=colours.ink)
        colour = colours.accent if number % 6 == 3 else colours.shade(0.62 + 0.38 * (1 - abs(2 * near - 1)))
        canvas.fill(_stroke(line, 0.0035 + 0.006 * near), colour)


def _line(look: CoverParameters, number: int, near: float, x: float) -> Numbers:
    across = np.linspace(0, 1, len(look.outline))
    turned = smoothed(np.roll(look.outline, 29 * number), 15 + round(14 * (1 - look.motion)))
    window = np.exp(-(((across - x - 0.12 * np.sin(number)) / 0.27) ** 2))
    heights: Numbers = 0.22 + 0.70 * near - (0.05 + 0.15 * look.contrast) * window * turned
    return heights


def _below(line: Numbers) -> Draw:
    across = np.linspace(0, 1, len(line))
    return polygon([*zip(across.tolist(), line.tolist(), strict=True), (1, 1.01), (0, 1.01)])


def _stroke(line: Numbers, width: float) -> Draw:
    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        across = np.linspace(0, size, len(line))
        points = list(zip(across.tolist(), (line * size).tolist(), strict=True))
        on.line(points, fill=255, width=max(1, round(width * size)), joint="curve")

    return draw
