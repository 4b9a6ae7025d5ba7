"""Pictures that a test made up."""

import struct
import zlib
from dataclasses import dataclass, field

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.image import Image, ImageFault, UnusableImage
from musicsim.ports.images import Images

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_BYTES = 8 * 1024 * 1024
_MOST_PIXELS = 20_000_000


def plain_png(edge: int, colour: tuple[int, int, int] = (90, 120, 150)) -> bytes:
    """A square of one colour as a PNG file."""
    rows = (b"\0" + bytes(colour) * edge) * edge
    header = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return _PNG + b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)


@dataclass
class MemoryImages(Images):
    """Understands PNG, by its header and its end alone; `there` are the pictures by address, `asked` those fetched.

    Knob: `fails_with` is raised by every fetch.
    """

    there: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    fails_with: MusicsimError | None = None

    async def checked(self, data: bytes) -> Image:
        if len(data) > _MOST_BYTES:
            raise UnusableImage(ImageFault.TOO_LARGE, f"The picture has {len(data)} bytes.")
        if not data.startswith(_PNG) or b"IEND" not in data[-12:]:
            raise UnusableImage(ImageFault.NOT_AN_IMAGE, "These bytes are no picture.")
        width, height = struct.unpack(">II", data[16:24])
        if width * height > _MOST_PIXELS:
            raise UnusableImage(ImageFault.TOO_MANY_PIXELS, f"The picture has {width} × {height} pixels.")
        return Image(data, "image/png", width, height)

    async def fetch(self, url: str) -> Image | None:
        self.asked.append(url)
        if not url.startswith("https://"):
            raise UnusableImage(ImageFault.ADDRESS, "Only https addresses are fetched from.")
        if self.fails_with is not None:
            raise self.fails_with
        return await self.checked(self.there[url]) if url in self.there else None
