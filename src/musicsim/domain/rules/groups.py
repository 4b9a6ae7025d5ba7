"""Lists of artists and genres."""

from musicsim.domain.model.groups import GroupOrder, GroupQuery
from musicsim.domain.rules.cursors import Position, SortValue, decode_cursor, list_of
from musicsim.domain.rules.text import fold


def group_sort_value(name: str, tracks: int, order: GroupOrder) -> SortValue:
    """What `order` compares of an artist or genre."""
    return fold(name) if order is GroupOrder.NAME else tracks


def is_downwards(query: GroupQuery) -> bool:
    """Whether the list goes from large to small: by tracks that is its usual way."""
    return query.reverse != (query.order is GroupOrder.TRACKS)


def group_list_name(kind: str, query: GroupQuery) -> str:
    """The name that binds the cursors of a list to it."""
    return list_of(kind, query)


def group_position(kind: str, query: GroupQuery) -> Position | None:
    """Behind what the page begins; Invalid for a cursor that this list did not make."""
    if query.cursor is None:
        return None
    return decode_cursor(query.cursor, group_list_name(kind, query), str if query.order is GroupOrder.NAME else int)
