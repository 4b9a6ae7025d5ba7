"""What sounds like an excerpt, and what it is of."""

from typing import Annotated

import msgspec

from musicsim.domain.model.alchemy import MOST_SEEDS, MOST_WEIGHT
from musicsim.domain.model.clip import ClipAnswer, Excerpt, Source
from musicsim.domain.model.details import Beside
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.entrypoints.schemas.alchemy import SimilarOptions
from musicsim.entrypoints.schemas.seed import SeedRequest
from musicsim.entrypoints.schemas.similar import Hit, tracks_of
from musicsim.entrypoints.schemas.track import Track

_MOST_TAGS = 5

_Seeds = Annotated[list[SeedRequest], msgspec.Meta(max_length=MOST_SEEDS - 1)]


class ClipOptions(SimilarOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What else to have more of and less of, besides the options; `weight` is the excerpt's own among these seeds."""

    weight: Annotated[float, msgspec.Meta(gt=0, le=MOST_WEIGHT)] = 1.0
    seeds: _Seeds = msgspec.field(default_factory=list)


class HeardExcerpt(msgspec.Struct, frozen=True, kw_only=True):
    """What was heard of an excerpt: seconds, beats a minute, the key as a Camelot code, LUFS, its likeliest tags."""

    duration: float
    bpm: float | None
    camelot: str | None
    lufs: float | None
    tags: list[str]

    @classmethod
    def of(cls, excerpt: Excerpt) -> "HeardExcerpt":
        heard = excerpt.analysis
        return cls(
            duration=round(heard.duration, 2),
            bpm=round(heard.tempo.bpm, 1) if heard.tempo else None,
            camelot=heard.key.key.camelot if heard.key else None,
            lufs=round(heard.loudness.lufs, 1) if heard.loudness else None,
            tags=[name for name, _ in heard.tags.top(_MOST_TAGS)] if heard.tags else [],
        )


class ClipSource(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the recording that an excerpt is of: where in it the excerpt begins, in seconds, and how sure that is:
    0.5 is only just believed, 1 beyond doubt.
    """

    track: Track
    position: float
    certainty: float

    @classmethod
    def of(cls, source: Source, beside: Beside) -> "ClipSource":
        match = source.match
        return cls(
            track=Track.of(source.track, beside),
            position=round(match.position, 2),
            certainty=round(match.certainty, 3),
        )


class ClipTracks(msgspec.Struct, frozen=True, kw_only=True):
    """Hits, best first, and before them the recording that the excerpt is of, if the library has it; it needs no `why`.

    `sources` are its files, the surest first; `recognising` is false where excerpts are not recognised. `next` is
    always null: ask for more.
    """

    heard: HeardExcerpt
    recognising: bool
    sources: list[ClipSource]
    items: list[Hit]
    next: None

    @classmethod
    def of(cls, answer: ClipAnswer, beside: Beside) -> "ClipTracks":
        return cls(
            heard=HeardExcerpt.of(answer.excerpt),
            recognising=answer.recognising,
            sources=[ClipSource.of(each, beside) for each in answer.sources],
            items=[Hit.of(hit, beside) for hit in answer.hits],
            next=None,
        )


def tracks_heard(answer: ClipAnswer) -> list[DomainTrack]:
    """Every track that the answer names."""
    return tracks_of([each.track for each in answer.sources], answer.hits)
