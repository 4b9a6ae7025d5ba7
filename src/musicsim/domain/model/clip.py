"""An excerpt that somebody brings, and what is found for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.similarity import Hit
from musicsim.domain.model.track import Track

SHORTEST, LONGEST = 5.0, 60.0
"""Seconds of an excerpt: shorter ones say too little, and nothing beyond is listened to."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What was heard of an excerpt.

    `prints` are fingerprints of all of it, whose frames begin at different places, evenly spread over one frame's way.
    """

    analysis: Analysis
    prints: Sequence[Fingerprint]


@dataclass(frozen=True, slots=True)
class Match:
    """How an excerpt lies on a whole: from `position` seconds on, with a share `error` of bits that differ.

    `certainty` is 1/2 where it is only just believed, and 1 where chance is out of the question.
    """

    position: float
    error: float
    certainty: float


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the recording that an excerpt is of."""

    track: Track
    match: Match


@dataclass(frozen=True, slots=True)
class ClipAnswer:
    """What sounds like an excerpt; first of all come the `sources`, the likeliest first, where the library has any.

    `recognising` says whether sources are looked for at all.
    """

    excerpt: Excerpt
    sources: Sequence[Source]
    hits: Sequence[Hit]
    recognising: bool
