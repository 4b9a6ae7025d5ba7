"""Small record sleeves: soft colours and circles, the same for the same album, written as PNG."""

import struct
import zlib
from base64 import b64encode

import numpy as np

SIZE = 240
"""Pixels along each edge."""


def png(name: str) -> bytes:
    """The sleeve of the album with that name, as a PNG file."""
    rows = _paint(name)
    scanlines = np.pad(rows.reshape(SIZE, -1), ((0, 0), (1, 0)))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(scanlines.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def vorbis_picture(image: bytes) -> str:
    """A PNG file as the METADATA_BLOCK_PICTURE comment that Ogg files carry (RFC 9639, section 8.8)."""
    mime = b"image/png"
    head = struct.pack(">II", 3, len(mime)) + mime + struct.pack(">IIIIII", 0, SIZE, SIZE, 24, 0, len(image))
    return b64encode(head + image).decode("ascii")


def _paint(name: str) -> "np.typing.NDArray[np.uint8]":
    """Bands of colour behind overlapping discs; few distinct values, so that the file stays small."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    down, across = np.mgrid[0:SIZE, 0:SIZE] / SIZE
    palette = rng.integers(30, 230, (5, 3))
    picture = palette[(down * rng.integers(2, 6) + across * rng.integers(0, 3)).astype(int) % 2]
    for colour in palette[2:]:
        middle, radius = rng.random(2), 0.12 + 0.25 * rng.random()
        inside = (down - middle[0]) ** 2 + (across - middle[1]) ** 2 < radius**2
        picture[inside] = (picture[inside] + 2 * colour) // 3
    return np.asarray(picture, dtype=np.uint8)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
