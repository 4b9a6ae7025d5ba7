"""Making small pictures out of large ones."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from musicsim.domain.model.metadata import Picture


class PictureEditor(Protocol):
    """Decodes what people take for pictures (JPEG, PNG, GIF, WebP, BMP) and answers with WebP, without metadata.

    The same pictures give the same bytes. Nothing is done on the event loop, and no more at once than memory allows:
    further calls wait.
    """

    @abstractmethod
    async def thumbnail(self, data: bytes, size: int, *, square: bool = False) -> Picture:
        """The picture, upright, fitted into a square of `size` pixels; never enlarged.

        With `square` what stands out at the longer sides is cut off, alike at both ends. Of moving pictures it is
        the first one. Invalid, with field "picture", when it is no picture, is damaged, or is too large to be
        decoded with decency: who sends it is at fault, however small the file is.
        """

    @abstractmethod
    async def mosaic(self, pictures: Sequence[bytes], size: int) -> Picture:
        """A square of `size` pixels out of the first four that can be decoded, in reading order.

        With fewer than four they are repeated, so that no two alike lie side by side; one fills it all. Opaque.
        Invalid when there is none left.
        """
