"""What sounds like a track."""

import msgspec

from musicsim.domain.model import similarity as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.entrypoints.schemas.track import Track


class Hit(msgspec.Struct, frozen=True):
    """A similar track; `score` is the cosine to the seed, `copies` are its near-duplicates."""

    track: Track
    score: float
    copies: list[Track]


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
            items=[
                Hit(Track.of(hit.track, beside), round(hit.score, 4), [Track.of(copy, beside) for copy in hit.copies])
                for hit in answer.hits
            ],
        )


def tracks_in(answer: domain.SimilarTracks) -> list[DomainTrack]:
    """Every track that the answer names."""
    return [answer.seed, *answer.copies, *(track for hit in answer.hits for track in (hit.track, *hit.copies))]
