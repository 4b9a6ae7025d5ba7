"""Pictures from outside are taken with care."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar import Litestar, Request, Response, get
from PIL import Image as Pillow

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.images import plain_png
from musicsim.adapters.pictures.decoding import decoded
from musicsim.adapters.pictures.images import CheckedImages
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.image import ImageFault, UnusableImage
from musicsim.domain.model.outside import Throttled
from tests.contracts.images_contract import PICTURE, Gallery, ImagesContract
from tests.support.standins.serving import Knobs, free_address, local_web, serving


@dataclass
class Museum(Knobs):
    """Hangs `pictures`, and sends visitors of `elsewhere` on."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)

    def application(self) -> Litestar:
        @get("/{name:str}")
        async def picture(request: Request) -> Response:
            name = request.path_params["name"]
            if name in self.elsewhere:
                return Response(b"", status_code=302, headers={"location": self.elsewhere[name]})
            if name not in self.pictures:
                return Response(b"", status_code=404)
            return Response(self.pictures[name], media_type="text/plain")

        return Litestar([picture], openapi_config=None, logging_config=None)


@pytest.fixture(scope="module")
def served() -> Iterator[Museum]:
    museum = Museum()
    with serving(museum.application(), museum) as museum.address:
        yield museum


class MuseumGallery(Gallery):
    def __init__(self, museum: Museum):
        museum.reset()
        self.museum = museum
        self.address = museum.address
        here = ip_address("127.0.0.1")
        self.web = local_web(admits=lambda address: address == here)
        self.images = CheckedImages(web=self.web, clock=ManualClock())

    def hang(self, name: str, data: bytes) -> str:
        self.museum.pictures[name] = data
        return f"{self.address}/{name}"

    def nothing(self) -> str:
        return f"{self.address}/nothing"

    def close(self) -> None:
        self.museum.statuses = [502]


@pytest.fixture
async def gallery(served: Museum):
    gallery = MuseumGallery(served)
    yield gallery
    await gallery.web.close()


class TestCheckedImages(ImagesContract):
    @pytest.fixture
    def gallery(self, gallery: MuseumGallery) -> MuseumGallery:
        return gallery


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_it_is_shows_when_it_is_decoded(kind: str):
    file = io.BytesIO()
    Pillow.new("RGB", (20, 10), (200, 10, 30)).save(file, kind)
    image = decoded(file.getvalue())
    assert (image.media_type, image.width, image.height) == (f"image/{kind.lower()}", 20, 10)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_not_taken(kind: str):
    file = io.BytesIO()
    Pillow.new("RGB", (20, 10)).save(file, kind)
    with pytest.raises(UnusableImage):
        decoded(file.getvalue())


@pytest.mark.parametrize("edge", [5_000, 12_000, 50_000, 2**31 - 1])
def test_a_bomb_is_not_set_off(edge: int):
    header = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100_000)), (b"IEND", b""))
    parts = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    with pytest.raises(UnusableImage) as caught:
        decoded(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    assert caught.value.reason is ImageFault.TOO_MANY_PIXELS


@settings(max_examples=60)
@given(st.data())
def test_damage_is_told_whatever_it_is(data: st.DataObject):
    whole = bytearray(plain_png(24))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        image = decoded(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except UnusableImage:
        return
    assert image.width > 0


async def test_redirects_are_followed_a_few_times(gallery: MuseumGallery):
    address = gallery.hang("end", PICTURE)
    gallery.museum.elsewhere = {"a": "/b", "b": address, "loop": "loop", "lost": "", "odd": "http://["}
    image = await gallery.images.fetch(f"{gallery.address}/a")
    assert image is not None
    for name in ("loop", "lost", "odd"):
        with pytest.raises(UnusableImage) as caught:
            await gallery.images.fetch(f"{gallery.address}/{name}")
        assert caught.value.reason is ImageFault.REDIRECTS


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:80/x", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "file:///etc/passwd",
     "http://0x7f000002/", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://[::ffff:10.0.0.1]/"],
)  # fmt: skip
async def test_redirects_lead_to_nothing_inside(gallery: MuseumGallery, target: str):
    gallery.museum.elsewhere["a"] = target
    with pytest.raises((UnusableImage, Unavailable)) as caught:
        await gallery.images.fetch(f"{gallery.address}/a")
    if isinstance(caught.value, UnusableImage):
        assert caught.value.reason is ImageFault.ADDRESS


@pytest.mark.parametrize(
    ("status", "error"), [(403, UnusableImage), (410, None), (429, Throttled), (500, Unavailable), (408, Unavailable)]
)
async def test_what_servers_say(gallery: MuseumGallery, status: int, error: type[Exception] | None):
    gallery.museum.statuses = [status]
    address = gallery.hang("cover", PICTURE)
    if error is None:
        assert await gallery.images.fetch(address) is None
        return
    with pytest.raises(error):
        await gallery.images.fetch(address)


async def test_nobody_there(gallery: MuseumGallery):
    with pytest.raises(Unavailable):
        await gallery.images.fetch(f"{free_address()}/x")
