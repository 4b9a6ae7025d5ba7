"""Fingerprints as vectors, so that the vector index finds which recordings an excerpt may be of.

A segment is 60 words, 4.8 s. Its 1920 bits, as signs, go through a fixed random projection (Achlioptas 2003,
"Database-friendly random projections"), which keeps angles: the cosine of two segments is about 1 - 2 e, with e the
share of bits that differ. A whole has a segment every 4.8 s; an excerpt asks at every word, for nobody knows where
among its words the whole's segments begin.
"""

import hashlib
from functools import cache

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.fingerprint import Words
from musicsim.domain.model.vectors import Space
from musicsim.domain.rules.fingerprints import BITS, signs

SEGMENT = 60
"""Words of a segment, and from one to the next."""

DIMENSION = 192

_LEAST = SEGMENT // 2  # words of a segment that are there, at least


def segment_space(model: str) -> Space:
    """Where the segments of a model's fingerprints live."""
    return Space(f"{model}/segments", DIMENSION)


def segments_of(whole: Words) -> dict[int, Vector]:
    """The vectors of a whole's segments by their numbers; those of which most is silent have none."""
    places = range(0, max(0, len(whole) - _LEAST + 1), SEGMENT)
    return {place // SEGMENT: vector for place, vector in _vectors(whole, list(places)).items()}


def segment_count(whole: Words) -> int:
    """How many segments a whole has."""
    places = range(0, max(0, len(whole) - _LEAST + 1), SEGMENT)
    return sum(int(np.count_nonzero(whole[place : place + SEGMENT])) >= _LEAST for place in places)


def questions_of(excerpt: Words) -> list[Vector]:
    """At most 60 vectors to ask with: for each place where a whole's segments may begin, the fullest."""
    starts = np.arange(_LEAST - SEGMENT, len(excerpt) - _LEAST + 1)
    fullness = np.minimum(starts + SEGMENT, len(excerpt)) - np.maximum(starts, 0)
    best: dict[int, int] = {}
    for index in np.argsort(-fullness, kind="stable").tolist():
        best.setdefault(int(starts[index]) % SEGMENT, int(starts[index]))
    return list(_vectors(excerpt, sorted(best.values())).values())


def _vectors(words: Words, places: list[int]) -> dict[int, Vector]:
    """Unit vectors of the segments at these places, which may reach beyond either end."""
    padded = np.pad(words, (SEGMENT, SEGMENT))
    cut = {place: padded[place + SEGMENT : place + 2 * SEGMENT] for place in places}
    heard = {place: part for place, part in cut.items() if np.count_nonzero(part) >= _LEAST}
    if not heard:
        return {}
    projected = np.stack([signs(part).ravel() for part in heard.values()]) @ _projection()
    lengths = np.linalg.norm(projected, axis=1, keepdims=True)
    return dict(zip(heard, (projected / np.maximum(lengths, 1e-12)).astype(np.float32), strict=True))


@cache
def _projection() -> npt.NDArray[np.float32]:
    """Ones and minus ones, the same for ever and everywhere: shape (1920, 192)."""
    size = BITS * SEGMENT * DIMENSION
    drawn = np.frombuffer(hashlib.shake_256(b"segments@1").digest(size // 8), np.uint8)
    return (np.unpackbits(drawn).astype(np.float32) * 2 - 1).reshape(-1, DIMENSION)
