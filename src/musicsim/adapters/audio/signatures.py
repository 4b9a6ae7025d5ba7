"""What the first bytes of a file promise."""

from typing import BinaryIO

_LONGEST = 16
ID3_HEADER = 10
_LAYER = 0x06
_TAGS = 4  # one behind the other, as careless programs leave them
_LONGEST_SIDE_INFO = 4 + 2 + 32 + 4  # header, checksum, what precedes the mark in stereo, and the mark
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
        return ID3_HEADER + id3_size(head) != file.seek(0, 2)  # else there is a cover and no sound
    if head[:4] in (b"RIFF", b"RF64", b"BW64"):
        return head[8:12] in (b"WAVE", b"")
    if head[:4] == b"FORM":
        return head[8:12] in (b"AIFF", b"AIFC", b"")
    if head[4:8] == b"ftyp":
        return head[8:12].startswith(_BRANDS)
    return head.startswith(_STARTS) or starts_with_mpeg_frame(head)


def id3_size(head: bytes) -> int:
    """The size of an ID3v2 tag behind its header of ID3_HEADER bytes: four times seven bits (ID3v2 §3.1)."""
    size = 0
    for byte in head[6:ID3_HEADER]:
        size = size << 7 | byte
    return size


def starts_with_mpeg_frame(head: bytes) -> bool:
    """An MPEG audio or ADTS frame header without reserved values (ISO/IEC 11172-3 §2.4.1.3).

    Layer I is left out: nobody keeps music in it, and its header looks like the byte order mark of UTF-16 text.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] & 0x18, head[1] & _LAYER
    if version == 0x08 or layer == 0x06 or (version == 0 and layer != 0x02):
        return False
    return head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C


def starts_with_adts(head: bytes) -> bool:
    """Such a frame header of layer 0, which is AAC in an ADTS stream (ISO/IEC 14496-3 §1.A.2.2)."""
    return starts_with_mpeg_frame(head) and head[1] & _LAYER == 0


def has_constant_bit_rate(file: BinaryIO) -> bool:
    """Whether the file is an MP3 whose first frame says that all are of one size: byte and time go together then.

    LAME and FFmpeg mark such files with "Info" where others have "Xing".
    """
    start = 0
    for _ in range(_TAGS):
        file.seek(start)
        head = file.read(_LONGEST_SIDE_INFO)
        if not head.startswith(b"ID3") or len(head) < ID3_HEADER:
            return starts_with_mpeg_frame(head) and b"Info" in head
        start += ID3_HEADER + id3_size(head)
    return False
