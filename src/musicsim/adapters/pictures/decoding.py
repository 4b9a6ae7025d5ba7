"""What bytes are a picture, found out by decoding all of it."""

import io

from PIL import Image as Pillow

from musicsim.domain.model.image import Image, ImageFault, UnusableImage

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 20_000_000
"""Of which decoding takes 80 MB; covers have one to nine millions."""

_FORMATS = ("PNG", "JPEG", "WEBP")
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "WEBP": "image/webp"}
"""Cameras' MPO is a JPEG with others behind it."""


def decoded(data: bytes) -> Image:
    """The picture. Blocks for some 50 ms a megapixel.

    Raises:
        UnusableImage: when there are too many bytes or pixels, or a decoder does not come to the end.
    """
    if len(data) > MOST_BYTES:
        raise UnusableImage(ImageFault.TOO_LARGE, f"The picture has more than {MOST_BYTES // 1024**2} MiB.")
    try:
        with Pillow.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _check_size(*picture.size)
            picture.load()
            return Image(data, _MEDIA_TYPES[picture.format or ""], *picture.size)
    except UnusableImage:
        raise
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise _too_many() from None
    except Exception as fault:  # decoders raise whatever they stumble over
        message = f"These bytes are no PNG, JPEG or WebP picture ({type(fault).__name__})."
        raise UnusableImage(ImageFault.NOT_AN_IMAGE, message) from fault


def _check_size(width: int, height: int) -> None:
    """By what the header says, before anything is decoded: a few bytes can stand for any number of pixels."""
    if width * height > MOST_PIXELS:
        raise _too_many()


def _too_many() -> UnusableImage:
    return UnusableImage(ImageFault.TOO_MANY_PIXELS, f"The picture has more than {MOST_PIXELS // 10**6} megapixels.")
