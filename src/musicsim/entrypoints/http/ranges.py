"""Byte ranges (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.IGNORECASE | re.ASCII)


class Unsatisfiable(Exception):  # noqa: N818
    """The range lies outside of the content."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes start … stop (exclusive) out of `size`."""

    start: int
    stop: int
    size: int

    @property
    def length(self) -> int:
        return self.stop - self.start

    @property
    def content_range(self) -> str:
        return f"bytes {self.start}-{self.stop - 1}/{self.size}"


def parse_range(header: str | None, size: int) -> ByteRange | None:
    """The range that a Range header asks for out of `size` bytes, or None to answer with everything.

    As the RFC permits, everything is the answer to other units, several ranges, and what is not well-formed.
    Raises Unsatisfiable for a range that begins past the end, or a suffix of no bytes.
    """
    match = _ONE.fullmatch(header or "")
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return _suffix(int(last), size)
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return None
    if start >= size:
        raise Unsatisfiable
    return ByteRange(start, stop, size)


def _suffix(length: int, size: int) -> ByteRange | None:
    """The last `length` bytes. Of nothing, they are nothing, which no Content-Range can say."""
    if not length:
        raise Unsatisfiable
    return ByteRange(max(0, size - length), size, size) if size else None
