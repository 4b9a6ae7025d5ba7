"""How long kept answers of outside services are good for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from musicsim.domain.model.beyond import Freshness


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """For how long after it was asked an answer is fresh, and for how long it may still be shown."""

    fresh: timedelta
    kept: timedelta

    def of(self, asked_at: datetime, now: datetime) -> Freshness:
        """What to do with it now. An answer from the future, as after a clock was set back, is stale: it may be shown,
        but not for ever.
        """
        age = now - asked_at
        if timedelta() <= age < self.fresh:
            return Freshness.FRESH
        return Freshness.STALE if age < self.kept else Freshness.EXPIRED


SUGGESTIONS = ShelfLife(fresh=timedelta(days=7), kept=timedelta(days=90))
"""Catalogues grow slowly, and an old suggestion is better than none."""

NOTHING = ShelfLife(fresh=timedelta(days=1), kept=timedelta(days=7))
"""That a provider knows nothing may change soon: it is asked again earlier."""

DESCRIPTION = ShelfLife(fresh=timedelta(days=30), kept=timedelta(days=365))
"""Title, artist and cover of an outside track hardly ever change."""
