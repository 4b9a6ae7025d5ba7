"""What sounds as words say."""

import msgspec

from musicsim.domain.model import words as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.entrypoints.schemas.track import Track


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Words that were understood, folded; `negated` where the opposite is asked for.

    `counts` is how much it counts beside other clauses: 1, more after "very", less after "a little" or "less". `rough`
    where no tag says quite that, and the nearest ones stand for it.
    """

    text: str
    negated: bool
    counts: float
    rough: bool

    @classmethod
    def of(cls, clause: domain.Clause) -> "Clause":
        return cls(text=clause.text, negated=clause.negated, counts=round(clause.counts, 4), rough=clause.meaning.rough)


class WordHit(msgspec.Struct, frozen=True, kw_only=True):
    """A track that fits; `score` and `fits`, one for each clause in their order, are 0 … 1: about the share of the
    library that fits less.
    """

    track: Track
    score: float
    fits: list[float]
    copies: list[Track]

    @classmethod
    def of(cls, hit: domain.WordHit, beside: Beside) -> "WordHit":
        return cls(
            track=Track.of(hit.track, beside),
            score=round(hit.score, 4),
            fits=[round(fit, 4) for fit in hit.fits],
            copies=[Track.of(copy, beside) for copy in hit.copies],
        )


class WordTracks(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood and which tracks fit, best first.

    Words that were not understood are `unknown`, or `unwanted` where they were negated; `named` are tracks whose title,
    artist, album or path holds all the unknown ones. `next` is always null.
    """

    understood: list[Clause]
    unknown: list[str]
    unwanted: list[str]
    items: list[WordHit]
    named: list[Track]
    next: None

    @classmethod
    def of(cls, found: domain.WordTracks, beside: Beside) -> "WordTracks":
        return cls(
            understood=[Clause.of(clause) for clause in found.query.clauses],
            unknown=list(found.query.unknown),
            unwanted=list(found.query.unwanted),
            items=[WordHit.of(hit, beside) for hit in found.hits],
            named=[Track.of(track, beside) for track in found.named],
            next=None,
        )


def tracks_found(found: domain.WordTracks) -> list[DomainTrack]:
    """Every track that the answer names."""
    return [*found.named, *(track for hit in found.hits for track in (hit.track, *hit.copies))]
