"""Text that was written in one encoding and read in another."""

import re

_C1 = re.compile("[\x80-\x9f]")
_PAIRS = re.compile("[\xc2-\xf4][\x80-\xbf]+")
_EVERYDAY = re.compile("[\xc2\xc3][\x80-\xbf]|\xe2[\x80\x82]")


def repaired(text: str) -> str:
    r"""What was meant, where that is certain; else the text as it is.

    Taggers wrote UTF-8 or Windows-1252 into fields that are declared Latin-1 ("BjÃ¶rk", "Don\x92t"), or stored what
    they had misread as Windows-1252. Bytes that are valid in neither become U+FFFD: nothing tells what they were.
    """
    if text.isascii():
        return text
    as_utf8 = _as_utf8(text, "latin-1") or _as_utf8(text, "cp1252")
    return as_utf8 or (_as_windows(text) if _C1.search(text) else text)


def _as_utf8(text: str, encoding: str) -> str | None:
    """The text with its bytes read as UTF-8, when all of them are and chance can't explain it.

    "ß”" and "É»" are imaginable; "Ã", "Â" or "â€" with a symbol behind are not. In Latin-1, nor are control
    characters, nor two sequences that happen to be right.
    """
    try:
        data = text.encode(encoding)
        meant = data.decode()
    except UnicodeError:
        return None
    raw = data.decode("latin-1")
    certain = _EVERYDAY.search(raw) or (raw == text and (_C1.search(raw) or len(_PAIRS.findall(raw)) > 1))
    return meant if certain and not _C1.search(meant) else None


def _as_windows(text: str) -> str:
    """C1 controls are never meant; Windows-1252 has quotes and dashes in their place, and five gaps."""
    return _C1.sub(lambda found: found[0].encode("latin-1").decode("cp1252", "replace"), text)
