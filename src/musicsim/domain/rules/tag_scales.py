"""How usual each tag is in a library.

A tag's odds say little by themselves: a track may well be "electronic" by one in three in a library where every other
is, too. What counts is how far its log-odds lie above the library's, in standard deviations. A small library leans on
how often people used the tag in general.
"""

from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.tag_scale import TagScale

SMALLEST, LARGEST = 1e-4, 1 - 1e-4
"""Probabilities beyond these count as these: a network's certainty is not worth more."""

_FIRST = 0.2  # "rock": 101,071 of 505,216 tagged tracks (millionsongdataset.com/lastfm); the r-th has about 1/√r of it
_USUAL_SPREAD = 1.2
_WORTH = 20  # tracks that what is known beforehand counts for


def log_odds(probabilities: Reals) -> Reals:
    """log(p / (1 - p)), of any shape."""
    p = np.clip(probabilities, SMALLEST, LARGEST)
    return np.asarray(np.log(p) - np.log1p(-p))


def usual_scale(names: Sequence[str] = TAGS) -> TagScale:
    """What is known before anything of a library is; tags outside TAGS count as rare as the last of them."""
    rank = {name: number for number, name in enumerate(TAGS, 1)}
    rates = np.array([_FIRST / rank.get(name, len(TAGS)) ** 0.5 for name in names], dtype=np.float64)
    return TagScale(tuple(names), log_odds(rates), np.full(len(names), _USUAL_SPREAD))


def scale_of_odds(odds: Reals, names: Sequence[str] = TAGS) -> TagScale:
    """The scale of a library, from the log-odds of its tracks' tags, shape (tracks, names), or of some thousands.

    Middle and variance are those of the library, together with twenty tracks' worth of what is usual, so that a
    library of one track has a scale, too.
    """
    usual = usual_scale(names)
    if not len(odds):
        return usual
    trust = len(odds) / (len(odds) + _WORTH)
    middle = trust * odds.mean(axis=0) + (1 - trust) * usual.middle
    around = trust * ((odds - middle) ** 2).mean(axis=0) + (1 - trust) * usual.spread**2
    return TagScale(tuple(names), middle, np.sqrt(np.maximum(around, 0.04)))
