"""Draws the page's icon as PNGs: `python scripts/icons.py`, after web/public/icon.svg was changed.

Phones want pixels. The icon is a rounded square with five strokes, so that Pillow draws it without a library for SVG.
"""

import re
from pathlib import Path

from PIL import Image, ImageDraw

PUBLIC = Path(__file__).parent.parent / "web" / "public"
FINER = 4  # drawn larger first, so that edges are smooth
SAFE = 0.75  # of a maskable icon, whose rim is cut off

_SQUARE = re.compile(r'<rect width="(\d+)" height="\d+" rx="(\d+)" fill="(#\w+)"')
_WIDTH = re.compile(r'stroke-width="(\d+)"')
_PATH = re.compile(r'<path d="([^"]+)" stroke="(#\w+)"')
_LINE = re.compile(r"M(\d+) (\d+)(V-?\d+|v-?\d+)")


def draw(side: int, *, maskable: bool) -> Image.Image:
    """The icon at `side` pixels; a maskable one fills its square to the rim, and draws its strokes smaller."""
    text = (PUBLIC / "icon.svg").read_text()
    (width, corner, ground), (thick,) = _SQUARE.findall(text)[0], _WIDTH.findall(text)
    scale = side * FINER / int(width)
    image = Image.new("RGBA", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(image)
    rim = side * FINER - 1
    pen.rounded_rectangle((0, 0, rim, rim), 0 if maskable else int(corner) * scale, fill=ground)
    middle, half, shrink = int(width) / 2, int(thick) / 2, SAFE if maskable else 1.0
    for path, colour in _PATH.findall(text):
        for x, top, bottom in _lines(path):
            box = (x - half, min(top, bottom) - half, x + half, max(top, bottom) + half)
            placed = [(middle + (each - middle) * shrink) * scale for each in box]
            pen.rounded_rectangle(placed, half * shrink * scale, fill=colour)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def _lines(path: str) -> list[tuple[float, float, float]]:
    """The upright strokes of a path: their x, and from where to where they go."""
    found: list[tuple[float, float, float]] = []
    for x, y, to in _LINE.findall(path):
        end = float(to[1:]) + (float(y) if to[0] == "v" else 0.0)
        found.append((float(x), float(y), end))
    return found


if __name__ == "__main__":
    for side in (180, 192, 512):
        draw(side, maskable=side == 180).save(PUBLIC / f"icon-{side}.png", optimize=True)
    draw(512, maskable=True).save(PUBLIC / "icon-maskable-512.png", optimize=True)
