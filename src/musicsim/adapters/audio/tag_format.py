"""Which parser reads a file's tags."""

from typing import BinaryIO, cast

from musicsim.adapters.audio.unsynchronised import synchronised

_HEADER = 10
_UNSYNCHRONISED = 0x80
_FOR_TINYTAG = (b"fLaC", b"OggS", b"RIFF", b"FORM", b"\x30\x26\xb2\x75")


def for_tinytag(file: BinaryIO) -> BinaryIO | None:
    """The file, or a view of it, if tinytag reads that right; None for what is left to FFmpeg.

    tinytag doesn't undo ID3's unsynchronisation, and would search an ADTS stream, or whatever else lies behind an
    ID3 tag, for MPEG frames to its end.
    """
    file.seek(0)
    head = file.read(_HEADER)
    if head.startswith(b"ID3") and len(head) == _HEADER:
        size = _id3_size(head)
        file.seek(size, 1)
        if not _goes_on_well(file.read(_HEADER)):
            return None
        view = synchronised(file, head, size)
        return cast("BinaryIO", view) if view else None if head[5] & _UNSYNCHRONISED else file
    return file if head.startswith(_FOR_TINYTAG) or head[4:8] == b"ftyp" or _is_mpeg_frame(head) else None


def _goes_on_well(behind: bytes) -> bool:
    return behind[:4] == b"fLaC" or _is_mpeg_frame(behind) or not behind.strip(b"\0")


def _id3_size(head: bytes) -> int:
    """The size of the tag behind its header: four times seven bits (ID3v2 §3.1)."""
    return head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]


def _is_mpeg_frame(head: bytes) -> bool:
    """Whether it starts with eleven set bits and a layer: ADTS has layer 0."""
    return len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 != 0
