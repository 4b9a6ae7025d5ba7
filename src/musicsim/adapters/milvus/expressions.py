"""Filters as Milvus' boolean expressions, in the part of the language that Milvus Lite and old servers share."""

from collections.abc import Collection, Iterator

from musicsim.adapters.milvus.rows import ID, LEAST_KNOWN, PLACE, key_of, number_of
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter, Place

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def expression(where: Filter) -> str:
    """What `where.admits` says, "" when it admits everything."""
    return " and ".join(_conditions(where))


def among(field: str, texts: Collection[str]) -> str:
    """Whether a field is one of `texts`; those that cannot be kept are left out."""
    return f"{field} in [{', '.join(_literals(texts))}]"


def behind(place: Place | None) -> str:
    """Whether an entry stands behind a place."""
    return f'{PLACE} > "{key_of(place).translate(_ESCAPES)}"' if place is not None else f'{PLACE} != ""'


def _conditions(where: Filter) -> Iterator[str]:
    for field, span in (("year", where.year), ("bpm", where.bpm), ("duration", where.duration)):
        if span is not None:
            yield _within(field, span)
    for field, wanted in (("key", where.keys), ("genre", where.genres)):
        if wanted:
            yield among(field, wanted)
    excluded = ((ID, where.exclude_ids), ("artist", where.exclude_artists), ("album", where.exclude_albums))
    for field, unwanted in excluded:
        if literals := _literals(unwanted):
            yield f"{field} not in [{', '.join(literals)}]"


def _within(field: str, span: Span) -> str:
    """Unknown values lie below every known one, so the lower end keeps them out."""
    low = LEAST_KNOWN if span.low is None else number_of(span.low)
    high = "" if span.high is None else f" and {field} <= {number_of(span.high)!r}"
    return f"{field} >= {low!r}{high}"


def _literals(texts: Collection[str]) -> list[str]:
    return [f'"{text.translate(_ESCAPES)}"' for text in sorted(texts) if _keepable(text)]


def _keepable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
