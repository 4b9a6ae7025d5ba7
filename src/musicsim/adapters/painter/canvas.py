"""A square to paint on: flat shapes with smooth edges, soft shadows, gradients, grain."""

import io
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from musicsim.adapters.painter.colour import Colour

Pixels = npt.NDArray[np.float32]
Draw = Callable[[ImageDraw.ImageDraw, float], None]
"""Draws a shape with the fill 255; the number is how many pixels make the canvas' edge."""

_FINE = 2
"""Masks are drawn so many times as large: their edges get smooth when they are made smaller."""

_COARSE = 8
"""Soft things are blurred so many times smaller: nobody can see it, and it takes a sixtieth of the time."""

_QUALITY = 90


class Canvas:
    """`pixels` in sRGB, 0 … 1, shape (edge, edge, 3); `chance` is all chance there is."""

    def __init__(self, edge: int, chance: np.random.Generator) -> None:
        self.edge = edge
        self.chance = chance
        self.pixels: Pixels = np.zeros((edge, edge, 3), np.float32)
        line = np.linspace(0, 1, edge, dtype=np.float32)
        self.across: Pixels = np.broadcast_to(line[None, :], (edge, edge))
        self.down: Pixels = np.broadcast_to(line[:, None], (edge, edge))

    def wash(self, first: Colour, last: Colour, direction: float = 0.0) -> None:
        """Everything, from one colour at the top to another; `direction` leans that to the side (-1 … 1)."""
        way = self.down + direction * (self.across - 0.5)
        part = np.clip((way - way.min()) / (way.max() - way.min()), 0, 1)
        part = part * part * (3 - 2 * part)
        self.pixels[:] = first + part[..., None] * (last - first)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light around a point, fading to nothing at about twice the radius."""
        small = self.edge // _COARSE
        at = np.linspace(0, 1, small, dtype=np.float32)
        far = ((at[None, :] - x) ** 2 + (at[:, None] - y) ** 2) / radius**2
        self._blend(self._grown(strength * np.exp(-far)), colour)

    def fill(
        self, draw: Draw, colour: Colour, *, to: Colour | None = None, opacity: float = 1.0, shadow: float = 0.0
    ) -> None:
        """A shape in one colour, or from one at its top to another at its bottom; `shadow` is what it casts, 0 … 1."""
        size = self.edge * _FINE
        large = Image.new("L", (size, size))
        draw(ImageDraw.Draw(large), float(size))
        mask = large.reduce(_FINE)
        box = mask.getbbox()
        if box is None:
            return
        if shadow > 0:
            self._cast(mask, shadow)
        left, top, right, bottom = box
        part = np.asarray(mask.crop(box), np.float32)[..., None] * (opacity / 255)
        here = self.pixels[top:bottom, left:right]
        paint = colour
        if to is not None:
            paint = colour + np.linspace(0, 1, bottom - top, dtype=np.float32)[:, None, None] * (to - colour)
        here += part * (paint - here)

    def shine(self, draw: Draw, colour: Colour, strength: float, reach: float) -> None:
        """The light around a shape that glows; `reach` is how far it goes, as a part of the edge."""
        size = self.edge // _COARSE
        large = Image.new("L", (size * _FINE, size * _FINE))
        draw(ImageDraw.Draw(large), float(size * _FINE))
        soft = large.reduce(_FINE).filter(ImageFilter.GaussianBlur(size * reach))
        self._blend(self._grown(strength * np.asarray(soft, np.float32) / 255), colour)

    def noise(self, cells: int, octaves: int = 3) -> Pixels:
        """Smooth hills, about 0 … 1; `cells` of the largest fit along the edge."""
        field = np.zeros((self.edge, self.edge), np.float32)
        for octave in range(octaves):
            count = cells * 2**octave + 3
            grid = Image.fromarray(self.chance.random((count, count), np.float32))
            field += np.asarray(grid.resize((self.edge, self.edge), Image.Resampling.BICUBIC)) / 2**octave
        low, high = float(field.min()), float(field.max())
        return np.asarray((field - low) / max(high - low, 1e-6), np.float32)

    def grain(self, amount: float) -> None:
        """What film and paper have, the same in all channels."""
        speckle = self.chance.standard_normal((self.edge, self.edge), np.float32)
        self.pixels += (amount * speckle)[..., None]

    def vignette(self, amount: float) -> None:
        """Corners somewhat darker: the eye stays inside."""
        far = (self.across - 0.5) ** 2 + (self.down - 0.5) ** 2
        self.pixels *= (1 - amount * far * 2)[..., None]

    def jpeg(self) -> bytes:
        """The picture as a file."""
        file = io.BytesIO()
        whole = (np.clip(self.pixels, 0, 1) * 255 + 0.5).astype(np.uint8)
        Image.fromarray(whole).save(file, "JPEG", quality=_QUALITY, subsampling=0)
        return file.getvalue()

    def _cast(self, mask: Image.Image, strength: float) -> None:
        small = mask.reduce(_COARSE)
        soft = small.filter(ImageFilter.GaussianBlur(self.edge / _COARSE / 60))
        shade = np.pad(np.asarray(soft, np.float32) / 255, ((1, 0), (1, 0)), "edge")[:-1, :-1]
        self.pixels *= (1 - strength * self._grown(shade))[..., None]

    def _grown(self, small: npt.NDArray[np.floating]) -> Pixels:
        image = Image.fromarray(np.asarray(small, np.float32))
        return np.asarray(image.resize((self.edge, self.edge), Image.Resampling.BILINEAR), np.float32)

    def _blend(self, part: Pixels, colour: Colour) -> None:
        self.pixels += part[..., None] * (colour - self.pixels)
