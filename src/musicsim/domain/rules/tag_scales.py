"""How usual each tag is in a library.

A tag's odds say little by themselves: a track may well be "electronic" by one in three in a library where every other
is, too. What counts is how far its log-odds lie above the library's, in standard deviations. A small library leans on
how often people used the tag in general.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.tag_scale import TagScale

TAGS = (
    "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock", "jazz",
    "beautiful", "metal", "chillout", "male vocalists", "classic rock", "soul", "indie rock", "mellow", "electronica",
    "80s", "folk", "90s", "chill", "instrumental", "punk", "oldies", "blues", "hard rock", "ambient", "acoustic",
    "experimental", "female vocalist", "guitar", "hip-hop", "70s", "party", "country", "easy listening", "sexy",
    "catchy", "funk", "electro", "heavy metal", "progressive rock", "60s", "rnb", "indie pop", "sad", "house", "happy",
)  # fmt: skip
"""The fifty most frequent descriptive tags of the Million Song Dataset's Last.fm part, the most frequent first."""

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


def scale_of(library: Sequence[Mapping[str, float]], names: Sequence[str] = TAGS) -> TagScale:
    """The scale of a library, from the tags' probabilities of its tracks, or of a sample of some thousands.

    Middle and variance are those of the library, together with twenty tracks' worth of what is usual, so that a
    library of one track has a scale, too.
    """
    usual = usual_scale(names)
    known = [tags for tags in library if all(name in tags for name in names)]
    if not known:
        return usual
    values = log_odds(np.array([[tags[name] for name in names] for tags in known], dtype=np.float64))
    trust = len(known) / (len(known) + _WORTH)
    middle = trust * values.mean(axis=0) + (1 - trust) * usual.middle
    around = trust * ((values - middle) ** 2).mean(axis=0) + (1 - trust) * usual.spread**2
    return TagScale(tuple(names), middle, np.sqrt(np.maximum(around, 0.04)))
