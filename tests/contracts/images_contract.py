"""What everybody who takes pictures from outside promises."""

from abc import ABC, abstractmethod

import pytest

from musicsim.adapters.memory.images import plain_png
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.image import ImageFault, UnusableImage
from musicsim.ports.images import Images

PICTURE = plain_png(12)


class Gallery(ABC):
    """A taker of pictures, and the outside around it."""

    images: Images

    @abstractmethod
    def hang(self, name: str, data: bytes) -> str:
        """Publish these bytes; their address."""

    @abstractmethod
    def nothing(self) -> str:
        """An address of a server that has nothing there."""

    @abstractmethod
    def close(self) -> None:
        """The server goes away."""


class ImagesContract:
    """Subclasses supply the fixture `gallery`."""

    async def test_bytes_that_are_a_picture(self, gallery: Gallery):
        image = await gallery.images.checked(PICTURE)
        assert (image.data, image.media_type, image.width, image.height) == (PICTURE, "image/png", 12, 12)

    @pytest.mark.parametrize(
        "data", [b"", b"GIF", b"<svg xmlns='http://www.w3.org/2000/svg'/>", PICTURE[:40], b"%PDF-1.7", b"\0" * 5000]
    )
    async def test_bytes_that_are_none(self, gallery: Gallery, data: bytes):
        with pytest.raises(UnusableImage) as caught:
            await gallery.images.checked(data)
        assert caught.value.reason is ImageFault.NOT_AN_IMAGE

    async def test_a_picture_that_is_fetched(self, gallery: Gallery):
        image = await gallery.images.fetch(gallery.hang("cover", PICTURE))
        assert image is not None
        assert image.data == PICTURE

    async def test_nothing_there_is_an_answer(self, gallery: Gallery):
        assert await gallery.images.fetch(gallery.nothing()) is None

    async def test_what_is_fetched_is_checked(self, gallery: Gallery):
        with pytest.raises(UnusableImage) as caught:
            await gallery.images.fetch(gallery.hang("cover.png", b"<html>Sorry</html>"))
        assert caught.value.reason is ImageFault.NOT_AN_IMAGE

    async def test_too_many_bytes(self, gallery: Gallery):
        with pytest.raises(UnusableImage) as caught:
            await gallery.images.fetch(gallery.hang("huge", PICTURE + b"\0" * 9_000_000))
        assert caught.value.reason is ImageFault.TOO_LARGE

    @pytest.mark.parametrize("address", ["", "cover.png", "ftp://example.com/a", "file:///etc/passwd", "gopher://a/"])
    async def test_only_secure_addresses(self, gallery: Gallery, address: str):
        with pytest.raises(UnusableImage) as caught:
            await gallery.images.fetch(address)
        assert caught.value.reason is ImageFault.ADDRESS

    async def test_an_outage_is_temporary(self, gallery: Gallery):
        address = gallery.hang("cover", PICTURE)
        gallery.close()
        with pytest.raises(Unavailable):
            await gallery.images.fetch(address)
