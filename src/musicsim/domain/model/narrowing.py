"""What a hit must fulfil, in a person's words."""

import math
from dataclasses import dataclass

from musicsim.domain.errors import Invalid
from musicsim.domain.model.vectors import EVERYTHING, Filter

MOST_FAVOURITES = 50_000
"""Favourites that "only favourites" stays within; of a person with more, the newest."""

MOST_HEARD = 2_000
"""Tracks heard lately that are left out; of a person who heard more, those heard last."""

LONGEST_WHILE = 366 * 24.0
"""Hours that "lately" goes back, at most."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter, and what has to be looked up of a person to complete it.

    `favourites_only`: only what they marked. `heard_within`: nothing that they began to play in the last so many
    hours; None leaves nothing out.
    """

    where: Filter = EVERYTHING
    favourites_only: bool = False
    heard_within: float | None = None

    def __post_init__(self) -> None:
        hours = self.heard_within
        if hours is not None and not (math.isfinite(hours) and 0 < hours <= LONGEST_WHILE):
            raise Invalid(f"heard_within lies between 0 and {LONGEST_WHILE:g} hours.", "heard_within")


ANYTHING = Narrowing()
