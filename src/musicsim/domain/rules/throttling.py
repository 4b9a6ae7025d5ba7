"""Attempts that are used up and come back: the generic cell rate algorithm (ITU-T I.371, annex A).

One moment a key is all there is to keep: when the key has settled, as if nothing had been tried.
"""

from datetime import datetime, timedelta

from musicsim.domain.model.allowance import Allowance

NOW = timedelta()


def wait_before(settled_at: datetime, allowance: Allowance, now: datetime) -> timedelta:
    """How long to wait before another attempt; NOW when one is left."""
    return max(NOW, settled_at - now - (allowance.burst - 1) * allowance.every)


def settled_after(settled_at: datetime, allowance: Allowance, now: datetime) -> datetime:
    """When a key has settled after another attempt."""
    return max(settled_at, now) + allowance.every
