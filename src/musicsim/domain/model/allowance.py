"""How often something may be tried."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many attempts at once, and one more every so often."""

    burst: int
    every: timedelta
