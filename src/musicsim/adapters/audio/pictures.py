"""Choosing among embedded pictures."""

from collections.abc import Iterable

from musicsim.domain.model.metadata import Picture

LARGEST = 20_000_000
"""Bytes that a picture has at most."""


def first_picture(found: Iterable[bytes]) -> Picture | None:
    """The first that is an image browsers show and is not too large."""
    for data in found:
        media_type = media_type_of(data)
        if media_type and len(data) <= LARGEST:
            return Picture(data, media_type)
    return None


def media_type_of(data: bytes) -> str | None:
    """PNG, JPEG, GIF or WebP by the first bytes: what tags claim is often wrong. None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None
