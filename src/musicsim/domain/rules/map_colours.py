"""What colours the points of a map: genre, mood, tempo, key and year as small numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.library_map import Bytes, Shorts
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.model.vectors import Attributes
from musicsim.domain.rules.facets import MOOD_TAGS
from musicsim.domain.rules.tag_scales import log_odds

MOST_GENRES = 250
"""Genres with a colour of their own; tracks of rarer ones have none."""

_CLEAR = 0.75
"""Standard deviations above the library's middle from which on a mood is one."""


def commonest(genres: Iterable[frozenset[str]]) -> list[str]:
    """The genres to be told apart, out of each track's, the commonest first, ties by name."""
    counts = Counter(genre for each in genres for genre in each if genre)
    return sorted(counts, key=lambda genre: (-counts[genre], genre))[:MOST_GENRES]


def genre_codes(genres: Sequence[frozenset[str]], known: Sequence[str]) -> Bytes:
    """1 for the first of `known` …, 0 for others; of a track's several the commonest."""
    places = {genre: place for place, genre in enumerate(known, 1)}
    code = {each: min((places[one] for one in each if one in places), default=0) for each in set(genres)}
    return np.array([code[each] for each in genres], dtype=np.uint8)


def mood_codes(probabilities: npt.NDArray[np.floating], scale: TagScale) -> Bytes:
    """The mood that a track has most beyond the usual: 1 for the first of MOOD_TAGS …, 0 where none is clear.

    `probabilities`, shape (tracks, moods), are those of MOOD_TAGS, 0 where unknown.
    """
    columns = [scale.names.index(mood) for mood in MOOD_TAGS]
    odds = log_odds(np.asarray(probabilities, dtype=np.float64))
    scores = (odds - scale.middle[columns]) / scale.spread[columns]
    clear = (scores.max(axis=1) >= _CLEAR) & (probabilities.max(axis=1) > 0)
    return np.where(clear, scores.argmax(axis=1) + 1, 0).astype(np.uint8)


def tempo_code(of: Attributes) -> int:
    """Whole beats a minute, 1 … 255; 0 where unknown."""
    return 0 if of.bpm is None else min(max(round(of.bpm), 1), 255)


def key_code(of: Attributes) -> int:
    """1A, 1B, 2A … 12B as 1 … 24; 0 where unknown."""
    if not of.key:
        return 0
    return 2 * int(of.key[:-1]) - (of.key[-1] == "A")


def year_code(of: Attributes) -> int:
    """The year; 0 where it is unknown, or none that fits."""
    return of.year if of.year is not None and 0 < of.year < 2**16 else 0


def as_coordinates(points: npt.NDArray[np.floating]) -> Shorts:
    """0 … 1 as 0 … 65,535."""
    return np.asarray(np.rint(np.clip(points, 0, 1) * 65_535), dtype=np.uint16)
