"""Wide bars with round ends, as high as the music is loud, and a disc across."""

import numpy as np
from PIL import ImageDraw

from musicsim.adapters.painter.canvas import Canvas, Draw
from musicsim.adapters.painter.colour import Palette
from musicsim.adapters.painter.parameters import CoverParameters
from musicsim.adapters.painter.shapes import disc, sampled


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """Few bars for slow music; light paper for light music."""
    light = look.light > 0.45
    canvas.wash(colours.paper if light else colours.deep, colours.shade(0.92) if light else colours.sky)
    bars = 5 + round(8 * look.density)
    heights = sampled(look.outline, bars)
    step = 0.86 / bars
    x, y = 0.3 + 0.4 * look.accidents[2], 0.3 + 0.25 * look.accidents[3]
    canvas.fill(disc(x, y, 0.2 + 0.1 * look.accidents[4]), colours.accent, to=colours.spark, shadow=0.15)
    for number in range(bars):
        tall = 0.09 + 0.30 * heights[number]
        middle = 0.52 + 0.05 * np.sin(number * (0.6 + look.motion))
        left = 0.07 + step * number
        tone = 0.15 + 0.7 * number / bars
        canvas.fill(
            _bar(left, middle - tall, step * 0.8, 2 * tall),
            colours.shade(tone),
            to=colours.shade(tone * 0.4),
            shadow=0.3,
        )


def _bar(left: float, top: float, width: float, height: float) -> Draw:
    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        box = [left * size, top * size, (left + width) * size, (top + height) * size]
        on.rounded_rectangle(box, width * size / 2, fill=255)

    return draw
