"""Numbers in a text: beats a minute, and years."""

import math
import re
from collections.abc import Callable

from musicsim.domain.model.words import Meaning, Paced, Tagged

MARK = "§"
"""Stands, with a number behind it, for what was taken out of a text."""

_SLOWEST, _FASTEST = 30.0, 300.0
_UNIT = r"\s*(?:bpm|beats (?:a|per) minute|battements (?:a|par) (?:la )?minute)"
_NUMBER = r"(\d{2,3}(?:[.,]\d+)?)"
_BELOW = r"(?:under|below|less than|slower than|at most|moins de|sous|au plus|max)"
_ABOVE = r"(?:over|above|more than|faster than|at least|plus de|au moins|min)"
_DECADES = {60: "60s", 70: "70s", 80: "80s", 90: "90s", 100: "00s"}


def take_out(text: str) -> tuple[str, dict[str, tuple[str, Meaning]]]:
    """The folded text with "§0", "§1" … for its numbers, and for each mark what it stood for and its meaning."""
    found: dict[str, tuple[str, Meaning]] = {}

    def taker(meaning_of: Callable[[re.Match[str]], Meaning | None]) -> Callable[[re.Match[str]], str]:
        def take(match: re.Match[str]) -> str:
            meaning = meaning_of(match)
            if meaning is None:
                return match.group()
            mark = f"{MARK}{len(found)}"
            found[mark] = match.group().strip(), meaning
            return f" {mark} "

        return take

    text = text.replace(MARK, " ")
    for pattern, meaning_of in _PATTERNS:
        text = pattern.sub(taker(meaning_of), text)
    return text, found


def _bpm(number: str) -> float | None:
    value = float(number.replace(",", "."))
    return value if _SLOWEST <= value <= _FASTEST else None


def _paced(direction: int) -> Callable[[re.Match[str]], Meaning | None]:
    def meaning_of(match: re.Match[str]) -> Meaning | None:
        bpm = _bpm(match.group(1))
        return Meaning((Paced(bpm, direction),)) if bpm else None

    return meaning_of


def _between(match: re.Match[str]) -> Meaning | None:
    """Near the middle of the two."""
    low, high = _bpm(match.group(1)), _bpm(match.group(2))
    return Meaning((Paced(round(math.sqrt(low * high), 1), 0),)) if low and high else None


def _decade(match: re.Match[str]) -> Meaning | None:
    tag = _DECADES.get((int(match.group(1)) - 1900) // 10 * 10)
    return Meaning((Tagged((tag,)),)) if tag else None


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Meaning | None]], ...] = (
    (re.compile(rf"\b{_NUMBER}\s*(?:-|–|to|a|and|et)\s*{_NUMBER}{_UNIT}\b"), _between),
    (re.compile(rf"\b{_BELOW}\s+{_NUMBER}{_UNIT}\b"), _paced(-1)),
    (re.compile(rf"\b{_ABOVE}\s+{_NUMBER}{_UNIT}\b"), _paced(1)),
    (re.compile(rf"\b{_NUMBER}{_UNIT}\b"), _paced(0)),
    (re.compile(rf"\b(?:bpm|tempo)\s*(?:of|de|:|=)?\s*{_NUMBER}\b"), _paced(0)),
    (re.compile(r"\b((?:19[6-9]|200)\d)'?\s?s?\b"), _decade),
)
