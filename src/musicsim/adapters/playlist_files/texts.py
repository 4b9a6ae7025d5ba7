"""What the formats share: how bytes become text, and names one line."""

import codecs
import math

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16, else in Windows' Western encoding, in which any bytes are some text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "".join(_western(byte) for byte in data)


def _western(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:  # five bytes that mean nothing there
        return chr(byte)


def one_line(text: str) -> str:
    """Text without control characters and line breaks, spaces single."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def seconds(value: object, per_second: float = 1.0) -> float | None:
    """A duration that makes sense, else None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value) / per_second
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and 0 < number < 1e9 else None


def whole(value: object) -> int | None:
    """A number of a track, else None."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
