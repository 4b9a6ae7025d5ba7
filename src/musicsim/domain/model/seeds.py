"""What people search by: tracks, albums and the like, each wanted more or less of."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.model.alchemy import Seed
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.similarity import Sound
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Space


class SeedKind(StrEnum):
    """What a seed's id is the id of; for TAG it is a tag, for WORDS a text, for FAVOURITES it means nothing."""

    TRACK = "track"
    ALBUM = "album"
    ARTIST = "artist"
    PLAYLIST = "playlist"
    FAVOURITES = "favourites"
    TAG = "tag"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class SeedWish:
    """More (weight above 0) or less (below) of something, -100 … 100; only proportions matter."""

    kind: SeedKind
    id: str = ""
    weight: float = 1.0

    @property
    def name(self) -> str:
        """What tells it from other seeds: "track:01J…", "tag:sad"."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A seed that is not of the library, such as a clip: what was heard in it. `vector` has unit length."""

    name: str
    vector: Vector
    analysis: Analysis
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A track that stands for what is wanted, by which facets compare; `track` is None for what was only heard."""

    track: Track | None
    vector: Vector
    analysis: Analysis
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Around:
    """Where to look, and what to compare with.

    `vector`, of unit length, is the query; `recordings` are those whose copies stand apart from the hits, `own` the
    tracks that are never hits.
    """

    vector: Vector
    examples: Sequence[Example] = ()
    recordings: Sequence[Sound] = ()
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GatheredSeed:
    """A wish, what people call the thing, and how many of its tracks speak for it."""

    wish: SeedWish
    label: str
    tracks: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Gathered:
    """Wishes, found in the library: their seeds for alchemy, and all together as one question to a space."""

    space: Space
    found: Sequence[GatheredSeed]
    seeds: Sequence[Seed]
    around: Around


@dataclass(frozen=True, slots=True)
class Members:
    """The tracks behind a wish, none for a tag; `label` is what people call it."""

    wish: SeedWish
    label: str
    tracks: Sequence[TrackId] = ()
