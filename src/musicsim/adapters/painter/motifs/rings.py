"""Bent bars around a point, as long as the music is loud."""

from musicsim.adapters.painter.canvas import Canvas
from musicsim.adapters.painter.colour import Palette
from musicsim.adapters.painter.parameters import CoverParameters
from musicsim.adapters.painter.shapes import arc, disc, sampled


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """The denser the music, the more and the finer the rings."""
    canvas.wash(colours.deep, colours.sky, 0.5 * (look.accidents[1] - 0.5))
    x, y = 0.34 + 0.32 * look.accidents[2], 0.36 + 0.28 * look.accidents[3]
    canvas.glow(x, y, 0.42, colours.shade(0.55), 0.5)
    rings = 6 + round(9 * look.density)
    lengths = sampled(look.outline, rings)
    step = 0.66 / rings
    thick = step * (0.38 + 0.4 * look.accidents[4])
    for ring in reversed(range(rings)):
        share = ring / (rings - 1)
        start = 360 * look.accidents[5] + 47 * ring * (0.4 + look.motion)
        radius = 0.10 + step * (ring + 0.5)
        colour = colours.accent if ring % 4 == 1 else colours.shade(0.25 + 0.7 * (1 - share))
        canvas.fill(arc(x, y, radius, thick, start, start + 60 + 270 * lengths[ring]), colour, shadow=0.25)
    canvas.fill(disc(x, y, 0.055), colours.spark, shadow=0.3)
