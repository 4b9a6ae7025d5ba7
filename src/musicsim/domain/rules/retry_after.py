"""What a service says of when to come again (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 86_400.0
"""Seconds; what asks for more is not meant seriously, or not meant for us."""


def seconds_to_wait(header: str, now: datetime) -> float | None:
    """Seconds from `now` that a Retry-After header asks for, 0 … LONGEST; None when it is empty or nonsense."""
    text = header.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():  # some send fractions, though none are allowed
        return min(LONGEST, float(text))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(LONGEST, max(0.0, (aware - now).total_seconds()))
