"""Filters as Milvus' boolean expressions, in the part of the language that Milvus Lite and old servers share."""

from collections.abc import Collection, Iterator

from musicsim.adapters.milvus.rows import ID, LEAST_KNOWN, PLACE, joined, key_of, number_of
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter, Place

NOTHING = f"{ID} in []"
"""What no entry is."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def expression(where: Filter, *, embedded: bool) -> str:
    """What `where.admits` says, "" when it admits everything; `embedded`: of rows as Lite keeps them."""
    return " and ".join(_conditions(where, embedded=embedded))


def among(field: str, texts: Collection[str]) -> str:
    """Whether a field is one of `texts`; those that cannot be kept are left out."""
    return f"{field} in [{', '.join(_literals(texts))}]"


def behind(place: Place | None) -> str:
    """Whether an entry stands behind a place."""
    return f'{PLACE} > "{key_of(place).translate(_ESCAPES)}"' if place is not None else f'{PLACE} != ""'


def _conditions(where: Filter, *, embedded: bool) -> Iterator[str]:
    for field, span in (("year", where.year), ("bpm", where.bpm), ("duration", where.duration)):
        if span is not None:
            yield _within(field, span)
    if where.keys:
        yield among("key", where.keys)
    if where.only_ids is not None:
        yield among(ID, where.only_ids)
    if where.genres:
        yield _like("genres", where.genres, " or ") if embedded else _holding("any", "genres", where.genres)
    if where.moods:
        yield _like("moods", where.moods, " and ") if embedded else _holding("all", "moods", where.moods)
    if where.within:
        yield _below("folder", where.within)
    excluded = ((ID, where.exclude_ids), ("artist", where.exclude_artists), ("album", where.exclude_albums))
    for field, unwanted in excluded:
        if literals := _literals(unwanted):
            yield f"{field} not in [{', '.join(literals)}]"


def _holding(how: str, field: str, texts: Collection[str]) -> str:
    """Whether a set holds texts."""
    literals = _literals(texts)
    if not literals or (len(literals) < len(texts) and how == "all"):
        return NOTHING
    return f"array_contains_{how}({field}, [{', '.join(literals)}])"


def _like(field: str, texts: Collection[str], word: str) -> str:
    """The same of texts that are kept as one."""
    patterns = (f'{field} like "%{joined([text])}%"' for text in sorted(texts))
    return f"({word.join(patterns)})"


def _below(field: str, folder: str) -> str:
    """Whether a path is that of a folder or of one in it; "0" follows "/"."""
    if not _keepable(folder):
        return NOTHING
    path = folder.translate(_ESCAPES)
    return f'({field} == "{path}" or ({field} >= "{path}/" and {field} < "{path}0"))'


def _within(field: str, span: Span) -> str:
    """Unknown values lie below every known one, so the lower end keeps them out."""
    low = LEAST_KNOWN if span.low is None else number_of(span.low)
    high = "" if span.high is None else f" and {field} <= {number_of(span.high)!r}"
    return f"{field} >= {low!r}{high}"


def _literals(texts: Collection[str]) -> list[str]:
    return [f'"{text.translate(_ESCAPES)}"' for text in sorted(texts) if _keepable(text)]


def _keepable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
