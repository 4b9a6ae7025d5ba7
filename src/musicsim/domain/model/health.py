"""What was found when the parts that the application stands on were looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it works, what was seen, and, where it does not, how to mend it.

    `required` parts keep the application from being ready; others only from being complete.
    """

    part: str
    healthy: bool
    seen: str
    remedy: str = ""
    required: bool = True
