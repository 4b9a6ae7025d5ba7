"""From what people write to what they mean.

No parser of grammar, on purpose: terms of a vocabulary are found, the longest first, and a few small words decide
whether each is wanted and how much. "Without" reaches up to the next thing, "not" one term; "or", "nor" and "ni" carry
a negation on, "and" only from thing to thing ("without drums and guitar", but "without drums and slow"); a comma,
"but" and "with" end it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from musicsim.domain.model.words import Clause, Meaning, WordQuery, checked_text
from musicsim.domain.rules.grammar import INTENSITIES, SMALL, Role
from musicsim.domain.rules.text import fold
from musicsim.domain.rules.vocabulary import TERMS
from musicsim.domain.rules.word_numbers import take_out

_LONGEST = max(map(len, (*TERMS, *SMALL, *INTENSITIES)))
_TOKEN = re.compile(r"§\d+|[\w#&+]+|[,;.:!?()/|]")
_BREAKS = frozenset(",;.:!?()/|")
_ELISION = re.compile(r"(?<![\w'])(?:qu|[cdjlmnst])'(?=\w)")
_HALF = 0.5

Found = tuple[str, Meaning | Role | float | None]
"""A term as it was written, and what it is: a meaning, a small word, an intensity, or None: unknown."""


def understand(text: str) -> WordQuery:
    """What a text of at most 1,000 characters asks for; Invalid when it is blank or longer.

    The order of clauses between commas has no effect. The same term twice counts once, as it counts most.
    """
    reading = _Reading()
    for term, what in _terms(checked_text(text)):
        reading.read(term, what)
    return WordQuery(tuple(reading.clauses.values()), tuple(reading.unknown), tuple(reading.unwanted))


def _terms(text: str) -> Iterator[Found]:
    folded = fold(text.replace("’", "'")).replace("n't", " not")
    without_numbers, numbers = take_out(_ELISION.sub(" ", folded))
    tokens = _TOKEN.findall(without_numbers.replace("-", " ").replace("'", " "))
    at = 0
    while at < len(tokens):
        length, found = _longest(tokens[at : at + _LONGEST], numbers)
        yield found
        at += length


def _longest(tokens: list[str], numbers: Mapping[str, tuple[str, Meaning]]) -> tuple[int, Found]:
    """The longest term that begins here, and how many tokens it takes."""
    if tokens[0] in _BREAKS:
        return 1, (tokens[0], Role.BREAK)
    if tokens[0] in numbers:
        return 1, numbers[tokens[0]]
    for length in range(len(tokens), 0, -1):
        words = tuple(tokens[:length])
        for known in (TERMS, SMALL, INTENSITIES):
            if words in known:
                return length, (" ".join(words), known[words])
    return 1, (tokens[0], None)


@dataclass
class _Reading:
    """What was understood so far, and what is going on.

    `negation` is what negates the next term, `carried` what negated the last one: Role and how much.
    """

    clauses: dict[tuple[Meaning, bool], Clause] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)
    unwanted: dict[str, None] = field(default_factory=dict)
    negation: Role | None = None
    carried: Role | None = None
    joined: bool = False  # by "and" to what `carried` negates
    intensity: float = 1.0

    def read(self, term: str, what: Meaning | Role | float | None) -> None:
        if isinstance(what, Role):
            self._turn(what)
        elif isinstance(what, float):
            self.intensity = max(self.intensity, what) if what > 1 else what
        else:
            self._take(term, what)

    def _turn(self, role: Role) -> None:
        """Small words."""
        if role in (Role.WITHOUT, Role.NOT, Role.LESS):
            self.negation = None if self.negation else role
        elif role is Role.OR:
            self.negation = self.negation or self.carried
        elif role is Role.AND:
            self.joined = self.carried is not None
        elif role is Role.FILLER:
            self.negation = None
        elif role is Role.BREAK:
            self.negation, self.carried, self.joined, self.intensity = None, None, False, 1.0

    def _take(self, term: str, meaning: Meaning | None) -> None:
        """A term, known or not; what is not known is taken for a thing."""
        thing = meaning is None or meaning.thing
        negation = self.negation or (self.carried if self.joined and thing else None)
        if meaning is not None:
            weight = _HALF if negation is Role.LESS else 1.0
            self._keep(Clause(term, meaning, self.intensity, bool(negation), weight))
        elif not term.isdigit():
            (self.unwanted if negation else self.unknown)[term] = None
        reaches_on = negation is Role.WITHOUT and not thing
        self.negation, self.carried = (negation if reaches_on else None), negation
        self.joined, self.intensity = False, 1.0

    def _keep(self, clause: Clause) -> None:
        before = self.clauses.get((clause.meaning, clause.negated))
        best = max(clause, before or clause, key=lambda one: one.counts)
        kept = replace(before or clause, intensity=best.intensity, weight=best.weight)
        self.clauses[clause.meaning, clause.negated] = kept
