"""An id and a part as one text.

Part 0 is the id itself; any other has U+0000, which no id holds, and five digits behind it. So keys ascend, by code
points as by bytes of UTF-8, as ids and parts do, and all parts of an id stand side by side.
"""

from musicsim.domain.model.vectors import Place

SEPARATOR = "\0"
BEHIND_PARTS = "\0:"
"""What follows an id in a text that stands behind all of its keys and before those of any other id."""


def key_of(place: Place) -> str:
    """The key of an id and a part."""
    entry_id, part = place
    return f"{entry_id}{SEPARATOR}{part:05}" if part else entry_id


def place_of(key: str) -> Place:
    """The id and the part of a key."""
    if SEPARATOR not in key:  # nearly always
        return key, 0
    entry_id, _, part = key.partition(SEPARATOR)
    return entry_id, int(part)
