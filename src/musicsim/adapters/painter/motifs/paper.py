"""Cut paper on a grid: discs, halves, quarters, leaves."""

from PIL import ImageDraw

from musicsim.adapters.painter.canvas import Canvas, Draw
from musicsim.adapters.painter.colour import Colour, Palette
from musicsim.adapters.painter.parameters import CoverParameters
from musicsim.adapters.painter.shapes import disc, sampled

_MARGIN = 0.06


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """The louder a moment, the fuller its place."""
    ground, inks = _papers(look, colours)
    canvas.wash(ground, ground)
    cells = 3 + round(2 * look.density)
    step = (1 - 2 * _MARGIN) / cells
    heights = sampled(look.outline, cells * cells)
    for number in range(cells * cells):
        row, column = divmod(number, cells)
        left, top = _MARGIN + column * step, _MARGIN + row * step
        draw = int(canvas.chance.integers(len(inks)))
        back, front = inks[draw], inks[(draw + 1 + int(canvas.chance.integers(len(inks) - 1))) % len(inks)]
        if heights[number] > 0.3:
            canvas.fill(_square(left, top, step), back)
        canvas.fill(_piece(int(canvas.chance.integers(8)), left, top, step), front, shadow=0.22)


def _papers(look: CoverParameters, colours: Palette) -> tuple[Colour, list[Colour]]:
    """Dark paper for dark music."""
    inks = [colours.shade(0.3), colours.shade(0.62), colours.accent, colours.shade(0.9), colours.deep]
    return (colours.paper, inks) if look.light > 0.45 else (colours.ink, [*inks[:4], colours.paper])


def _square(left: float, top: float, step: float) -> Draw:
    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        on.rectangle([left * size, top * size, (left + step) * size, (top + step) * size], fill=255)

    return draw


def _piece(kind: int, left: float, top: float, step: float) -> Draw:
    """0 … 3 quarters with their corner there, 4 and 5 halves, 6 a disc, 7 a ring's half."""
    right, bottom = left + step, top + step
    corners = ((left, top, 0), (right, top, 90), (right, bottom, 180), (left, bottom, 270))
    if kind < 4:
        return _slice(*corners[kind], step, 90)
    if kind < 6:
        return _slice(left + step / 2, (top, bottom)[kind - 4], (0, 180)[kind - 4], step / 2, 180)
    return disc(left + step / 2, top + step / 2, step * (0.46 if kind == 6 else 0.28))


def _slice(x: float, y: float, start: float, radius: float, extent: float) -> Draw:
    def draw(on: ImageDraw.ImageDraw, size: float) -> None:
        box = [(x - radius) * size, (y - radius) * size, (x + radius) * size, (y + radius) * size]
        on.pieslice(box, start, start + extent, fill=255)

    return draw
