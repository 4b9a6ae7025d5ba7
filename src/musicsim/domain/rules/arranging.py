"""Items that come into a list, change places, and leave it. Every rule answers with a new list."""

from collections.abc import Collection, Sequence

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.identity import ItemId
from musicsim.domain.model.playlist import MOST_ITEMS, PlaylistItem

Items = Sequence[PlaylistItem]


def inserted(items: Items, new: Items, position: int | None) -> list[PlaylistItem]:
    """`new` at a position, counted from 0; None is the end.

    Raises:
        Invalid: there is no such position.
        Conflict: there would be more items than a playlist can have.
    """
    place = len(items) if position is None else position
    if not 0 <= place <= len(items):
        raise Invalid(f"The position lies between 0 and {len(items)}.", "position")
    if len(items) + len(new) > MOST_ITEMS:
        raise Conflict(f"A playlist has at most {MOST_ITEMS:,} items; this one has {len(items):,}.")
    return [*items[:place], *new, *items[place:]]


def moved(items: Items, ids: Sequence[ItemId], position: int | None) -> list[PlaylistItem]:
    """The items `ids`, in the order given, so that the first of them then stands at the position; None is the end.

    Raises:
        Invalid: an id comes twice, or there is no such position.
        NotFound: there is no such item.
    """
    by_id = _found(items, ids)
    if len(by_id) < len(ids):
        raise Invalid("An item can be in one place only.", "item_ids")
    rest = [item for item in items if item.id not in by_id]
    place = len(rest) if position is None else position
    if not 0 <= place <= len(rest):
        raise Invalid(f"The position lies between 0 and {len(rest)}.", "position")
    return [*rest[:place], *(by_id[each] for each in ids), *rest[place:]]


def removed(items: Items, ids: Collection[ItemId]) -> list[PlaylistItem]:
    """Those that are not in `ids`. NotFound when there is no such item."""
    gone = _found(items, ids)
    return [item for item in items if item.id not in gone]


def _found(items: Items, ids: Collection[ItemId]) -> dict[ItemId, PlaylistItem]:
    known = {item.id: item for item in items}
    if unknown := [each for each in ids if each not in known]:
        raise NotFound.of("item", unknown[0])
    return {each: known[each] for each in ids}
