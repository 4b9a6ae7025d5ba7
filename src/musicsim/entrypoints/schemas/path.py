"""Ways from one track to another."""

import math
from dataclasses import asdict

import msgspec

from musicsim.domain.model import path as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.entrypoints.schemas.relations import KeyRelation, TempoRelation
from musicsim.entrypoints.schemas.track import Track


class PathStep(msgspec.Struct, frozen=True, kw_only=True):
    """How a stop follows the one before: the cosine and the angle (in radians) between the two embeddings, the
    relation of their tempi and of their keys, null where unknown.
    """

    cosine: float
    angle: float
    tempo: TempoRelation | None
    key: KeyRelation | None


class PathStop(msgspec.Struct, frozen=True, kw_only=True):
    """A track on the way, at its place, counted from 0; the first has no step."""

    position: int
    track: Track
    step: PathStep | None


class PathMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """How smooth a way is.

    The largest and the mean step (radians), how far tempi (octaves) and keys (hours of the Camelot wheel) are off an
    even change from end to end, and how many tracks follow another by the same artist.
    """

    largest_step: float
    mean_step: float
    tempo_drift: float
    key_drift: float
    same_artist: int

    @classmethod
    def of(cls, found: domain.PathMeasure) -> "PathMeasure":
        return cls(**{name: round(value, 4) for name, value in asdict(found).items()})


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """The way, both ends included. `measure` is its own, `straight` that of the straight line through the same
    library, which takes at each stop whatever is nearest. `next` is always null.
    """

    items: list[PathStop]
    next: None
    measure: PathMeasure
    straight: PathMeasure

    @classmethod
    def of(cls, path: domain.Path, beside: Beside) -> "Path":
        return cls(
            items=[_stop(place, stop, beside) for place, stop in enumerate(path.stops)],
            next=None,
            measure=PathMeasure.of(path.measure),
            straight=PathMeasure.of(path.straight),
        )


def path_tracks(path: domain.Path) -> list[DomainTrack]:
    """Every track that it leads over."""
    return [stop.track for stop in path.stops]


def _stop(place: int, stop: domain.PathStop, beside: Beside) -> PathStop:
    return PathStop(position=place, track=Track.of(stop.track, beside), step=_step(stop))


def _step(stop: domain.PathStop) -> PathStep | None:
    if stop.score is None:
        return None
    return PathStep(
        cosine=round(stop.score, 4),
        angle=round(math.acos(min(1.0, max(-1.0, stop.score))), 4),
        tempo=TempoRelation.of(stop.tempo),
        key=KeyRelation.of(stop.key),
    )
