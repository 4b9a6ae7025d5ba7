"""What a vector index keeps and how it is asked."""

from dataclasses import dataclass
from typing import NamedTuple

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.span import Span

LIBRARY = "library"
"""The alias of the space that answers "what sounds like this?"."""

Place = tuple[str, int]
"""What tells an entry from others: its id and its part."""


@dataclass(frozen=True, slots=True)
class Space:
    """A named, versioned embedding space, such as "musicnn-msd@1" with 212 dimensions."""

    name: str
    dimension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """What an index can filter by. Names are folded (see rules.text.fold), "" and None mean unknown.

    `duration` in seconds, `key` a Camelot code, `moods` the tags that are clearly there, `folder` the path of the
    library's folder that it lies in, "" for the root.
    """

    artist: str = ""
    album: str = ""
    genres: frozenset[str] = frozenset()
    year: int | None = None
    bpm: float | None = None
    key: str = ""
    duration: float | None = None
    moods: frozenset[str] = frozenset()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class VectorEntry:
    """A vector of unit length, one of an id's `part`s (0 … 65,535), with its attributes."""

    id: str
    vector: Vector
    attributes: Attributes = Attributes()
    part: int = 0

    @property
    def place(self) -> Place:
        return self.id, self.part


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that all must hold; the default lets everything pass.

    One of `genres`, all of `moods`, in the folder `within` at any depth ("": anywhere), one of `only_ids` (None: any;
    an empty set admits nothing). An entry whose attribute is unknown fails every condition on that attribute, except
    the exclusions and `keys` that hold "" itself.
    """

    year: Span | None = None
    bpm: Span | None = None
    duration: Span | None = None
    keys: frozenset[str] = frozenset()
    genres: frozenset[str] = frozenset()
    moods: frozenset[str] = frozenset()
    within: str = ""
    only_ids: frozenset[str] | None = None
    exclude_ids: frozenset[str] = frozenset()
    exclude_artists: frozenset[str] = frozenset()
    exclude_albums: frozenset[str] = frozenset()

    def admits(self, entry_id: str, of: Attributes) -> bool:
        """Whether an entry with that id and those attributes passes: the reference for every index."""
        spans = ((self.year, of.year), (self.bpm, of.bpm), (self.duration, of.duration))
        return (
            all(span is None or value in span for span, value in spans)
            and (not self.keys or of.key in self.keys)
            and (not self.genres or not self.genres.isdisjoint(of.genres))
            and self.moods <= of.moods
            and (not self.within or f"{of.folder}/".startswith(f"{self.within}/"))
            and (self.only_ids is None or entry_id in self.only_ids)
            and entry_id not in self.exclude_ids
            and of.artist not in self.exclude_artists
            and of.album not in self.exclude_albums
        )


EVERYTHING = Filter()


class Neighbour(NamedTuple):
    """An id near the query; `score` is the cosine of its nearest part, -1 … 1.

    A plain tuple: every search makes hundreds, in a third of the time.
    """

    id: str
    score: float
    part: int = 0
