"""The list of those whose pictures are looked for."""

from collections.abc import Collection

from musicsim.domain.model.painting import ArtworkState
from musicsim.domain.rules.cursors import Position, decode_cursor


def jobs_name(states: Collection[ArtworkState]) -> str:
    """The name that binds the cursors of the list to it."""
    return f"artwork jobs {' '.join(sorted(set(states)))}"


def jobs_position(states: Collection[ArtworkState], cursor: str | None) -> Position | None:
    """Behind what the page begins; Invalid for a cursor that this list did not make."""
    return None if cursor is None else decode_cursor(cursor, jobs_name(states), int)
