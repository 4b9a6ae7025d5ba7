"""What people are shown of the music beyond their library."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.beyond import ExternalTrack, Freshness
from musicsim.domain.model.question import AnswerState
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A track beyond the library, the providers that suggest it, and which of ours it is where the library has it."""

    track: ExternalTrack
    providers: Sequence[str]
    ours: Track | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A provider, and how it stands with its answer; `state` and `freshness` are None before there is one."""

    provider: str
    state: AnswerState | None = None
    freshness: Freshness | None = None
    answered_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendations:
    """Best first, those by the seed's own artist last.

    `due`: some provider is to be asked; `asking`: somebody does so at the moment; `again_at` is when one who is not
    ready may be.
    """

    items: Sequence[Recommendation]
    sources: Sequence[Source]
    due: bool
    asking: bool
    again_at: datetime | None = None
