"""Audio whose headers don't tell the truth, and headers without audio."""

import struct
from collections.abc import Callable, Iterator

from tests.support.files import encoded, frame, id3, synchsafe, text_frame

TOP = 0xFFFFFFFF


def patched(data: bytes, mark: bytes, offset: int, new: bytes) -> bytes:
    """The data with `new` written `offset` bytes behind the start of `mark`."""
    at = data.index(mark) + offset
    return data[:at] + new + data[at + len(new) :]


def exaggerating() -> Iterator[tuple[str, bytes]]:
    """Sound audio in files that claim to be longer, larger or something else: it can be heard."""
    wav, flac, aiff, m4a, mp3 = (encoded(kind) for kind in ("wav", "flac", "aiff", "m4a", "mp3"))
    yield "data without end.wav", patched(wav, b"data", 4, struct.pack("<I", TOP))
    yield "riff of no size.wav", patched(wav, b"RIFF", 4, bytes(4))
    yield "riff without end.wav", patched(wav, b"RIFF", 4, struct.pack("<I", TOP))
    yield "wrong byte rate.wav", patched(wav, b"fmt ", 16, struct.pack("<I", TOP))
    yield "18 days.flac", flac[:21] + bytes([flac[21] | 0x0F]) + b"\xff" * 4 + flac[26:]
    yield "of unknown length.flac", flac[:21] + bytes([flac[21] & 0xF0]) + bytes(4) + flac[26:]
    yield "wrong checksum.flac", flac[:26] + bytes(16) + flac[42:]
    yield "frames without end.aiff", patched(aiff, b"COMM", 10, struct.pack(">I", 0x7FFFFFFF))
    yield "form of no size.aiff", patched(aiff, b"FORM", 4, bytes(4))
    yield "lasts a century.m4a", patched(m4a, b"mvhd", 20, struct.pack(">I", 0x7FFFFFFF))
    yield "a billion frames.mp3", patched(mp3, b"Info", 8, struct.pack(">I", 1_000_000_000))
    yield "one frame.mp3", patched(mp3, b"Info", 8, struct.pack(">I", 1))
    yield "junk before.mp3", b"\0" * 3000 + mp3
    yield "junk behind.mp3", mp3 + b"<html>" * 500
    yield "two in one.mp3", mp3 + mp3
    yield "letter before.flac", id3(text_frame("TIT2", "x")) + flac
    yield "padding before.mp3", id3(padding=2_000_000) + mp3
    yield "lyrics of a novel.mp3", id3(frame("USLT", b"\0eng\0" + b"la " * 600_000)) + mp3
    yield "three tags.mp3", id3(text_frame("TIT2", "1")) + id3(text_frame("TIT2", "2")) + id3(padding=99) + mp3


def impossible() -> Iterator[tuple[str, bytes]]:
    """Headers that can't be true of any audio: whatever comes of it, it must come to an end."""
    wav, flac, ogg, opus, m4a, mp3 = (encoded(kind) for kind in ("wav", "flac", "ogg", "opus", "m4a", "mp3"))
    for name, offset, value in [
        ("no rate", 12, struct.pack("<I", 0)),
        ("a rate of 4 GHz", 12, struct.pack("<I", TOP)),
        ("no channels", 10, struct.pack("<H", 0)),
        ("65535 channels", 10, struct.pack("<H", 65535)),
        ("no bits", 22, struct.pack("<H", 0)),
        ("65535 bits", 22, struct.pack("<H", 65535)),
        ("unknown codec", 8, struct.pack("<H", 0x7777)),
        ("no block", 20, struct.pack("<H", 0)),
        ("format without end", 4, struct.pack("<I", TOP)),
    ]:
        yield f"{name}.wav", patched(wav, b"fmt ", offset, value)
    yield "no rate.flac", flac[:18] + bytes(2) + bytes([flac[20] & 0x0F]) + flac[21:]
    yield "blocks of nothing.flac", flac[:8] + bytes(4) + flac[12:]
    yield "comment without end.flac", flac[:43] + b"\xff\xff\xff" + flac[46:]
    yield "no channels.opus", patched(opus, b"OpusHead", 9, b"\0")
    yield "255 channels.opus", patched(opus, b"OpusHead", 9, b"\xff")
    yield "no rate.ogg", patched(ogg, b"\x01vorbis", 12, bytes(4))
    yield "wrong checksums.ogg", _on_pages(ogg, lambda page: page[:22] + b"wrng" + page[26:])
    yield "wrong order.ogg", _on_pages(ogg, lambda page: page[:18] + b"\7\7\7\7" + page[22:])
    yield "samples without end.m4a", patched(m4a, b"stsz", 12, struct.pack(">I", TOP))
    yield "chunks beyond the end.m4a", patched(m4a, b"stco", 12, struct.pack(">I", TOP))
    yield "box without end.m4a", patched(m4a, b"moov", -4, struct.pack(">I", TOP))
    yield "boxes in boxes.m4a", m4a[:28] + b"".join(struct.pack(">I", 8 * n) + b"moov" for n in range(4000, 1, -1))
    yield "tag beyond the end.mp3", b"ID3\3\0\0" + synchsafe(200_000_000) + mp3
    yield "frame beyond the tag.mp3", id3(b"TIT2" + struct.pack(">I", TOP) + bytes(2)) + mp3


def bodiless() -> Iterator[tuple[str, bytes]]:
    """Headers with nothing behind them."""
    wav, flac, ogg, opus, aiff, m4a = (encoded(kind) for kind in ("wav", "flac", "ogg", "opus", "aiff", "m4a"))
    start = wav.index(b"data")
    yield "only a header.wav", wav[: start + 4] + bytes(4)
    yield "only a format.wav", wav[:start]
    yield "only a header.flac", flac[:42]
    yield "only a header.aiff", patched(aiff[: aiff.index(b"SSND") + 16], b"SSND", 4, struct.pack(">I", 8))
    yield "only a header.ogg", ogg[: ogg.index(b"OggS", 4)]
    yield "only a header.opus", opus[: opus.index(b"OggS", 4)]
    yield "only a type.m4a", m4a[:28]
    yield "only an index.m4a", m4a[:28] + m4a[m4a.index(b"moov") - 4 :]
    yield "only a tag.mp3", id3(text_frame("TIT2", "Silence"), padding=5000)
    yield "only an old tag.mp3", b"TAG" + b"Silence".ljust(125, b"\0")
    yield "only one frame header.mp3", b"\xff\xfb\x90\x64"


def _on_pages(ogg: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return b"".join(change(b"OggS" + page) for page in ogg.split(b"OggS")[1:])
