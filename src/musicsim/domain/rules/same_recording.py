"""Whether the fingerprints of two tracks are of one recording."""

from musicsim.domain.model.fingerprint import FRAMES_A_SECOND, Alignment, Words
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.fingerprints import aligned, error_between, least_error, surprise

CLOSEST = 0.145
"""The share of bits that copies differ in at most, but for some of the lowest bit rates. Takes of one score by
machines, which never waver, differ in .148 or more, those by people in .25: Haitsma and Kalker's .35 merges both.
"""

_CLOSEST_BETWEEN = 0.085
"""The same of copies whose frames begin at other moments, as after a cut. Takes come down to .096 there: their notes,
each early or late by something else, round the peak off that copies have.
"""

SAME_LENGTH = 1.0
"""Seconds by which files of one recording, uncut, may differ: coders add some at the ends."""

_REACH = 12  # words that these lie off at most
_BELIEVED = 6.9  # standard deviations off chance
_LEAST = 60  # words in common, some five seconds
_ENOUGH = 10.0  # seconds that have to be in common before their disagreement tells anything
_SHIFT = 0.55  # by which part of what was cut off the stretch that was listened to is another, at most


def same_recording(one: Sound, other: Sound) -> bool | None:
    """Whether they are; None where fingerprints cannot tell: one is lacking, or they are of different stretches."""
    first, second = one.fingerprint, other.fingerprint
    if first is None or second is None or first.model != second.model:
        return None
    common = min(first.seconds, second.seconds) - _SHIFT * _cut(one, other)
    found = aligned(first.words, second.words, max(_LEAST, round(common / 2 * FRAMES_A_SECOND)))
    if found is None:
        return None
    if surprise(found) >= _BELIEVED and _agree(first.words, second.words, found):
        return True
    return False if common >= _ENOUGH else None


def are_recoded(one: Sound, other: Sound) -> bool:
    """Whether they are of one recording that nothing was cut off, told by fingerprints in a tenth of the time."""
    first, second = one.fingerprint, other.fingerprint
    if first is None or second is None or first.model != second.model or not one.duration or not other.duration:
        return False
    if abs(one.duration - other.duration) > SAME_LENGTH:
        return False
    return least_error(first.words, second.words, _REACH, _LEAST) <= CLOSEST


def _agree(one: Words, other: Words, found: Alignment) -> bool:
    return found.error <= CLOSEST or error_between(one, other, found.lag, _LEAST) <= _CLOSEST_BETWEEN


def _cut(one: Sound, other: Sound) -> float:
    """How many seconds one lacks, should it be the other cut at its ends; 0 where that is not known."""
    return abs(one.duration - other.duration) if one.duration and other.duration else 0.0
