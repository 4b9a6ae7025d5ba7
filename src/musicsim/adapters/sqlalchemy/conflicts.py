"""Constraints by name, in the words of the domain."""

from musicsim.adapters.sqlalchemy.people_tables import NAME_TAKEN
from musicsim.adapters.sqlalchemy.tables import KEY_PRESENT
from musicsim.domain.errors import Conflict

_MESSAGES = {
    KEY_PRESENT: "Another present track already holds that key; scan the library again.",
    NAME_TAKEN: "Somebody has this name already; choose another.",
}


def conflict(constraint: str, words: str) -> Conflict:
    """The error for a constraint that was violated; `words` are the driver's own."""
    return Conflict(_MESSAGES.get(constraint) or f"The database refuses this: {words}.")
