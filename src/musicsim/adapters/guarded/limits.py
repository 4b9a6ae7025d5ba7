"""How much each service is asked for."""

from dataclasses import dataclass

from musicsim.domain.rules.retrying import Backoff

RETRIES = Backoff(first=0.5, factor=3.0, most=8.0)
"""Seconds between attempts of one question: somebody may be waiting for the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`rate` questions a second and `burst` at once; `patience` is how long one waits for its turn.

    A question is tried `attempts` times in all, `seconds` each; after `failures` in a row the service is left alone.
    """

    rate: float
    burst: float = 5.0
    patience: float = 20.0
    attempts: int = 3
    seconds: float = 20.0
    failures: int = 5


CYANITE = Limits(rate=2.0)
SPOTIFY = Limits(rate=3.0)
MUSICBRAINZ = Limits(rate=1.0, burst=1.0)  # its rule, and it blocks those who do not keep it
LISTENBRAINZ = Limits(rate=1.0, burst=3.0)
PICTURES = Limits(rate=5.0, burst=10.0)
PAINTERS = Limits(rate=0.5, burst=2.0, patience=60.0, attempts=2, seconds=150.0, failures=3)
