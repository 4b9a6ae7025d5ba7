"""Pictures for albums that have none, made here or on the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.model.analysis import Analysis, Waveform
from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.image import Image


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a painter is told in words: what to paint, and what to avoid."""

    wanted: str
    unwanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtworkOrder:
    """A picture to be made. `edge` in pixels; pictures are square.

    `key` names what it is for, the same for the same album: a painter may draw chance from it, and nothing else.
    """

    key: str
    prompt: Prompt
    analysis: Analysis
    waveform: Waveform | None = None
    edge: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a picture comes from, as it is shown beside it; `cost` in the provider's own currency."""

    provider: str
    model: str
    prompt: str = ""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Painting:
    """A picture that was made."""

    image: Image
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Declined:
    """The generator looked at the prompt and does not want to paint it, in its own words; it will not tomorrow."""

    reason: str


class Outcome(StrEnum):
    """What asking one source came to."""

    FOUND = "found"
    NONE = "none"  # it answers, and has nothing
    DECLINED = "declined"  # it does not want to
    FAILED = "failed"  # it could not be asked, or broke


@dataclass(frozen=True, slots=True)
class Tried:
    """A line of the trace: which source was asked, when, and what came of it."""

    source: str
    outcome: Outcome
    at: datetime
    detail: str = ""


class ArtworkState(StrEnum):
    """How the search for one album's picture ended."""

    WAITING = "waiting"  # it was not looked for yet, or a person wants it anew
    FOUND = "found"
    ABSENT = "absent"  # all sources answered, none has one
    FAILED = "failed"  # none was found, and some could not be asked


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture stands for: an album or, `alone`, a track that is on none; `id` is the one's or the other's."""

    id: str
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtworkSearch:
    """The durable row of a subject that is to be pictured; `album` is its id.

    `attempts` counts those since a picture was last found or wanted anew; `next_try` is None when there is none by
    itself. `tried` is the trace of the last attempt. `image` is the id of the AlbumPicture that is shown, "" for none;
    `wanted` the generator that a person asks for another one, "" for any, None when nobody asks.
    """

    album: str
    alone: bool = False
    state: ArtworkState = ArtworkState.WAITING
    attempts: int = 0
    next_try: datetime | None = None
    tried: Sequence[Tried] = ()
    image: str = ""
    wanted: str | None = None
    changed_at: datetime | None = None

    @property
    def subject(self) -> Subject:
        return Subject(self.album, self.alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumFacts:
    """What decides whether a subject, whose id `album` is, needs a picture, and how soon.

    `pictures` are those it has and `rejected` the providers whose pictures a person did not want. `analysed` when at
    least one of its tracks was listened to: nothing can be painted from silence.
    """

    album: str
    alone: bool = False
    pictures: frozenset[ArtworkSource] = frozenset()
    rejected: frozenset[str] = frozenset()
    analysed: bool = True
    last_played: datetime | None = None
    added_at: datetime
    search: ArtworkSearch | None = None

    @property
    def subject(self) -> Subject:
        return Subject(self.album, self.alone)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What asking one source after another came to: the picture, if one was made, and the trace."""

    artwork: Painting | None
    tried: Sequence[Tried]
