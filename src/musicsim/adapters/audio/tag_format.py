"""Which parser reads a file's tags."""

from typing import BinaryIO, cast

from musicsim.adapters.audio.ogg_ends import OggEnds, ogg_ends
from musicsim.adapters.audio.signatures import ID3_HEADER, id3_size, starts_with_adts, starts_with_mpeg_frame
from musicsim.adapters.audio.unsynchronised import synchronised

_UNSYNCHRONISED = 0x80
_FOR_TINYTAG = (b"fLaC", b"RIFF", b"FORM", b"\x30\x26\xb2\x75")


def for_tinytag(file: BinaryIO) -> BinaryIO | OggEnds | None:
    """The file, or a view of it, if tinytag reads that right; None for what is left to FFmpeg.

    tinytag doesn't undo ID3's unsynchronisation, and would search an ADTS stream, or whatever else lies behind an
    ID3 tag, for MPEG frames to its end.
    """
    file.seek(0)
    head = file.read(ID3_HEADER)
    if head.startswith(b"ID3") and len(head) == ID3_HEADER:
        size = id3_size(head)
        file.seek(size, 1)
        if not _goes_on_well(file.read(ID3_HEADER)):
            return None
        view = synchronised(file, head, size)
        return cast("BinaryIO", view) if view else None if head[5] & _UNSYNCHRONISED else file
    if head.startswith(b"OggS"):
        return ogg_ends(file) or file
    return file if head.startswith(_FOR_TINYTAG) or head[4:8] == b"ftyp" or _is_mpeg_audio(head) else None


def _goes_on_well(behind: bytes) -> bool:
    return behind[:4] == b"fLaC" or _is_mpeg_audio(behind) or not behind.strip(b"\0")


def _is_mpeg_audio(head: bytes) -> bool:
    return starts_with_mpeg_frame(head) and not starts_with_adts(head)
