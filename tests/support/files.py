"""Real audio files, short, with tags; and tags made by hand."""

import struct
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import BytesIO

import av
import numpy as np

RATE = 44100

FORMATS = {
    "mp3": ("mp3", "libmp3lame"),
    "flac": ("flac", "flac"),
    "ogg": ("ogg", "vorbis"),
    "opus": ("ogg", "libopus"),
    "m4a": ("ipod", "aac"),
    "alac.m4a": ("ipod", "alac"),
    "wav": ("wav", "pcm_s16le"),
    "aiff": ("aiff", "pcm_s16be"),
    "wma": ("asf", "wmav2"),
    "wv": ("wv", "wavpack"),
    "tta": ("tta", "tta"),
    "mka": ("matroska", "libmp3lame"),
    "aac": ("adts", "aac"),
    "caf": ("caf", "pcm_s16be"),
    "au": ("au", "pcm_s16be"),
    "ac3": ("ac3", "ac3"),
}
"""Container and codec by ending, as FFmpeg calls them."""

_MUXER_OPTIONS = {
    "aiff": {"write_id3v2": "1"},
    "mp3": {"id3v2_version": "3", "write_id3v1": "1"},
    "ogg": {"page_duration": "100000"},  # microseconds: other encoders write pages of 4 KB, not of a second
    "opus": {"page_duration": "100000"},
}
_UNTAGGED = _MUXER_OPTIONS | {"mp3": {"id3v2_version": "0"}}


def tone(seconds: float = 1.0, channels: int = 2) -> np.ndarray:
    """A chord that swells: int16, shape (1, samples × channels), interleaved."""
    time = np.arange(round(seconds * RATE)) / RATE
    chord = sum(np.sin(2 * np.pi * pitch * time) for pitch in (220.0, 277.2, 329.6)) / 4
    wave = (chord * (0.3 + 0.7 * np.sin(3 * time) ** 2) * 30000).astype(np.int16)
    return np.repeat(wave, channels).reshape(1, -1)


def encoded(ending: str, tags: Mapping[str, str] | None = None, seconds: float = 1.0) -> bytes:
    """A file of that format with those tags (FFmpeg's names)."""
    container_name, codec = FORMATS[ending]
    file = BytesIO()
    options = (_MUXER_OPTIONS if tags else _UNTAGGED).get(ending, {}) | {"fflags": "+bitexact"}
    with av.open(file, "w", format=container_name, container_options=options) as container:
        container.metadata.update(tags or {})
        rate = 48000 if codec == "libopus" else RATE
        stream = container.add_stream(codec, rate=rate, layout="stereo", options={"strict": "-2"})
        stream.bit_rate = 128_000
        sound = av.AudioFrame.from_ndarray(tone(seconds), format="s16", layout="stereo")
        sound.sample_rate, sound.pts, sound.time_base = RATE, 0, Fraction(1, RATE)
        for packet in [*stream.encode(sound), *stream.encode(None)]:
            container.mux(packet)
    return file.getvalue()


def synchsafe(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def id3(*frames: bytes, version: int = 3, flags: int = 0, padding: int = 0) -> bytes:
    """An ID3v2 tag."""
    body = b"".join(frames) + bytes(padding)
    return b"ID3" + bytes([version, 0, flags]) + synchsafe(len(body)) + body


def frame(name: str, content: bytes, version: int = 3) -> bytes:
    """An ID3v2.3 or v2.4 frame."""
    size = synchsafe(len(content)) if version == 4 else struct.pack(">I", len(content))
    return name.encode() + size + b"\0\0" + content


def text_frame(name: str, text: str | bytes, encoding: int = 0, version: int = 3) -> bytes:
    """A frame of text; `encoding` 0 is Latin-1, 1 UTF-16 with byte order mark, 3 UTF-8. Bytes stay as they are."""
    codec = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}[encoding]
    content = text if isinstance(text, bytes) else text.encode(codec)
    return frame(name, bytes([encoding]) + content, version)


def picture_frame(data: bytes, kind: int = 3, claims: str = "image/png") -> bytes:
    """An attached picture; kind 3 is the front cover."""
    return frame("APIC", b"\0" + claims.encode() + b"\0" + bytes([kind]) + b"\0" + data)


def id3v1(
    title: bytes, artist: bytes = b"", album: bytes = b"", year: bytes = b"", track: int = 0, genre: int = 255
) -> bytes:
    """The 128 bytes at the end of old files."""
    fields = title.ljust(30, b"\0")[:30] + artist.ljust(30, b"\0")[:30] + album.ljust(30, b"\0")[:30]
    return b"TAG" + fields + year.ljust(4, b"\0")[:4] + bytes(29) + bytes([track, genre])


def vorbis_comment(comments: Sequence[bytes]) -> bytes:
    """A FLAC metadata block of comments, not the last one."""
    body = struct.pack("<I", 0) + struct.pack("<I", len(comments))
    body += b"".join(struct.pack("<I", len(comment)) + comment for comment in comments)
    return b"\x04" + len(body).to_bytes(3, "big") + body


def flac_picture(data: bytes, kind: int = 3, claims: str = "image/png") -> bytes:
    """A FLAC metadata block of a picture, not the last one."""
    body = struct.pack(">II", kind, len(claims)) + claims.encode() + bytes(20) + struct.pack(">I", len(data)) + data
    return b"\x06" + len(body).to_bytes(3, "big") + body


def with_flac_blocks(flac: bytes, *blocks: bytes) -> bytes:
    """A FLAC file with more metadata blocks, right behind its stream information."""
    info = 4 + 4 + int.from_bytes(flac[5:8], "big")
    return flac[:4] + bytes([flac[4] & 0x7F]) + flac[5:info] + b"".join(blocks) + flac[info:]


def with_cover(ending: str, data: bytes, cover: bytes) -> bytes:
    """The file with a front cover; of MP3 the tags it had are lost."""
    match ending:
        case "mp3":
            return id3(picture_frame(cover)) + data
        case "flac":
            return with_flac_blocks(data, flac_picture(cover))
        case "ogg" | "opus":
            block = b64encode(flac_picture(cover)[4:]).decode()
            return encoded(ending, {"METADATA_BLOCK_PICTURE": block}, seconds=0.3)
        case "m4a":
            return _with_mp4_cover(data, cover)
    raise ValueError(ending)


def _with_mp4_cover(data: bytes, cover: bytes) -> bytes:
    """The boxes moov, udta, meta and ilst grow by the picture; FFmpeg writes moov last, so no offset changes."""
    inner = _box(b"data", struct.pack(">II", 14, 0) + cover)
    item = _box(b"covr", inner)
    end = data.index(b"ilst") - 4
    size = int.from_bytes(data[end : end + 4], "big")
    grown = bytearray(data[: end + size] + item + data[end + size :])
    for name in (b"moov", b"udta", b"meta", b"ilst"):
        at = data.index(name) - 4
        grown[at : at + 4] = struct.pack(">I", int.from_bytes(data[at : at + 4], "big") + len(item))
    return bytes(grown)


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def png(side: int = 4, shade: int = 128) -> bytes:
    """A grey square."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = (b"\0" + bytes([shade]) * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
