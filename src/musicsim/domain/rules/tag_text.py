"""What people, taggers and rippers write, brought into one form."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from musicsim.domain.rules.text import fold

LONGEST = 500
"""Characters that a cleaned text has at most."""

_DROPPED = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, halves of pairs, separators of lines and paragraphs
_BYTE_ORDER_MARK = "\ufeff"
_MOST_NAMES = 50
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn around whatever is shown behind them
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?=\D|\d{2}(?:\d{2})?(?:\D|$)|$)")
_NUMBER = re.compile(r"\s*0*(\d{1,4})(?!\d)")


def clean(text: str) -> str:
    """NFC, without control characters and marks of byte order or direction, single spaces, at most LONGEST long.

    Cleaning twice changes nothing more.
    """
    text = _OVERRIDES.sub("", text[: LONGEST * 8].replace(_BYTE_ORDER_MARK, ""))
    kept = "".join(" " if unicodedata.category(char) in _DROPPED else char for char in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())[:LONGEST].rstrip()


def year_in(text: str) -> int | None:
    """The first year from 1000 to 2099: of "2003", "2003-05-01", "1/5/2003" or "20030501"; None of "0" and "03"."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def number_in(text: str) -> int | None:
    """A track's or disc's number, 1 … 9999: 3 of "3", "03" and "3/12"; None of "0", "A1" and the like."""
    found = _NUMBER.match(text)
    return (int(found[1]) or None) if found else None


def joined(names: Iterable[str]) -> str:
    """Several artists as one text, in their order: "A; B". Who is named in a longer entry ("A feat. B") falls out."""
    kept = list(dict.fromkeys(name for name in map(clean, islice(names, _MOST_NAMES)) if name))
    alone = [name for name in kept if not any(other != name and _names(other, name) for other in kept)]
    return clean("; ".join(alone))


def _names(whole: str, part: str) -> bool:
    whole, part = fold(whole), fold(part)
    return whole != part and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole) is not None
