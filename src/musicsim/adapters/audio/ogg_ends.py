"""Ogg files without their middle: what they say of themselves is at their ends.

A parser that walks from page to page to the last one, for the time that it names, would have all of a remote file
fetched.
"""

import struct
from dataclasses import dataclass, replace
from typing import BinaryIO

from musicsim.domain.rules.tagging import OwnWords

_HEADER = struct.Struct("<4sBBqIIIB")  # RFC 3533, section 6: mark, version, flags, granule position, serial …
_LONGEST = _HEADER.size + 255 * 256
_FIRST = 0x02
_HEAD_PAGES = 2000  # a picture in the comment makes hundreds
_TAIL = 2 * _LONGEST


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    stop: int
    first: bool
    granule: int
    serial: int


class OggEnds:
    """The pages of an Ogg file up to the first with audio, and the last few; to be read from, not to be written to."""

    def __init__(self, file: BinaryIO, first: _Page, tail: int, size: int) -> None:
        self._file, self._tail, self._size = file, tail, size
        self._audio, self._head = first.start, first.stop
        self._at = 0

    def read(self, size: int) -> bytes:
        """As files do, but `size` is needed."""
        data = self._span(self._at, min(size, self._head - self._at)) if self._at < self._head else b""
        if len(data) < size:
            data += self._span(self._at + len(data) - self._head + self._tail, size - len(data))
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """As files do."""
        self._at = max(0, offset + (0, self._at, self._head + self._size - self._tail)[whence])
        return self._at

    def tell(self) -> int:
        """As files do."""
        return self._at

    def corrected(self, words: OwnWords) -> OwnWords:
        """What was read from here, as the whole file says it."""
        bitrate = words.bitrate
        if words.codec == "opus" and words.duration:  # whose header doesn't name one
            bitrate = (self._size - self._audio) * 8 / words.duration / 1000
        return replace(words, size=self._size, bitrate=bitrate)

    def _span(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        return self._file.read(size)


def ogg_ends(file: BinaryIO) -> OggEnds | None:
    """The ends of an Ogg file with one stream; None when it is something else, damaged, or has hardly any middle."""
    size = file.seek(0, 2)
    head = _first_audio(file)
    if head is None or head.stop + _TAIL >= size:
        return None
    file.seek(size - _TAIL)
    tail = _last_pages(file.read(_TAIL), head.serial)
    return OggEnds(file, head, size - _TAIL + tail, size) if tail is not None else None


def _first_audio(file: BinaryIO) -> _Page | None:
    start, serial = 0, None
    for _ in range(_HEAD_PAGES):
        file.seek(start)
        page = _page(file.read(_HEADER.size + 255), start)
        if page is None or serial not in {None, page.serial}:
            return None
        if page.granule > 0:
            return page
        start, serial = page.stop, page.serial
    return None


def _last_pages(data: bytes, serial: int) -> int | None:
    """Where the first of some pages begins that follow one another to the end, two at least, all of the stream."""
    start, followed = data.find(b"OggS"), set[int]()
    while start >= 0:
        at, pages = start, 0
        while at not in followed:
            page = _page(data[at : at + _HEADER.size + 255], at)
            if page is None or page.serial != serial or page.first:
                break
            followed.add(at)
            at, pages = page.stop, pages + 1
        if at == len(data) and pages > 1:
            return start
        start = data.find(b"OggS", start + 1)
    return None


def _page(data: bytes, start: int) -> _Page | None:
    """The page whose header and segment table `data` begins with."""
    if len(data) < _HEADER.size:
        return None
    mark, version, flags, granule, serial, _, _, segments = _HEADER.unpack_from(data)
    if mark != b"OggS" or version != 0:
        return None
    length = _HEADER.size + segments + sum(data[_HEADER.size : _HEADER.size + segments])
    return _Page(start, start + length, bool(flags & _FIRST), granule, serial)
