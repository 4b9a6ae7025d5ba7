"""What services beyond the library said, in memory."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.question import AnswerState, KeptAnswer, Remembered
from musicsim.ports.outside_answers import OutsideAnswers

_UNHEARD = frozenset({AnswerState.PREPARING, AnswerState.UNKNOWN})


@dataclass
class _Kept:
    kept_at: datetime
    track: TrackId | None = None
    claimed_until: datetime | None = None
    answers: dict[str, KeptAnswer] = field(default_factory=dict)


class MemoryOutsideAnswers(OutsideAnswers):
    """Answers for as long as the process runs; reachable when `database` is."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self._kept: dict[str, _Kept] = {}

    async def of(self, question: str) -> Remembered:
        kept = self._all().get(question)
        if kept is None:
            return Remembered()
        return Remembered(tuple(answer for _, answer in sorted(kept.answers.items())), kept.claimed_until)

    async def keep(self, question: str, track: TrackId | None, answer: KeptAnswer, now: datetime) -> None:
        kept = self._all().setdefault(question, _Kept(now))
        kept.track, kept.kept_at = track, now
        kept.answers[answer.provider] = answer

    async def claim(self, question: str, now: datetime, until: datetime) -> bool:
        kept = self._all().setdefault(question, _Kept(now))
        if kept.claimed_until is not None and kept.claimed_until > now:
            return False
        kept.claimed_until = until
        return True

    async def release(self, question: str, until: datetime) -> None:
        if (kept := self._all().get(question)) is not None and kept.claimed_until == until:
            kept.claimed_until = None

    async def hasten(self, track: TrackId, now: datetime) -> None:
        for kept in self._all().values():
            if kept.track == track:
                kept.answers = {name: _hastened(answer, now) for name, answer in kept.answers.items()}

    async def forget(self, before: datetime, most: int) -> int:
        old = sorted((kept.kept_at, name) for name, kept in self._all().items() if kept.kept_at < before)[:most]
        for _, name in old:
            del self._kept[name]
        return len(old)

    def _all(self) -> dict[str, _Kept]:
        self._database.check()
        return self._kept


def _hastened(answer: KeptAnswer, now: datetime) -> KeptAnswer:
    return replace(answer, again_at=now) if answer.state in _UNHEARD else answer
