"""What was made out of the whole library, and can be made again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Which making of a derived thing this is.

    `version` is another one with each making and never comes again, `basis` the number of tracks that it was made from.
    """

    version: str
    basis: int
    made_at: datetime
