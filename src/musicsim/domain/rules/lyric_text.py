"""From text in LRC's notation, or plain words, to lines.

LRC has no standard; this is what players agree on: "[01:02.50]words", several stamps before one line, "[offset:…]"
in milliseconds by which everything comes sooner, "[ar:…]" and the like, and, enhanced, "<01:02.50>" before words.
"""

import re
from collections.abc import Iterator
from itertools import islice

from musicsim.domain.model.lyrics import LyricLine

MOST_LINES = 5_000
"""A stamp more makes a line more: without a bound, a file of 1 MB could grow a thousandfold."""

LONGEST_LINE = 1_000
"""Characters."""

_MOST_TEXT, _MOST_ROWS = 1_000_000, 4 * MOST_LINES  # what is looked at, while nobody else gets a turn

_STAMP = re.compile(r"\s*\[\s*(\d{1,4}):(\d{1,2})(?::(\d{2})(?=\.))?(?:[.:,](\d{1,3}))?\s*\]")
_WORD_STAMP = re.compile(r"<\s*\d{1,4}:\d{1,2}(?:[.:,]\d{1,3})?\s*>")
_LABEL = re.compile(r"\s*\[\s*([A-Za-z#_-]+)\s*:(.*)\]\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def lyric_lines(text: str) -> tuple[LyricLine, ...]:
    """The lines of `text`: those with times in the order of these, or, where none has one, all as they stand.

    In text with times, a line without belongs to the one above it; what stands before the first time is left out.
    """
    rows = text[:_MOST_TEXT].splitlines()[:_MOST_ROWS]
    timed = list(islice(_timed(rows), MOST_LINES))
    if timed:
        return tuple(sorted(timed, key=lambda line: line.time or 0.0))
    plain = [_clean(row) for row in rows if not _LABEL.fullmatch(row)]
    return tuple(LyricLine(None, row) for row in _trimmed(plain)[:MOST_LINES])


def _timed(rows: list[str]) -> Iterator[LyricLine]:
    sooner = _offset(rows)
    times: list[float] = []
    for row in rows:
        stamps, rest = _stamps(row)
        if not stamps and (not times or not rest.strip() or _LABEL.fullmatch(row)):
            continue
        times = stamps or times
        text = _clean(_WORD_STAMP.sub("", rest))
        yield from (LyricLine(round(max(0.0, time - sooner), 3), text) for time in times)


def _stamps(row: str) -> tuple[list[float], str]:
    """The times before a line, in seconds, and the line behind them."""
    times, at = list[float](), 0
    while len(times) < MOST_LINES and (found := _STAMP.match(row, at)) is not None:
        first, second, third, fraction = found.groups()
        whole = 60 * int(first) + int(second) if third is None else 3600 * int(first) + 60 * int(second) + int(third)
        times.append(whole + (int(fraction) / 10 ** len(fraction) if fraction else 0.0))
        at = found.end()
    return times, row[at:]


def _offset(rows: list[str]) -> float:
    """By how many seconds all lines come sooner than their stamps say."""
    for row in rows:
        if (found := _LABEL.fullmatch(row)) and found[1].lower() == "offset":
            try:
                return int(found[2]) / 1000
            except (ValueError, OverflowError):  # of many digits
                return 0.0
    return 0.0


def _clean(row: str) -> str:
    return " ".join(_CONTROL.sub("", row[:LONGEST_LINE]).split())


def _trimmed(rows: list[str]) -> list[str]:
    """Without empty lines at both ends, and with at most one between others."""
    kept: list[str] = []
    for row in rows:
        if row or (kept and kept[-1]):
            kept.append(row)
    return kept[:-1] if kept and not kept[-1] else kept
