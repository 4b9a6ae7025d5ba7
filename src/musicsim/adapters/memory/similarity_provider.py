"""Similar music that a test made up."""

from dataclasses import dataclass, field

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.beyond import (
    ANYTHING,
    SPOTIFY,
    ExternalId,
    Preparing,
    SimilarityFilter,
    Suggestion,
    Suggestions,
)
from musicsim.domain.rules.recommending import tidy
from musicsim.domain.rules.wishes import checked_limit, checked_prompt
from musicsim.ports.similarity_provider import SimilarityProvider


@dataclass
class MemorySimilarityProvider(SimilarityProvider):
    """Answers from `like`, by seed, and `by_prompt`, by word: what any word of a prompt leads to.

    Knobs: seeds in `unheard` are being prepared; `fails_with` is raised by every call; `asked` tells what was asked.
    """

    name: str = "memory"
    catalogue: str = SPOTIFY
    knows_sound: bool = True
    like: dict[ExternalId, list[Suggestion]] = field(default_factory=dict)
    by_prompt: dict[str, list[Suggestion]] = field(default_factory=dict)
    unheard: set[ExternalId] = field(default_factory=set)
    fails_with: MusicsimError | None = None
    asked: list[tuple[ExternalId | str, SimilarityFilter]] = field(default_factory=list)

    async def similar(
        self, seed: ExternalId, limit: int, where: SimilarityFilter = ANYTHING
    ) -> Suggestions | Preparing | None:
        checked_limit(limit)
        self._note(seed, where)
        if seed in self.unheard:
            return Preparing(60.0)
        return tidy(self.like[seed], limit, seed) if seed in self.like else None

    async def described(self, prompt: str, limit: int) -> Suggestions | None:
        checked_limit(limit)
        self._note(checked_prompt(prompt), ANYTHING)
        found = [one for word in prompt.split() for one in self.by_prompt.get(word, ())]
        return tidy(found, limit)

    def _note(self, question: ExternalId | str, where: SimilarityFilter) -> None:
        self.asked.append((question, where))
        if self.fails_with is not None:
            raise self.fails_with
