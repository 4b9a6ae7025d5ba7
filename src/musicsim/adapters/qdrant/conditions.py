"""Filters as the engine's conditions."""

from collections.abc import Collection, Iterator

from qdrant_edge import FieldCondition, MatchAny, RangeFloat
from qdrant_edge import Filter as Conditions

from musicsim.adapters.qdrant.points import FOLDERS, ID, LARGEST, comparable, keepable
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import EVERYTHING, Filter


def conditions(where: Filter) -> Conditions | None:
    """What `where.admits` says, None when it admits everything."""
    if where is EVERYTHING:
        return None
    return Conditions(must=list(_wanted(where)), must_not=list(_unwanted(where)))


def with_ids(ids: Collection[str]) -> Conditions:
    """Every part of these ids."""
    return Conditions(must=[_among(ID, ids)])


def _wanted(where: Filter) -> Iterator[FieldCondition]:
    for field, span in (("year", where.year), ("bpm", where.bpm), ("duration", where.duration)):
        if span is not None:
            yield FieldCondition(field, range=_range(span))
    for field, names in (("key", where.keys), ("genres", where.genres)):
        if names:
            yield _among(field, names)
    for mood in where.moods:
        yield _among("moods", [mood])
    if where.within:
        yield _among(FOLDERS, [where.within])
    if where.only_ids is not None:
        yield _among(ID, where.only_ids)


def _unwanted(where: Filter) -> Iterator[FieldCondition]:
    excluded = ((ID, where.exclude_ids), ("artist", where.exclude_artists), ("album", where.exclude_albums))
    return (_among(field, names) for field, names in excluded if names)


def _among(field: str, names: Collection[str]) -> FieldCondition:
    return FieldCondition(field, match=MatchAny(keepable(names)))


def _range(span: Span) -> RangeFloat:
    """Closed on both sides, so that an unknown value, which has no field, lies outside of any."""
    low = -LARGEST if span.low is None else comparable(span.low)
    high = LARGEST if span.high is None else comparable(span.high)
    return RangeFloat(gte=low, lte=high)
