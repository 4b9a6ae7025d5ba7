"""A picture of a map, for people who read about it."""

import colorsys
from collections import Counter
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from musicsim.domain.model.library_map import FARTHEST, LibraryMap, Region

SIDE, MARGIN = 900, 40
GROUND, INK = (18, 20, 26), (235, 237, 242)

_FEW = 12  # colours that people tell apart
_TIMES = 2  # as large while it is drawn, so that edges are smooth


def drawn(of: LibraryMap) -> Image.Image:
    """Points coloured by cluster, labelled with the tags of the regions."""
    picture = Image.new("RGB", (SIDE * _TIMES, SIDE * _TIMES), GROUND)
    draw = ImageDraw.Draw(picture)
    radius = float(np.clip(500 / max(len(of.columns), 1) ** 0.5, 1, 11)) * _TIMES
    for x, y, cluster in zip(of.columns.x, of.columns.y, of.columns.cluster, strict=True):
        across, down = _at(int(x)), _at(int(y))
        colour = _colour(int(cluster), len(of.clusters))
        draw.ellipse((across - radius, down - radius, across + radius, down + radius), fill=colour)
    finest = max((one.level for one in of.regions), default=0)
    font = ImageFont.load_default(15 * _TIMES)
    regions = [region for region in of.regions if region.level == finest]
    for region, label in zip(regions, _labels(regions), strict=True):
        place = _at(region.x), _at(region.y)
        draw.multiline_text(place, label, INK, font, "mm", align="center", stroke_width=6, stroke_fill=GROUND)
    small = picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return small.quantize(128)


def _at(coordinate: int) -> float:
    return (MARGIN + coordinate / FARTHEST * (SIDE - 2 * MARGIN)) * _TIMES


def _labels(regions: Sequence[Region]) -> list[str]:
    """Two tags each; the artist as well where others have the same two."""
    pairs = [region.name.tags[:2] for region in regions]
    often = Counter(frozenset(pair) for pair in pairs)
    return [
        "\n".join([*pair, *region.name.artists[: often[frozenset(pair)] > 1]])
        for pair, region in zip(pairs, regions, strict=True)
    ]


def _colour(cluster: int, count: int) -> tuple[int, int, int]:
    """As far apart on the wheel as can be where there are few, neighbouring numbers so where there are many."""
    hue = cluster / count if count <= _FEW else cluster * 0.381966 % 1
    red, green, blue = colorsys.hls_to_rgb(hue, 0.62, 0.65)
    return round(red * 255), round(green * 255), round(blue * 255)
