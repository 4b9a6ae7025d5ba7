"""Lists of favourites."""

from datetime import UTC

from musicsim.domain.model.favourite import Favourite
from musicsim.domain.model.identity import UserId
from musicsim.domain.rules.cursors import Position, decode_cursor


def favourites_list_name(user: UserId) -> str:
    """The name that binds the cursors of a person's favourites to them."""
    return f"favourites {user}"


def favourites_position(user: UserId, cursor: str | None) -> Position | None:
    """Behind what the page begins; Invalid for a cursor that this person's list did not make."""
    return None if cursor is None else decode_cursor(cursor, favourites_list_name(user), int)


def exported_favourite(path: str, favourite: Favourite) -> dict[str, object]:
    """A favourite as a person takes it along: the file's path tells more than an id of ours."""
    at = favourite.added_at.astimezone(UTC)
    return {"track_id": favourite.track, "path": path, "added_at": at.isoformat().replace("+00:00", "Z")}
