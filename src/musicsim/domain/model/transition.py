"""How well one track follows another, and in which order many do."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.playlist import PlacedTrack, Playlist

MOST_ORDERED = 1000
"""Items that can be put in order at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What of a track decides on transitions: None and "" are what is not known of it.

    `vector` has unit length, `key` is a Camelot code, `lufs` the loudness.
    """

    vector: Vector | None = None
    bpm: float | None = None
    key: str = ""
    lufs: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The costs of a transition, each from 0 (cannot be heard) to 1; half where one of the two is unknown."""

    tempo: float
    key: float
    loudness: float
    timbre: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part counts; only their ratios matter."""

    tempo: float = 0.3
    key: float = 0.2
    loudness: float = 0.1
    timbre: float = 0.4

    def __post_init__(self) -> None:
        for field in fields(self):
            if not 0 <= getattr(self, field.name) <= 1000:
                raise Invalid("A weight lies between 0 and 1000.", field.name)
        if self.total <= 0:
            raise Invalid("At least one weight is above 0.", "weights")

    @property
    def total(self) -> float:
        return self.tempo + self.key + self.loudness + self.timbre

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """The weights of tempo, key, loudness and timbre, which sum up to 1."""
        one = self.total
        return self.tempo / one, self.key / one, self.loudness / one, self.timbre / one


@dataclass(frozen=True, slots=True)
class Transition:
    """From an item to the one behind it; `cost` is the weighted sum of the parts."""

    cost: float
    parts: Parts


@dataclass(frozen=True, slots=True)
class Sequel:
    """Items in an order, and the transitions between them, one fewer."""

    items: Sequence[PlacedTrack]
    transitions: Sequence[Transition]

    @property
    def cost(self) -> float:
        """The mean over the transitions, 0 without any."""
        return sum(each.cost for each in self.transitions) / len(self.transitions) if self.transitions else 0.0


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order for smooth transitions; `before` is the mean cost of the order that there was.

    `loudness` is that of each item of `sequence`, in LUFS, None where it is not known.
    """

    playlist: Playlist
    sequence: Sequel
    loudness: Sequence[float | None]
    before: float
    applied: bool
