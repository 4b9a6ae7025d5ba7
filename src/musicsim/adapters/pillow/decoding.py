"""From bytes that somebody calls a picture to pixels, or to the reason why not."""

from io import BytesIO

from PIL import Image, ImageOps

from musicsim.domain.errors import Invalid

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
"""What covers come in. Each further decoder would be one more to be wrong about hostile bytes."""

MOST_PIXELS = 50_000_000
"""Enough for a record sleeve at 550 dots an inch; a progressive JPEG of that size takes 300 MB while it is decoded."""

Image.MAX_IMAGE_PIXELS = None  # Pillow's own guard warns before it refuses, and its bound is higher than ours


def decoded(data: bytes, size: int) -> Image.Image:
    """The first picture in `data`, upright, as RGB or RGBA; JPEGs no larger than is needed for `size` pixels.

    Raises:
        Invalid: it is no picture, or not one to be decoded.
    """
    try:
        return _decoded(data, size)
    except Invalid:
        raise
    except Exception as error:  # parsers of pictures raise whatever they stumble over
        raise Invalid("This is no picture that can be read: it is damaged, or none at all.", "picture") from error


def _decoded(data: bytes, size: int) -> Image.Image:
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Invalid(f"A picture of {width} × {height} pixels is too large: {MOST_PIXELS:,} will do.", "picture")
        image.draft("RGB", (2 * size, 2 * size))  # JPEG can be decoded at 1/2, 1/4, 1/8: twice what is needed is sharp
        upright = ImageOps.exif_transpose(image)
        return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
