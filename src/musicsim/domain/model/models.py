"""The models that listen, and what they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.evaluation import Quality
from musicsim.domain.model.vectors import Space


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceSeen:
    """An embedding space: whether new analyses fill it, whether it answers "what sounds like this?", and how many
    vectors of it are in the index, None where it is not searched.
    """

    space: Space
    filled: bool
    answering: bool
    vectors: int | None


@dataclass(frozen=True, slots=True)
class Models:
    """The spaces, the model of the fingerprints by which excerpts are recognised, and of how many parts of tracks."""

    spaces: Sequence[SpaceSeen]
    print_model: str
    segments: int


@dataclass(frozen=True, slots=True)
class KeptQuality:
    """How good the answers were when they were last measured."""

    quality: Quality
    measured_at: datetime
