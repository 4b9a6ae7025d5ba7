"""What words ask of a sound."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.track import Track

MOST_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Tagged:
    """Any of these tags, and none of those."""

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Paced:
    """A tempo above `bpm` (direction 1), below it (-1), or near it (0)."""

    bpm: float
    direction: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class InMode:
    """Major or minor."""

    mode: Mode
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class InKey:
    """That key, or one that sounds near it."""

    key: MusicalKey
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Loud:
    """Louder (direction 1) or quieter (-1) than most."""

    direction: int
    weight: float = 1.0


Wish = Tagged | Paced | InMode | InKey | Loud


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word asks for: its wishes together, by their weights.

    `thing` tells nouns (guitar, voice, jazz) from qualities (sad, slow): negation reaches up to the next thing.
    `rough` is set where no tag says quite that, as with piano, and the nearest ones stand for it.
    """

    wishes: tuple[Wish, ...]
    thing: bool = False
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A word or a few, as they were written but folded, with what they mean.

    `intensity` is 1, more for "very", less for "a little"; negated clauses ask for the opposite. `weight` is ½ for
    "less": half a negation.
    """

    text: str
    meaning: Meaning
    intensity: float = 1.0
    negated: bool = False
    weight: float = 1.0

    @property
    def counts(self) -> float:
        """How much it counts beside other clauses."""
        return self.intensity * self.weight


@dataclass(frozen=True, slots=True)
class WordQuery:
    """All that was understood, and the words that were not, folded and in their order.

    Unknown words that were negated stand in `unwanted`, others in `unknown`: they can be looked for in titles.
    """

    clauses: tuple[Clause, ...] = ()
    unknown: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def rough(self) -> tuple[str, ...]:
        """The words that were understood only roughly."""
        return tuple(clause.text for clause in self.clauses if clause.meaning.rough)


@dataclass(frozen=True, slots=True)
class TextQuery:
    """How to look for what a text says: by its words, or by a place in a space of texts and sounds, or by both."""

    words: WordQuery = field(default_factory=WordQuery)
    embedding: Embedding | None = None


@dataclass(frozen=True, slots=True)
class WordHit:
    """A track that fits; `score` and the fits of the query's clauses, in their order, are 0 … 1."""

    track: Track
    score: float
    fits: Sequence[float] = ()
    copies: Sequence[Track] = ()


@dataclass(frozen=True, slots=True)
class WordTracks:
    """What was understood, the tracks that fit, best first, and those whose names hold what was not understood."""

    query: WordQuery
    hits: Sequence[WordHit]
    named: Sequence[Track]


def checked_text(text: str, field: str = "text") -> str:
    """`text`, unless it is blank or too long: Invalid, with that field."""
    if not text.strip():
        raise Invalid('Say how it should sound, for example "calm piano without voice".', field)
    if len(text) > MOST_CHARACTERS:
        raise Invalid(f"At most {MOST_CHARACTERS} characters are read.", field)
    return text
