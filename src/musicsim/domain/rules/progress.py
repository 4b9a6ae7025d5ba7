"""How fast the work goes and when it will be done."""

from dataclasses import dataclass

WINDOW = 60.0
"""Seconds over which the rate is taken: long enough to be calm, short enough to notice a stop."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`per_minute` tracks, `eta` seconds until nothing waits (None when that cannot be told)."""

    per_minute: float
    eta: float | None


def pace(finished: int, within: float, waiting: int) -> Pace:
    """The pace when `finished` tracks were done `within` the last seconds and `waiting` are left."""
    if not waiting:
        return Pace(60.0 * finished / within if within > 0 else 0.0, 0.0)
    if finished <= 0 or within <= 0:
        return Pace(0.0, None)
    return Pace(60.0 * finished / within, waiting * within / finished)
