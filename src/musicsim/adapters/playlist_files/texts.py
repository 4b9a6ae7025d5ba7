"""What the formats share: names on one line, and numbers that make sense."""

import math


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
