"""Blocks of light, the same on both sides."""

import numpy as np
from PIL import ImageDraw

from musicsim.adapters.painter.canvas import Canvas, Draw
from musicsim.adapters.painter.colour import Palette
from musicsim.adapters.painter.parameters import CoverParameters
from musicsim.adapters.painter.shapes import sampled

_MARGIN = 0.07
_BRIGHT = 2  # the tones from here on give light


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """Columns as high as the music is loud, mirrored twice."""
    canvas.wash(colours.ink, colours.deep)
    half = 4 + round(4 * look.density)
    cells = 2 * half
    heights = sampled(look.outline, half)
    step = (1 - 2 * _MARGIN) / cells
    canvas.glow(0.5, 0.5, 0.45, colours.shade(0.4), 0.55)
    tones = [
        colours.shade(0.2),
        colours.shade(0.42),
        colours.shade(0.65),
        colours.shade(0.9),
        colours.accent,
        colours.spark,
    ]
    groups: list[list[tuple[float, float]]] = [[] for _ in tones]
    unlit: list[tuple[float, float]] = []
    for column in range(half):
        for row in range(half):
            if row > 0.6 + (half - 0.5) * heights[column] + 0.8 * canvas.chance.random():
                unlit += _mirrored(column, row, half)
                continue
            pick = int(np.clip(4.2 * (1 - row / half) * canvas.chance.random() + 1.6 * (1 - column / half), 0, 5))
            groups[pick] += _mirrored(column, row, half)
    gap = 0.12 + 0.2 * (1 - look.contrast)
    canvas.fill(_blocks(unlit, step, gap), colours.shade(0.12), opacity=0.55)
    for tone, places in zip(tones[_BRIGHT:], groups[_BRIGHT:], strict=True):
        canvas.shine(_blocks(places, step, gap), tone, 0.75, step / 2)
    for tone, places in zip(tones, groups, strict=True):
        canvas.fill(_blocks(places, step, gap), tone, shadow=0.1)
    canvas.pixels *= (1 - 0.05 * (np.arange(canvas.edge) // 3 % 2))[:, None, None]


def _mirrored(column: int, row: int, half: int) -> list[tuple[float, float]]:
    return [(x, y) for x in (half - 1 - column, half + column) for y in (half - 1 - row, half + row)]


def _blocks(places: list[tuple[float, float]], step: float, gap: float) -> Draw:
    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        for column, row in places:
            left, top = _MARGIN + (column + gap / 2) * step, _MARGIN + (row + gap / 2) * step
            right, bottom = left + step * (1 - gap), top + step * (1 - gap)
            on.rounded_rectangle([left * size, top * size, right * size, bottom * size], step * size * 0.1, fill=255)

    return draw
