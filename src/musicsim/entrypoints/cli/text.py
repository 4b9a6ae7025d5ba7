"""Numbers and names as people read them on a terminal."""

import unicodedata
from collections.abc import Iterable

_UNPRINTABLE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """`text` without anything that could steer a terminal or break a line; each such character becomes "�"."""
    return "".join("�" if _steers(char) else char for char in text)


def _steers(char: str) -> bool:
    return unicodedata.category(char) in _UNPRINTABLE or char in _REORDERING


def count(number: int) -> str:
    """With thousands apart: 12,345."""
    return f"{number:,}"


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 track", "2,000 tracks"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def clock(seconds: float) -> str:
    """A track's length: 3:05, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def span(seconds: float) -> str:
    """A time to wait: "8 s", "3 min", "2 h 5 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def size(octets: int) -> str:
    """A file's size: "512 bytes", "3.4 MB"."""
    if octets < 1000:
        return plural(octets, "byte")
    number = octets / 1000
    for unit in ("kB", "MB", "GB"):
        if number < 1000:
            return f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} TB"


def bar(share: float, width: int = 20) -> str:
    """A bar of at most `width` blocks for a share of 0 … 1, with eighths of a block at its end."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def some(names: Iterable[str]) -> str:
    """Names that are not empty, as one line."""
    return ", ".join(name for name in names if name)
