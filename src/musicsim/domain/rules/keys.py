"""How alike two keys are, and what one is to the other.

Two keys are as alike as what listeners expect to hear in them: the correlation of their probe-tone profiles (Krumhansl
and Kessler 1982, "Tracing the dynamic changes in perceived tonal organization"; Krumhansl 1990, chapter 2). C major has
1 with itself, .65 with A minor, .59 with G and F major, .51 with C minor, -.68 with F sharp major; 0 on average.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.relations import KeyKind, KeyRelation

_MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
_HOURS = 12


KEYS = tuple(MusicalKey(tonic, mode) for mode in Mode for tonic in range(_HOURS))
"""By their numbers: 0 … 11 C major … B major, 12 … 23 C minor … B minor."""


def key_number(key: MusicalKey) -> int:
    """Its place among KEYS."""
    return key.tonic + (_HOURS if key.mode is Mode.MINOR else 0)


def key_likeness(one: int, others: npt.NDArray[np.int64]) -> Reals:
    """The correlation of key number `one` (see Traits) with each of `others`, -1 … 1; 0 where one is unknown."""
    if one < 0:
        return np.zeros(len(others))
    return np.where(others >= 0, _correlations()[one][others], 0.0)


@cache
def _correlations() -> Reals:
    """Shape (24, 24), by key numbers."""
    profiles = [np.roll(profile, tonic) for profile in (_MAJOR, _MINOR) for tonic in range(_HOURS)]
    return np.asarray(np.corrcoef(np.array(profiles)))


def camelot_hours(keys: npt.NDArray[np.int64]) -> Reals:
    """The hours 1 … 12 of key numbers on the Camelot wheel, whatever the mode; NaN where unknown."""
    major = np.where(keys >= _HOURS, keys + 3, keys) % _HOURS
    return np.where(keys >= 0, (major * 7 + 7) % _HOURS + 1.0, np.nan)


def hours_between(one: Reals | float, other: Reals | float) -> Reals:
    """From one hour to the other by the shorter way, -6 … 6, halves and all; NaN where one is unknown."""
    return np.asarray((np.asarray(other) - one + 6) % _HOURS - 6)


@cache  # of two dozen keys there are not many pairs
def key_relation(one: MusicalKey, other: MusicalKey) -> KeyRelation:
    """What `other` is to `one`."""
    hour = {key: int(key.camelot[:-1]) for key in (one, other)}
    return KeyRelation(_kind(one, other), one, other, (hour[other] - hour[one] + 5) % _HOURS - 5)


def _kind(one: MusicalKey, other: MusicalKey) -> KeyKind:
    interval = (other.tonic - one.tonic) % _HOURS
    if one.mode is other.mode:
        return {0: KeyKind.SAME, 7: KeyKind.DOMINANT, 5: KeyKind.SUBDOMINANT}.get(interval, KeyKind.OTHER)
    relative = 9 if one.mode is Mode.MAJOR else 3
    return {0: KeyKind.PARALLEL, relative: KeyKind.RELATIVE}.get(interval, KeyKind.OTHER)
