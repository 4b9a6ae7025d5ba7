"""What services beyond the library said."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.question import KeptAnswer, Remembered


class OutsideAnswers(Protocol):
    """Keeps answers for all processes that share it; `question` is the name of one (see rules.asking_outside).

    Every write is durable when it returns. Raises Unavailable when the store does not answer.
    """

    @abstractmethod
    async def of(self, question: str) -> Remembered:
        """All that is kept of a question, answers by provider; nothing for one that was never asked."""

    @abstractmethod
    async def keep(self, question: str, track: TrackId | None, answer: KeptAnswer, now: datetime) -> None:
        """Insert or replace what the answer's provider said; the question is about `track` where it is about one."""

    @abstractmethod
    async def claim(self, question: str, now: datetime, until: datetime) -> bool:
        """Have the question to oneself: True for one at a time, until `release` or the moment `until`."""

    @abstractmethod
    async def release(self, question: str, until: datetime) -> None:
        """Let others have it, unless somebody else does by now: not the one whose claim ended at `until`."""

    @abstractmethod
    async def hasten(self, track: TrackId, now: datetime) -> None:
        """Let every provider that has yet to listen to that track, or does not know it, be asked from `now` on."""

    @abstractmethod
    async def forget(self, before: datetime, most: int) -> int:
        """Forget questions of which nothing was kept since then, at most so many; how many there were."""
