"""Keeping the vector index in step with the rows."""

from dataclasses import dataclass

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True)
class StaleTrack:
    """A track whose place in the vector index may be behind its row, and the row's revision."""

    track: Track
    analysis: Analysis | None
    revision: int
