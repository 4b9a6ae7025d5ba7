"""When services beyond the library are asked, and when again."""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, replace
from datetime import datetime, timedelta

from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.beyond import (
    ANYTHING,
    ExternalId,
    ExternalTrack,
    Freshness,
    Preparing,
    Suggestion,
    Suggestions,
)
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.question import AnswerState, KeptAnswer, Question
from musicsim.domain.rules.freshness import NOTHING, SUGGESTIONS, ShelfLife

CLAIM = timedelta(minutes=3)
"""For how long one process has a question to itself: a process that died leaves it to others then."""

HALFWAY = timedelta(minutes=5)
"""After which an answer whose tracks could not be described is asked for anew."""

_SOON = timedelta(minutes=1)
_MENDED = timedelta(minutes=10)
"""After which a service is tried again that a person may have mended meanwhile."""

_NEVER_SOON = timedelta(days=1)


def key_of(question: Question) -> str:
    """A name for the question, the same in every process."""
    parts = (question.track or "", question.prompt.casefold(), *map(repr, astuple(question.where)))
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def concerns(question: Question, *, knows_sound: bool) -> bool:
    """Whether a provider can answer: words and conditions mean nothing to one that does not know how music sounds."""
    return knows_sound or (question.track is not None and question.where == ANYTHING)


def is_due(kept: KeptAnswer | None, now: datetime) -> bool:
    """Whether a provider is to be asked. A clock that was set back does not put it off for ever."""
    return kept is None or kept.again_at <= now or (kept.answered_at or now) > now + _NEVER_SOON


def freshness_of(kept: KeptAnswer, now: datetime) -> Freshness | None:
    """How good the suggestions still are, None where there never were any."""
    return None if kept.answered_at is None else _life(kept.suggestions).of(kept.answered_at, now)


def shown(kept: Iterable[KeptAnswer], now: datetime) -> list[tuple[str, Suggestions]]:
    """The answers that people may see, by provider."""
    return [
        (one.provider, one.suggestions)
        for one in kept
        if one.suggestions is not None and freshness_of(one, now) is not Freshness.EXPIRED
    ]


def answered(
    provider: str, found: Suggestions | Preparing | None, now: datetime, before: KeptAnswer | None
) -> KeptAnswer:
    """What is to be kept of an answer."""
    if isinstance(found, Preparing):
        old = before or KeptAnswer(provider=provider, state=AnswerState.PREPARING, again_at=now)
        return replace(
            old, state=AnswerState.PREPARING, again_at=now + timedelta(seconds=max(1.0, found.seconds)), detail=""
        )
    state = AnswerState.UNKNOWN if found is None else AnswerState.ANSWERED
    again_at = now + _life(found).fresh
    return KeptAnswer(provider=provider, state=state, again_at=again_at, suggestions=found, answered_at=now)


def failed(provider: str, fault: MusicsimError, now: datetime, before: KeptAnswer | None) -> KeptAnswer:
    """What is to be kept of a failure: what was known before it, and when to try again."""
    old = before or KeptAnswer(provider=provider, state=AnswerState.FAILED, again_at=now)
    return replace(old, state=AnswerState.FAILED, again_at=now + _after(fault), detail=str(fault))


def by_label(one: Suggestion) -> ExternalTrack | None:
    """What the provider itself calls a track that no catalogue described ("Artist - Song"); None for no name."""
    artist, dash, title = one.label.partition(" - ")
    if not one.label.strip():
        return None
    return ExternalTrack(id=one.id, title=title if dash else one.label, artist=artist if dash else "")


def by_labels(
    answers: Iterable[tuple[str, Suggestions]], described: Iterable[ExternalTrack]
) -> dict[ExternalId, ExternalTrack]:
    """Every suggested track as well as it is known."""
    suggested = (one for _, answer in answers for one in answer.items)
    named = {one.id: track for one in suggested if (track := by_label(one)) is not None}
    return named | {track.id: track for track in described}


def _life(found: Suggestions | None) -> ShelfLife:
    return SUGGESTIONS if found is not None and found.items else NOTHING


def _after(fault: MusicsimError) -> timedelta:
    match fault:
        case Refused(reason=RefusalReason.REQUEST):
            return _NEVER_SOON
        case Refused():
            return _MENDED
        case Unavailable():
            return max(_SOON, timedelta(seconds=fault.retry_after))
        case _:
            return _MENDED
