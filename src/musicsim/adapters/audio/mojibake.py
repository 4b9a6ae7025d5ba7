"""Text that was written in one encoding and read in another."""

import re

_C1 = re.compile("[\x80-\x9f]")
_PAIRS = re.compile("[\xc2-\xf4][\x80-\xbf]+")
_EVERYDAY = re.compile("[\xc2\xc3][\x80-\xbf]")


def repaired(text: str) -> str:
    r"""What was meant, where that is certain; else the text as it is.

    Taggers wrote UTF-8 or Windows-1252 into fields that are declared Latin-1 ("BjÃ¶rk", "Don\x92t"), or stored what
    they had misread as Windows-1252. Bytes that are valid in neither become U+FFFD: nothing tells what they were.
    """
    if text.isascii():
        return text
    for encoding in ("latin-1", "cp1252"):
        if (meant := _as_utf8(text, encoding)) is not None:
            return meant
    return _as_windows(text) if _C1.search(text) else text


def _as_utf8(text: str, encoding: str) -> str | None:
    """The text with its bytes read as UTF-8, when all of them are and chance can't explain it.

    In Latin-1 a single "É»" is imaginable; "Ã" or "Â" with a symbol behind, a control character, or two such
    sequences are not.
    """
    try:
        data = text.encode(encoding)
        meant = data.decode()
    except UnicodeError:
        return None
    raw = data.decode("latin-1")
    certain = _C1.search(raw) or _EVERYDAY.search(raw) or len(_PAIRS.findall(raw)) > 1
    return meant if certain and not _C1.search(meant) else None


def _as_windows(text: str) -> str:
    """C1 controls are never meant; Windows-1252 has quotes and dashes in their place, and five gaps."""
    return _C1.sub(lambda found: found[0].encode("latin-1").decode("cp1252", "replace"), text)
