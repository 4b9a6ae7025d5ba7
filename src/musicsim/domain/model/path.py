"""A way from one track to another in small steps."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.relations import KeyRelation, TempoRelation
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Neighbour

MOST_STOPS = 100
"""Tracks that a path may have."""

Neighbours = Callable[[Vector, int], Awaitable[Sequence[Neighbour]]]
"""Asks an index for the so many ids nearest to a vector: all that finding the candidates of a path needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathOptions:
    """How long the path is: `stops` tracks, both ends and those on the way that were asked for included."""

    stops: int = 20

    def __post_init__(self) -> None:
        if not 2 <= self.stops <= MOST_STOPS:
            raise Invalid(f"A path has between 2 and {MOST_STOPS} tracks.", "steps")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grounds:
    """Tracks that a path may lead over, a row each.

    `vectors`, shape (tracks, dimension), have unit length; `bpm` is NaN and `hours` (on the Camelot wheel, 1 … 12) is
    NaN where unknown or too uncertain; `artists` are folded, "" is nobody's.
    """

    ids: tuple[str, ...]
    vectors: npt.NDArray[np.float32]
    bpm: npt.NDArray[np.float64]
    hours: npt.NDArray[np.float64]
    artists: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, wanted: Sequence[int]) -> "Grounds":
        """Some of them, in that order."""
        chosen = np.array(wanted, dtype=np.int64)
        return Grounds(
            ids=tuple(self.ids[row] for row in wanted),
            vectors=self.vectors[chosen],
            bpm=self.bpm[chosen],
            hours=self.hours[chosen],
            artists=tuple(self.artists[row] for row in wanted),
        )

    def __add__(self, others: "Grounds") -> "Grounds":
        """These and, behind them, others."""
        return Grounds(
            ids=self.ids + others.ids,
            vectors=np.concatenate([self.vectors, others.vectors]),
            bpm=np.concatenate([self.bpm, others.bpm]),
            hours=np.concatenate([self.hours, others.hours]),
            artists=self.artists + others.artists,
        )


@dataclass(frozen=True, slots=True)
class PathMeasure:
    """How smooth a path is; what a benchmark compares.

    `largest_step` and `mean_step` are angles between consecutive embeddings, in radians; `tempo_drift` and `key_drift`
    are how far tempo (octaves, folded) and key (hours of 12) lie off an even change from end to end, on average over
    the tracks on the way that have one; `same_artist` counts tracks that follow another by the same artist.
    """

    largest_step: float
    mean_step: float
    tempo_drift: float
    key_drift: float
    same_artist: int


@dataclass(frozen=True, slots=True)
class PathStop:
    """A track on the way; how it follows the one before is None for the first, and where it is unknown.

    `score` is the cosine to the one before.
    """

    track: Track
    score: float | None = None
    tempo: TempoRelation | None = None
    key: KeyRelation | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The way, both ends included, and how smooth it is, beside the straight line through the same tracks."""

    stops: Sequence[PathStop]
    measure: PathMeasure
    straight: PathMeasure
