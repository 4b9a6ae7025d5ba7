"""Let go of what was kept of the outside, and is of no use any more."""

from dataclasses import dataclass

from musicsim.domain.rules.freshness import DESCRIPTION, SUGGESTIONS
from musicsim.ports.clock import Clock
from musicsim.ports.outside_answers import OutsideAnswers
from musicsim.ports.outside_tracks import OutsideTracks

_MOST = 500
"""Rows of a kind at once: others wait for the database meanwhile."""


@dataclass(frozen=True, kw_only=True)
class ForgetOutside:
    """Forgets answers and descriptions that nobody may be shown any more, some at a time."""

    answers: OutsideAnswers
    tracks: OutsideTracks
    clock: Clock

    async def __call__(self) -> int:
        """How many there were."""
        now = self.clock.now()
        answers = await self.answers.forget(now - SUGGESTIONS.kept, _MOST)
        return answers + await self.tracks.forget(now - DESCRIPTION.kept, _MOST)
