"""Shapes in parts of the canvas' edge, and lines made smooth."""

import math
from collections.abc import Sequence

import numpy as np
from PIL import ImageDraw

from musicsim.adapters.painter.canvas import Draw
from musicsim.adapters.painter.feel import Numbers

Point = tuple[float, float]


def disc(x: float, y: float, radius: float) -> Draw:
    """A full circle."""

    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        on.ellipse([(x - radius) * size, (y - radius) * size, (x + radius) * size, (y + radius) * size], fill=255)

    return draw


def polygon(points: Sequence[Point]) -> Draw:
    """A shape with straight edges."""

    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        on.polygon([(x * size, y * size) for x, y in points], fill=255)

    return draw


def together(*draws: Draw) -> Draw:
    """Several shapes of one colour."""

    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        for one in draws:
            one(on, size)

    return draw


def arc(x: float, y: float, radius: float, width: float, start: float, end: float) -> Draw:
    """A bent bar with round ends; angles in degrees, clockwise from the right."""

    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        outer = (radius + width / 2) * size
        box = [x * size - outer, y * size - outer, x * size + outer, y * size + outer]
        on.arc(box, start, end, fill=255, width=max(1, round(width * size)))
        for angle in (start, end):
            end_x, end_y = x + radius * math.cos(math.radians(angle)), y + radius * math.sin(math.radians(angle))
            disc(end_x, end_y, width / 2)(on, size)

    return draw


def smoothed(line: Numbers, width: int) -> Numbers:
    """The same line without what is quicker than `width` points; it goes round, so its ends meet."""
    window = np.hanning(width + 2)[1:-1]
    around = np.concatenate([line[-width:], line, line[:width]])
    smooth: Numbers = np.convolve(around, window / window.sum(), "same")[width:-width]
    low, high = smooth.min(), smooth.max()
    spread: Numbers = (smooth - low) / max(high - low, 1e-3)
    return spread


def sampled(line: Numbers, count: int) -> Numbers:
    """The mean of `count` equal stretches, spread over 0 … 1."""
    means = np.array([part.mean() for part in np.array_split(line, count)])
    low, high = means.min(), means.max()
    spread: Numbers = (means - low) / max(high - low, 1e-3)
    return spread
