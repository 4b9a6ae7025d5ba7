"""What is asked of services beyond the library, and what is kept of their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.errors import Invalid
from musicsim.domain.model.beyond import ANYTHING, SimilarityFilter, Suggestions
from musicsim.domain.model.identity import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Tracks like one of ours that fulfil `where`, or tracks that sound as the words of `prompt` say."""

    track: TrackId | None = None
    prompt: str = ""
    where: SimilarityFilter = ANYTHING

    def __post_init__(self) -> None:
        if (self.track is None) == (not self.prompt):
            raise Invalid("A question is about a track or in words, not both.", "prompt")


class AnswerState(StrEnum):
    """How the last attempt to ask a provider ended."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"  # it does not know the track, or understands no words
    PREPARING = "preparing"  # it has yet to listen to the track
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """What a provider says to a question, as far as it was asked.

    `suggestions` are those of `answered_at`, when it last said something else than that it is at it: a later attempt
    that fails leaves them. None: it does not know. It is not to be asked again before `again_at`; `detail` says why
    the last attempt failed.
    """

    provider: str
    state: AnswerState
    again_at: datetime
    suggestions: Suggestions | None = None
    answered_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The answers to one question, by provider; somebody asks just now until `claimed_until` unless that is past."""

    answers: Sequence[KeptAnswer] = ()
    claimed_until: datetime | None = None
