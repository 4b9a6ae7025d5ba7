"""What a playlist holds that fills itself."""

from dataclasses import dataclass

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import TrackQuery

MOST_FOUND = 1000
"""Tracks that a rule may find."""


@dataclass(frozen=True, slots=True)
class TrackRule:
    """A saved search: the first `limit` tracks, 1 … 1000, that the query finds, in its order.

    The query's own `limit` and `cursor`, which say how a list is read, mean nothing here.
    """

    query: TrackQuery
    limit: int = 200

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_FOUND:
            raise Invalid(f"A rule finds between 1 and {MOST_FOUND} tracks.", "limit")
        if self.query.cursor is not None:
            raise Invalid("A rule begins where its list does: it has no cursor.", "cursor")
