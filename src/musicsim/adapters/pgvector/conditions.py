"""Filters as SQL."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from musicsim.adapters.pgvector.rows import possible, possible_names
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter


class Arguments(list[Any]):
    """A statement's arguments, gathered while it is written."""

    def put(self, value: Any) -> str:
        """The placeholder of one more."""
        self.append(value)
        return f"${len(self)}"


def condition(where: Filter, arguments: Arguments) -> str:
    """What `where.admits` says; unknown numbers are NULL and fail every comparison."""
    return " AND ".join(_conditions(where, arguments)) or "true"


def narrows(where: Filter) -> bool:
    """Whether it may leave only a few: exclusions alone leave most."""
    spans = (where.year, where.bpm, where.duration)
    named = where.keys or where.genres or where.moods or where.within or where.only_ids is not None
    return bool(named) or any(span is not None for span in spans)


def _conditions(where: Filter, arguments: Arguments) -> Iterator[str]:
    for column, span in (("year", where.year), ("bpm", where.bpm), ("duration", where.duration)):
        if span is not None:
            yield from _within(column, span, arguments)
    if where.only_ids is not None:
        yield f"id = ANY({arguments.put(possible(where.only_ids))}::text[])"
    if where.keys:
        yield f"key = ANY({arguments.put(possible_names(where.keys))}::text[])"
    if where.genres:
        yield f"genres && {arguments.put(possible_names(where.genres))}::text[]"
    if where.moods:
        moods = possible_names(where.moods)
        yield f"moods @> {arguments.put(moods)}::text[]" if len(moods) == len(where.moods) else "false"
    if where.within:
        yield _below("folder", where.within, arguments)
    excluded = (
        ("id", possible(where.exclude_ids)),
        ("artist", possible_names(where.exclude_artists)),
        ("album", possible_names(where.exclude_albums)),
    )
    for column, unwanted in excluded:
        if unwanted:
            yield _apart_from(column, unwanted, arguments)


def _below(column: str, folder: str, arguments: Arguments) -> str:
    """Whether a path is that of a folder or of one in it: a stretch of the index. "0" follows "/"."""
    if not (path := "".join(possible_names([folder]))):
        return "false"
    itself, first, behind = (f"{arguments.put(path + end)}::text" for end in ("", "/", "0"))
    return f"({column} = {itself} OR ({column} >= {first} AND {column} < {behind}))"


def _within(column: str, span: Span, arguments: Arguments) -> Iterator[str]:
    """Python's comparisons with NaN are false, PostgreSQL's are not."""
    yield f"{column} IS NOT NULL"
    for sign, bound in ((">=", span.low), ("<=", span.high)):
        if bound is not None:
            yield "false" if math.isnan(bound) else f"{column} {sign} {arguments.put(float(bound))}::float8"


def _apart_from(column: str, unwanted: Sequence[str], arguments: Arguments) -> str:
    """`<> ALL` of an array is looked up in a hash table, however long it is."""
    return f"{column} <> ALL({arguments.put(unwanted)}::text[])"
