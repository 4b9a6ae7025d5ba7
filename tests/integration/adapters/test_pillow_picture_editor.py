"""Real pictures."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from musicsim.adapters.pillow.decoding import MOST_PIXELS
from musicsim.adapters.pillow.picture_editor import PillowPictureEditor
from musicsim.domain.errors import Invalid
from musicsim.domain.model.metadata import Picture
from tests.contracts.picture_editor_contract import Easel, PictureEditorContract


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.data))


def halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), (255, 0, 0))
    image.paste((0, 0, 255), (width // 2, 0, width, height))
    return image


def is_near(colour: tuple[int, ...], expected: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(colour, expected, strict=False))


class PillowEasel(Easel):
    def __init__(self, kind: str):
        self.editor = PillowPictureEditor()
        self.kind = kind

    def picture(self, width: int, height: int, shade: int = 128) -> bytes:
        return saved(Image.new("RGB", (width, height), (shade, 99, 255 - shade)), self.kind)

    def size_of(self, picture: Picture) -> tuple[int, int]:
        return opened(picture).size


class TestPillowPictureEditor(PictureEditorContract):
    @pytest.fixture(params=["JPEG", "PNG", "GIF", "WEBP"])
    def easel(self, request: pytest.FixtureRequest) -> Easel:
        return PillowEasel(request.param)


async def thumbnail(data: bytes, size: int = 64, *, square: bool = False) -> Image.Image:
    return opened(await PillowPictureEditor().thumbnail(data, size, square=square))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
async def test_every_kind_of_pixel(mode: str):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = await thumbnail(saved(Image.new(mode, (90, 60)), kind))
    assert made.size == (64, 43)
    assert made.mode in {"RGB", "RGBA"}


async def test_it_stands_upright():
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held with its right side down
    made = await thumbnail(saved(halves(200, 100), "JPEG", exif=turned))
    assert made.size == (32, 64)
    assert is_near(made.getpixel((16, 5)), (255, 0, 0))
    assert is_near(made.getpixel((16, 60)), (0, 0, 255))
    assert not made.getexif()


async def test_a_square_is_cut_out_of_the_middle():
    made = await thumbnail(saved(halves(300, 100), "PNG"), square=True)
    assert is_near(made.getpixel((5, 30)), (255, 0, 0))
    assert is_near(made.getpixel((60, 30)), (0, 0, 255))


async def test_what_shines_through_stays_so_but_a_mosaic_is_opaque():
    clear = saved(Image.new("RGBA", (50, 50), (255, 0, 0, 0)), "PNG")
    assert (await thumbnail(clear)).getpixel((5, 5))[3] == 0
    made = opened(await PillowPictureEditor().mosaic([clear, saved(halves(50, 50), "PNG")], 64))
    assert is_near(made.convert("RGB").getpixel((5, 5)), (255, 255, 255))


async def test_a_mosaic_in_reading_order():
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)]
    pictures = [saved(Image.new("RGB", (70, 50), colour), "PNG") for colour in colours]
    places = [(20, 20), (100, 20), (20, 100), (100, 100)]
    for count, order in ((2, (0, 1, 1, 0)), (3, (0, 1, 2, 0)), (4, (0, 1, 2, 3))):
        made = opened(await PillowPictureEditor().mosaic(pictures[:count], 128)).convert("RGB")
        for place, number in zip(places, order, strict=True):
            assert is_near(made.getpixel(place), colours[number])


async def test_of_moving_pictures_the_first():
    frames = [Image.new("RGB", (40, 40), colour) for colour in ((255, 0, 0), (0, 0, 255))]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    made = await thumbnail(moving)
    assert is_near(made.convert("RGB").getpixel((20, 20)), (255, 0, 0))
    assert getattr(made, "n_frames", 1) == 1


def bomb(side: int) -> bytes:
    """A PNG file of a few bytes that claims to be huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))


@pytest.mark.parametrize("side", [7_100, 12_000, 60_000])
async def test_bombs_are_not_touched_off(side: int):
    assert side * side > MOST_PIXELS
    with pytest.raises(Invalid, match="too large"):
        await thumbnail(bomb(side))
    with pytest.raises(Invalid):
        await PillowPictureEditor().mosaic([bomb(side)], 64)


async def test_damaged_in_the_middle():
    whole = saved(Image.effect_noise((300, 300), 80).convert("RGB"), "PNG")
    for data in (whole[: len(whole) // 2], whole[:500] + bytes(500) + whole[1000:]):
        with pytest.raises(Invalid, match="damaged"):
            await thumbnail(data)


@pytest.mark.parametrize("kind", ["TIFF", "ICO", "PPM"])
async def test_other_formats_are_refused(kind: str):
    with pytest.raises(Invalid):
        await thumbnail(saved(halves(32, 32), kind))
