"""Making small pictures, by Pillow in threads."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from PIL import Image, ImageOps

from musicsim.adapters.pillow.decoding import decoded
from musicsim.domain.errors import Invalid
from musicsim.domain.model.metadata import Picture
from musicsim.ports.picture_editor import PictureEditor

T = TypeVar("T")

_AT_ONCE = 2  # each may hold a decoded picture of 200 MB
_SHARP = Image.Resampling.LANCZOS
_QUALITY = 84
_QUARTERS = {1: (0,), 2: (0, 1, 1, 0), 3: (0, 1, 2, 0), 4: (0, 1, 2, 3)}


class PillowPictureEditor(PictureEditor):
    """Decodes at most two pictures at once."""

    def __init__(self) -> None:
        self._threads = CapacityLimiter(_AT_ONCE)

    async def thumbnail(self, data: bytes, size: int, *, square: bool = False) -> Picture:
        return await self._run(_thumbnail, data, size, square)

    async def mosaic(self, pictures: Sequence[bytes], size: int) -> Picture:
        return await self._run(_mosaic, pictures, size)

    async def _run(self, work: Callable[..., T], *args: Any) -> T:
        return await to_thread.run_sync(work, *args, limiter=self._threads)


def _thumbnail(data: bytes, size: int, square: bool) -> Picture:
    image = decoded(data, size)
    if square:
        side = min(size, *image.size)
        return _encoded(ImageOps.fit(image, (side, side), _SHARP))
    image.thumbnail((size, size), _SHARP)
    return _encoded(image)


def _mosaic(pictures: Sequence[bytes], size: int) -> Picture:
    tiles = [tile for tile, _ in zip(_tiles(pictures, size), range(4), strict=False)]
    if not tiles:
        raise Invalid("There is no picture to make a mosaic of.", "picture")
    if len(tiles) == 1:
        return _encoded(ImageOps.fit(tiles[0], (size, size), _SHARP))
    near = size // 2
    edges = ((0, near), (near, size))
    sheet = Image.new("RGB", (size, size))
    for number, tile in enumerate(_QUARTERS[len(tiles)]):
        (top, bottom), (left, right) = edges[number // 2], edges[number % 2]
        sheet.paste(ImageOps.fit(tiles[tile], (right - left, bottom - top), _SHARP), (left, top))
    return _encoded(sheet)


def _tiles(pictures: Sequence[bytes], size: int) -> Iterator[Image.Image]:
    """Those that can be decoded, opaque, no larger than they have to be."""
    for data in pictures:
        try:
            image = decoded(data, size)
        except Invalid:
            continue
        tile = ImageOps.fit(image, (size, size), _SHARP)
        yield _opaque(tile)


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _encoded(image: Image.Image) -> Picture:
    file = BytesIO()
    image.save(file, "WEBP", quality=_QUALITY, method=4)
    return Picture(file.getvalue(), "image/webp")
