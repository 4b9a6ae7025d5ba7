"""How patient and how busy the background work is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """All in seconds.

    `idle`: between looks while there is no news, as other processes may have brought work. `retry`: before a service
    that is down is asked again. `index_every`: after which the vector index catches up, so that a long scan can be
    searched while it runs. `beat`: between signs of life; a worker that gives none for `silence` is taken for dead.
    `grace`: what runs when the work is asked to stop has so long to be finished.

    `share`, not in seconds: how much of the time may go to what can wait (hubs, pictures), above 0 and 1 at most; in a
    process that answers requests, these would wait for it.
    """

    idle: float = 5.0
    retry: float = 2.0
    index_every: float = 2.0
    beat: float = 1.0
    silence: float = 5.0
    grace: float = 0.0
    share: float = 0.25


STEADY = Pace()
