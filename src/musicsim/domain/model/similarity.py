"""Questions of the kind "what sounds like this?" and their answers.

What every question makes a hundred of are plain tuples: they are made in a third of the time.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.details import NOTHING_BESIDE, Beside
from musicsim.domain.model.explanation import Explanation
from musicsim.domain.model.facets import BALANCED, FacetWeights
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import EVERYTHING, Filter, Space

MOST_HITS = 100
"""Hits that one question may ask for."""


class Sound(NamedTuple):
    """What of a track decides whether another is the same recording.

    `vector` has unit length; `bpm`, `key` (Camelot), `duration` (seconds) and `fingerprint` (of the stretch that
    listening takes) are None or "" where unknown.
    """

    vector: Vector
    bpm: float | None = None
    key: str = ""
    duration: float | None = None
    fingerprint: Fingerprint | None = None


class Candidate(NamedTuple):
    """A track near the query, before ranking. `artist` and `album` are folded; "" is nobody's.

    `hub` says how near the track is to its neighbours; None where that is not known: see rules.hubness.
    """

    id: str
    score: float
    artist: str
    album: str
    sound: Sound
    hub: float | None = None


class Ranked(NamedTuple):
    """A candidate that made it, with its near-duplicates in the order of their scores."""

    candidate: Candidate
    copies: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingOptions:
    """How the nearest become an answer.

    At most `limit` hits, `per_artist` and `per_album` of them by one artist and from one album (None: any number).
    `diversity` trades nearness to the query (0) against distance among the hits (1): Carbonell and Goldstein's
    maximal marginal relevance with λ = 1 - diversity. `damp_hubs` says how much what is everyone's
    neighbour is held back, as far as that is known: not at all (0) … as is right for cosines (1); see rules.hubness.
    """

    limit: int = 20
    per_artist: int | None = 3
    per_album: int | None = 2
    diversity: float = 0.0
    group_copies: bool = True
    damp_hubs: float = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_HITS:
            raise Invalid(f"limit lies between 1 and {MOST_HITS}.", "limit")
        if not 0 <= self.diversity <= 1:
            raise Invalid("diversity lies between 0 and 1.", "diversity")
        if not 0 <= self.damp_hubs <= 1:
            raise Invalid("damp_hubs lies between 0 and 1.", "damp_hubs")
        for name in ("per_artist", "per_album"):
            cap = getattr(self, name)
            if cap is not None and cap < 1:
                raise Invalid(f"{name} is at least 1, or none at all.", name)


@dataclass(frozen=True, slots=True)
class SimilarQuery:
    """What to find, among what, how to compare and rank it, and whether to say why.

    With `asker` the answer tells what lists show beside its tracks, to that person.
    """

    options: RankingOptions = RankingOptions()
    where: Filter = EVERYTHING
    weights: FacetWeights = BALANCED
    explain: bool = False
    asker: UserId | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why a hit is one: how it compares with `example`, the nearest of what was asked for; None for a clip."""

    example: Track | None
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Hit:
    """A similar track; `score` is the cosine to what was asked for, or what facets made of it (see rules.facets);
    `copies` are its near-duplicates.
    """

    track: Track
    score: float
    copies: Sequence[Track] = ()
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hits, best first, and copies of what was asked for apart from them; `beside` is of these and of the examples."""

    copies: Sequence[Track]
    hits: Sequence[Hit]
    beside: Beside = NOTHING_BESIDE


@dataclass(frozen=True, slots=True)
class SimilarTracks:
    """The answer: hits, best first, and the seed's own near-duplicates apart from them."""

    seed: Track
    copies: Sequence[Track]
    hits: Sequence[Hit]
    beside: Beside = NOTHING_BESIDE


class Sketch(NamedTuple):
    """What caps and grouping need of a track: folded names, "" unknown, and its length in seconds."""

    artist: str
    album: str
    duration: float | None


class Met(NamedTuple):
    """A track that the rows hold present, with what it scores, its vector, and its hub number where that is known."""

    sketch: Sketch
    score: float
    vector: Vector
    hub: float | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What ranking left, best first, and ids of copies of what was asked for, apart from it."""

    copies: Sequence[TrackId]
    ranked: Sequence[Ranked]

    @property
    def ids(self) -> list[TrackId]:
        """All tracks that are in it."""
        each = (one for ranked in self.ranked for one in (ranked.candidate, *ranked.copies))
        return [*self.copies, *(TrackId(one.id) for one in each)]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Scores of ids, the higher the better, and as many of their vectors as are at hand: others are looked up."""

    scores: Mapping[str, float]
    vectors: Mapping[str, Vector] = field(default_factory=dict)


RankScored = Callable[[Space, Scored, RankingOptions, Sequence[Sound], dict[str, Met]], Awaitable[Chosen]]
"""Chooses among ids with scores: see RankTracks."""
