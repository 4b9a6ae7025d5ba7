"""Pictures whose bytes were decoded: what they are is known, not believed."""

from dataclasses import dataclass, field
from enum import StrEnum

from musicsim.domain.errors import MusicsimError


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it came, with the media type that decoding it showed; `width` and `height` in pixels."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


class ImageFault(StrEnum):
    """Why a picture from outside is not taken."""

    ADDRESS = "address"  # not https, not public, or no address at all
    REDIRECTS = "redirects"  # too many, or to nowhere
    TOO_LARGE = "too_large"  # in bytes
    TOO_MANY_PIXELS = "too_many_pixels"  # decoding it would take too much memory
    NOT_AN_IMAGE = "not_an_image"  # whatever its headers say


class UnusableImage(MusicsimError):  # noqa: N818
    """Raised when a picture from outside is at fault, and not the service that it came from."""

    def __init__(self, reason: ImageFault, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type["UnusableImage"], tuple[ImageFault, str]]:
        """Pickled by its parts: it travels between processes, and its message alone would not make it again."""
        return type(self), (self.reason, str(self))
