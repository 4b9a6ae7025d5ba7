"""What every picture editor promises."""

from abc import ABC, abstractmethod

import pytest

from musicsim.domain.errors import Invalid
from musicsim.domain.model.metadata import Picture
from musicsim.ports.picture_editor import PictureEditor


class Easel(ABC):
    """An editor under test, and the means to make pictures for it and to look at what it made."""

    editor: PictureEditor

    @abstractmethod
    def picture(self, width: int, height: int, shade: int = 128) -> bytes:
        """A plain picture; other shades look different."""

    @abstractmethod
    def size_of(self, picture: Picture) -> tuple[int, int]:
        """Its width and height."""


class PictureEditorContract:
    """Subclasses supply the fixture `easel`."""

    @pytest.mark.parametrize(
        ("width", "height", "expected"),
        [(400, 400, (64, 64)), (400, 200, (64, 32)), (100, 400, (16, 64)), (40, 30, (40, 30)), (1, 4000, (1, 64))],
    )
    async def test_it_fits_and_is_never_enlarged(
        self, easel: Easel, width: int, height: int, expected: tuple[int, int]
    ):
        made = await easel.editor.thumbnail(easel.picture(width, height), 64)
        assert made.media_type == "image/webp"
        assert made.data[:4] + made.data[8:12] == b"RIFFWEBP"
        assert easel.size_of(made) == expected

    @pytest.mark.parametrize(("width", "height", "side"), [(400, 200, 64), (64, 64, 64), (300, 40, 40)])
    async def test_squares(self, easel: Easel, width: int, height: int, side: int):
        made = await easel.editor.thumbnail(easel.picture(width, height), 64, square=True)
        assert easel.size_of(made) == (side, side)

    async def test_a_small_one_can_be_made_of_a_small_one(self, easel: Easel):
        large = await easel.editor.thumbnail(easel.picture(900, 600), 512)
        small = await easel.editor.thumbnail(large.data, 128)
        assert easel.size_of(large) == (512, 341)
        assert easel.size_of(small) == (128, 85)

    async def test_the_same_picture_gives_the_same_bytes(self, easel: Easel):
        data = easel.picture(100, 80)
        assert await easel.editor.thumbnail(data, 64) == await easel.editor.thumbnail(data, 64)
        assert await easel.editor.thumbnail(data, 64) != await easel.editor.thumbnail(easel.picture(100, 80, 30), 64)

    @pytest.mark.parametrize("data", [b"", b"?", b"<html>", bytes(2000), b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
    async def test_what_is_no_picture(self, easel: Easel, data: bytes):
        with pytest.raises(Invalid) as caught:
            await easel.editor.thumbnail(data, 64)
        assert caught.value.field == "picture"

    @pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
    async def test_a_mosaic_is_a_square_of_any_number(self, easel: Easel, count: int):
        pictures = [easel.picture(50 + number, 40, 40 * number) for number in range(count)]
        made = await easel.editor.mosaic(pictures, 128)
        assert (made.media_type, easel.size_of(made)) == ("image/webp", (128, 128))
        assert await easel.editor.mosaic(pictures[:4], 128) == made

    async def test_a_mosaic_passes_over_what_is_no_picture(self, easel: Easel):
        good = [easel.picture(50, 50, shade) for shade in (20, 90, 160, 230)]
        assert await easel.editor.mosaic([b"?", good[0], b"", *good[1:]], 64) == await easel.editor.mosaic(good, 64)
        for none in ([], [b"?", b"<html>"]):
            with pytest.raises(Invalid):
                await easel.editor.mosaic(none, 64)
