"""Pages of a list that is at hand as a whole."""

from collections.abc import Iterable
from typing import Any, TypeVar

from musicsim.domain.model.page import Page
from musicsim.domain.rules.cursors import Position, SortValue, encode_cursor

T = TypeVar("T")

Placed = tuple[SortValue, str, T]
"""An item with its sort value and its id."""


def page_of(
    items: Iterable[Placed[T]], of: str, after: Position | None, limit: int, *, reverse: bool, skip: int = 0
) -> Page[T]:
    """The page `skip` items behind `after` of the list of that name: known values up or down, then the unknown ones by
    id.
    """
    placed = list(items)
    known = sorted((item for item in placed if item[0] is not None), key=_position, reverse=reverse)
    unknown = sorted((item for item in placed if item[0] is None), key=lambda item: item[1], reverse=reverse)
    ordered = [*known, *unknown]
    if after is not None:
        ordered = [item for item in ordered if _is_behind(item, after, reverse=reverse)]
    page = ordered[skip : skip + limit]
    more = encode_cursor(of, page[-1][:2]) if len(ordered) > skip + limit else None
    return Page([item for _, _, item in page], more)


def _position(item: Placed[T]) -> Any:
    return item[:2]


def _is_behind(item: Placed[T], after: Position, *, reverse: bool) -> bool:
    value, last = after
    if item[0] is None or value is None:
        return item[0] is None and (value is not None or (item[1] < last if reverse else item[1] > last))
    here: Any = item[:2]
    return bool(here < after if reverse else here > after)
