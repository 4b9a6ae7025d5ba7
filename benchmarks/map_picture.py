"""A picture of a map, for people who read about it."""

import colorsys

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from musicsim.domain.model.library_map import FARTHEST, LibraryMap

SIDE, MARGIN = 900, 40
GROUND, INK = (18, 20, 26), (235, 237, 242)

_TIMES = 2  # as large while it is drawn, so that edges are smooth


def drawn(of: LibraryMap) -> Image.Image:
    """Points coloured by cluster, labelled with the tags of the regions."""
    picture = Image.new("RGB", (SIDE * _TIMES, SIDE * _TIMES), GROUND)
    draw = ImageDraw.Draw(picture)
    radius = float(np.clip(500 / max(len(of.columns), 1) ** 0.5, 1, 11)) * _TIMES
    for x, y, cluster in zip(of.columns.x, of.columns.y, of.columns.cluster, strict=True):
        across, down = _at(int(x)), _at(int(y))
        draw.ellipse((across - radius, down - radius, across + radius, down + radius), fill=_colour(int(cluster)))
    finest = max((one.level for one in of.regions), default=0)
    font = ImageFont.load_default(15 * _TIMES)
    for region in of.regions:
        if region.level == finest:
            label = "\n".join(region.name.tags[:2])
            place = _at(region.x), _at(region.y)
            draw.multiline_text(place, label, INK, font, "mm", align="center", stroke_width=6, stroke_fill=GROUND)
    small = picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return small.quantize(128)


def _at(coordinate: int) -> float:
    return (MARGIN + coordinate / FARTHEST * (SIDE - 2 * MARGIN)) * _TIMES


def _colour(cluster: int) -> tuple[int, int, int]:
    """Neighbouring numbers far apart on the wheel."""
    red, green, blue = colorsys.hls_to_rgb(cluster * 0.381966 % 1, 0.62, 0.65)
    return round(red * 255), round(green * 255), round(blue * 255)
