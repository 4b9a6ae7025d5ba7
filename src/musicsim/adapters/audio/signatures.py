"""What the first bytes of a file promise."""

from typing import BinaryIO

_LONGEST = 16
_BRANDS = (b"M4A ", b"M4B ", b"M4P ", b"mp41", b"mp42", b"isom", b"iso2", b"dash", b"3gp")
_STARTS = (
    b"fLaC",
    b"OggS",
    b"wvpk",
    b"MAC ",
    b"TTA1",
    b"MPCK",
    b"MP+",
    b"DSD ",
    b".snd",
    b"caff",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # Advanced Systems Format: Windows Media Audio
)


def promises_audio(file: BinaryIO) -> bool:
    """Whether the file starts as an audio file does, which tells a damaged one from one that never was audio."""
    file.seek(0)
    head = file.read(_LONGEST)
    file.seek(0)
    if head[:3] == b"ID3":
        return _tag_end(head) != file.seek(0, 2)
    if head[:4] in (b"RIFF", b"RF64", b"BW64"):
        return head[8:12] in (b"WAVE", b"")
    if head[:4] == b"FORM":
        return head[8:12] in (b"AIFF", b"AIFC", b"")
    if head[4:8] == b"ftyp":
        return head[8:12].startswith(_BRANDS)
    return head.startswith(_STARTS) or _starts_with_mpeg_frame(head)


def _tag_end(head: bytes) -> int:
    """Where an ID3v2 tag ends: with the file, when there is a cover and no sound."""
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte
    return 10 + size


def _starts_with_mpeg_frame(head: bytes) -> bool:
    """An MPEG audio or ADTS frame header without reserved values (ISO/IEC 11172-3 §2.4.1.3).

    Layer I is left out: nobody keeps music in it, and its header looks like the byte order mark of UTF-16 text.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] & 0x18, head[1] & 0x06
    if version == 0x08 or layer == 0x06 or (version == 0 and layer != 0x02):
        return False
    return head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C
