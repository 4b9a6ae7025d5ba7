"""A library with everything in it that people have on old disks."""

import json
import os
import random
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from musicsim.domain.model.failure import FailureReason
from tests.support import lying
from tests.support.files import FORMATS, encoded, png

Outcomes = frozenset[FailureReason | None]
"""What may become of a file; None stands for "listened to", be it silent."""

HEARD: Outcomes = frozenset({None})
HOPELESS: Outcomes = frozenset({FailureReason.EMPTY, FailureReason.NOT_AUDIO, FailureReason.DAMAGED})
EITHER: Outcomes = HEARD | HOPELESS
_NAMES = (
    *("e\u0301 decomposed", "\u00e9 decomposed", "\u0301", "İstanbul ß ﬁ", "UPPER", "upper"),
    *("שיר בעברית", "أغنية عربية", "歌曲 うた 노래", "\u202eright to left", "zero\u200bwidth", "\ufeffmark"),
    *("🎵🎶 emoji 👩\u200d🎤", "😀" * 60, "x" * 250, "é" * 125),
    *("line\nbreak", "tab\tand\x1b[31mescape", " spaces ", 'quote\'s "double"', "back\\slash", "100% #1 & more?"),
    *("*", "-rf", "$HOME `id`", "CON", "a..b", "...And Justice", "'; DROP TABLE track; --"),
)
CUT = ("mp3", "flac", "ogg", "opus", "m4a", "wav", "aiff")

Made = Iterator[tuple[str, bytes, Outcomes]]


def make_damaged_library(folder: Path) -> Mapping[str, Outcomes]:
    """Fill `folder` with over 200 files, the same ones every time, in a second or two: 20 MB at most.

    The answer has the key of everything that a store lists or reports as unlisted, and what may become of it. Fifos,
    sockets, hidden files and other files are in the folder, too, but not in the answer.
    """
    expected: dict[str, Outcomes] = {}
    for key, data, outcomes in _files():
        _write(folder, key, data)
        expected[key] = outcomes
    expected |= _links(folder) | _permissions(folder) | _bad_names(folder)
    _passed_over(folder)
    return expected


def _files() -> Made:
    yield from _cut()
    yield from _scratched()
    yield from _never_audio()
    yield from _misnamed()
    yield from _short()
    yield from _named()
    yield from ((f"lying/{name}", data, HEARD) for name, data in lying.exaggerating())
    yield from ((f"impossible/{name}", data, EITHER) for name, data in lying.impossible())
    yield from ((f"bodiless/{name}", data, HOPELESS) for name, data in lying.bodiless())


@cache
def _sound(ending: str) -> bytes:
    return encoded(ending, {"title": "Title", "artist": "Artist"}, seconds=2.0)


def _cut() -> Made:
    """Downloads that broke off, from the first byte to the last. Index at the end: an M4A is lost without its last."""
    for ending in CUT:
        whole = _sound(ending)
        for size in (1, 4, 12, 27, 44, 60):
            yield f"cut/{ending}/after {size:02d} bytes.{ending}", whole[:size], HOPELESS
        for percent in (2, 5, 10, 25):
            outcomes = HOPELESS if ending == "m4a" else EITHER
            yield f"cut/{ending}/after {percent:02d} percent.{ending}", whole[: len(whole) * percent // 100], outcomes
        for percent in (50, 75, 90, 99):
            outcomes = HOPELESS if ending == "m4a" else HEARD
            yield f"cut/{ending}/after {percent:02d} percent.{ending}", whole[: len(whole) * percent // 100], outcomes
        yield f"cut/{ending}/without its first half.{ending}", whole[len(whole) // 2 :], EITHER
        yield f"cut/{ending}/with a hole.{ending}", _with_hole(whole), EITHER


def _with_hole(whole: bytes) -> bytes:
    third = len(whole) // 3
    return whole[:third] + bytes(third) + whole[2 * third :]


def _scratched() -> Made:
    """Flipped bits: a few in the sound, which players hardly notice, and many everywhere."""
    dice = random.Random(2)
    for ending in CUT:
        data = bytearray(_sound(ending))
        for _ in range(20):
            data[dice.randrange(len(data) // 2, len(data) * 3 // 4)] ^= 1 << dice.randrange(8)
        yield f"scratched/a little.{ending}", bytes(data), HEARD
        for _ in range(len(data) // 50):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        yield f"scratched/all over.{ending}", bytes(data), EITHER


def _never_audio() -> Made:
    """Everything that is called audio and never was."""
    dice = random.Random(3)
    for ending in (*CUT, "wma", "ape", "wv"):
        yield f"never/empty.{ending}", b"", frozenset({FailureReason.EMPTY})
        yield f"never/zeros.{ending}", bytes(50_000), HOPELESS
        yield f"never/noise.{ending}", dice.randbytes(50_000), HOPELESS
    for name, data in _other_files().items():
        for ending in ("mp3", "flac", "m4a"):
            yield f"never/{name}.{ending}", data, HOPELESS
    yield "never/one byte.mp3", b"\xff", HOPELESS
    yield "never/all ones.mp3", b"\xff" * 50_000, HOPELESS


def _other_files() -> Mapping[str, bytes]:
    archive = BytesIO()
    with ZipFile(archive, "w") as packed:
        packed.writestr(ZipInfo("song.txt"), "la " * 5000)  # a bare name would get the time of day
    return {
        "page": b"<!doctype html><title>404</title><p>Not found</p>" * 40,
        "text": "Für Elise\r\n".encode() * 300,
        "text of Windows": "Für Elise\r\n".encode("utf-16") * 300,
        "picture": png(64),
        "archive": archive.getvalue(),
        "data": json.dumps({"error": "forbidden"}).encode(),
        "program": b"\x7fELF" + bytes(range(256)) * 40,
        "playlist": b"#EXTM3U\n#EXTINF:9,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n",
        "list of files": b"ffconcat version 1.0\nfile /etc/hostname\n",
        "document": b"%PDF-1.4\n" + b"stream " * 900,
    }


def _misnamed() -> Made:
    """Sound audio under the ending of another format."""
    for ending, other in zip(CUT, (*CUT[1:], CUT[0]), strict=True):
        yield f"misnamed/{ending} in truth.{other}", _sound(ending), HEARD
        yield f"misnamed/{ending} aloud.{ending.upper()}", _sound(ending), HEARD
    for ending in sorted(FORMATS.keys() - set(CUT)):
        yield f"rare/plain.{ending}", encoded(ending, seconds=2.0), HEARD


def _short() -> Made:
    """Hardly anything, and nothing at all, in sound files. Lossy codecs may swallow the former."""
    for ending in CUT:
        outcomes = HEARD if ending in {"wav", "aiff", "flac"} else EITHER
        yield f"short/one sample.{ending}", encoded(ending, seconds=1 / 44100), outcomes
        yield f"short/a blink.{ending}", encoded(ending, seconds=0.05), HEARD
    wav = encoded("wav", seconds=2.0)
    start = wav.index(b"data") + 8
    yield "short/silence.wav", wav[:start] + bytes(len(wav) - start), HEARD


def _named() -> Made:
    """Sound audio with names that programs stumble over."""
    sound = encoded("opus", seconds=0.5)
    for name in _NAMES:
        yield f"names/{name}.opus", sound, HEARD
    yield "/".join(["deep"] * 60) + "/down.opus", sound, HEARD
    yield "folder.mp3/inside.opus", sound, HEARD
    yield "names a/x.opus", sound, HEARD
    yield "names-a/x.opus", sound, HEARD
    yield "names.a/x.opus", sound, HEARD


def _links(folder: Path) -> Mapping[str, Outcomes]:
    loop: Outcomes = frozenset({FailureReason.LOOP})
    (folder / "links").mkdir()
    targets = {
        "good.opus": ("../names/CON.opus", HEARD),
        "itself.mp3": ("itself.mp3", loop),
        "nowhere.mp3": ("absent.mp3", loop),
        "nowhere": ("absent", loop),
        "up": ("..", loop),
        "here": (".", loop),
        "device.mp3": ("/dev/zero", None),
        "cover.jpg": ("absent.jpg", None),
    }
    expected = {}
    for name, (target, outcomes) in targets.items():
        (folder / "links" / name).symlink_to(target)
        if outcomes:
            expected[f"links/{name}" + "/" * ("." not in name)] = outcomes
    return expected


def _permissions(folder: Path) -> Mapping[str, Outcomes]:
    """Root may read all the same: what is expected depends on who asks."""
    closed, locked = folder / "permissions" / "closed.opus", folder / "permissions" / "locked"
    _write(folder, "permissions/closed.opus", encoded("opus", seconds=0.5))
    _write(folder, "permissions/locked/in.opus", encoded("opus", seconds=0.5))
    closed.chmod(0)
    locked.chmod(0)
    refused: Outcomes = frozenset({FailureReason.UNREADABLE})
    expected = {"permissions/closed.opus": HEARD if os.access(closed, os.R_OK) else refused}
    if os.access(locked, os.R_OK | os.X_OK):
        return expected | {"permissions/locked/in.opus": HEARD}
    return expected | {"permissions/locked/": refused}


def _bad_names(folder: Path) -> Mapping[str, Outcomes]:
    bad: Outcomes = frozenset({FailureReason.BAD_NAME})
    for name in (
        b"caf\xe9.mp3",
        b"\xff\xfe\xfd.flac",
        b"cut \xe6\x97.ogg",
        b"surrogate \xed\xa0\x80.wav",
        b"folder \x80/in.mp3",
    ):
        _write(folder, "bad/" + os.fsdecode(name), b"x")
    keys = (r"caf\xe9.mp3", r"\xff\xfe\xfd.flac", r"cut \xe6\x97.ogg", r"surrogate \xed\xa0\x80.wav", r"folder \x80/")
    return {f"bad/{key}": bad for key in keys}


def _passed_over(folder: Path) -> None:
    for key in (
        ".hidden.mp3",
        "._apple double.mp3",
        ".folder/in.mp3",
        "@eaDir/in.mp3",
        "cover.jpg",
        "list.m3u8",
        "x.mp3.part",
    ):
        _write(folder, f"other/{key}", b"x")
    (folder / "other" / "empty folder.mp3").mkdir()
    os.mkfifo(folder / "other" / "fifo.mp3")
    with closing(socket.socket(socket.AF_UNIX)) as server:
        here = os.open(folder / "other", os.O_RDONLY)  # the path of a socket may have 107 bytes only
        try:
            server.bind(f"/proc/self/fd/{here}/socket.mp3")
        finally:
            os.close(here)


def _write(folder: Path, key: str, data: bytes) -> None:
    path = folder / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
