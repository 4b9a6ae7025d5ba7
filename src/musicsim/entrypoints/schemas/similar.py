"""What sounds like a track, and why."""

from collections.abc import Iterable, Sequence

import msgspec

from musicsim.domain.model import similarity as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.entrypoints.schemas.facets import FacetParts
from musicsim.entrypoints.schemas.relations import KeyRelation, TempoRelation
from musicsim.entrypoints.schemas.rounding import four
from musicsim.entrypoints.schemas.track import Track


class SharedTag(msgspec.Struct, frozen=True, kw_only=True):
    """A tag that both clearly have more than is usual in the library, with its probability in each."""

    name: str
    example: float
    hit: float


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why a hit is one: how it compares with `example`, of what was asked for the track that sounds most like it (null
    for a clip).

    `likeness` is 1 for the same, 0 for what two tracks at random have on average; `shares`, which sum to 1, say what
    part of the likeness each side makes up. `tempo` and `key` are null where unknown.
    """

    example: str | None
    shares: FacetParts
    likeness: FacetParts
    tags: list[SharedTag]
    tempo: TempoRelation | None
    key: KeyRelation | None

    @classmethod
    def of(cls, why: domain.Why | None) -> "Why | None":
        if why is None:
            return None
        told = why.explanation
        return cls(
            example=why.example.id if why.example else None,
            shares=FacetParts.of(told.shares),
            likeness=FacetParts.of(told.likeness),
            tags=[SharedTag(name=tag.name, example=four(tag.seed), hit=four(tag.hit)) for tag in told.tags],
            tempo=TempoRelation.of(told.tempo),
            key=KeyRelation.of(told.key),
        )


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A similar track; `score` is the cosine to what was asked for, or what the sides of the sound made of it, `copies`
    are its near-duplicates. `why` is null unless it was asked for, and where tags or words are all that was.
    """

    track: Track
    score: float
    copies: list[Track]
    why: Why | None

    @classmethod
    def of(cls, hit: domain.Hit, beside: Beside) -> "Hit":
        return cls(
            track=Track.of(hit.track, beside),
            score=four(hit.score),
            copies=[Track.of(copy, beside) for copy in hit.copies],
            why=Why.of(hit.why),
        )


class SimilarTracks(msgspec.Struct, frozen=True, kw_only=True):
    """Hits, best first, and the seed's own near-duplicates apart from them. `next` is always null: ask for more."""

    seed: Track
    copies: list[Track]
    items: list[Hit]
    next: None = None

    @classmethod
    def of(cls, answer: domain.SimilarTracks, beside: Beside) -> "SimilarTracks":
        return cls(
            seed=Track.of(answer.seed, beside),
            copies=[Track.of(copy, beside) for copy in answer.copies],
            items=[Hit.of(hit, beside) for hit in answer.hits],
        )


def tracks_in(answer: domain.SimilarTracks) -> list[DomainTrack]:
    """Every track that the answer names."""
    return [answer.seed, *tracks_of(answer.copies, answer.hits)]


def tracks_of(copies: Sequence[DomainTrack], hits: Iterable[domain.Hit]) -> list[DomainTrack]:
    """Every track among hits, and copies apart from these."""
    return [*copies, *(track for hit in hits for track in (hit.track, *hit.copies))]
