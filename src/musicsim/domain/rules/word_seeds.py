"""Where to look for tracks that fit words, in a library too large to score every one."""

from collections.abc import Mapping

from musicsim.domain.model.alchemy import MOST_SEEDS, Seed
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.words import WordQuery
from musicsim.domain.rules.word_scores import tag_weights


def word_seeds(query: WordQuery, directions: Mapping[str, Vector]) -> list[Seed]:
    """The query's tags as seeds for alchemy, the weightiest first, by the directions that the library's tags have.

    Empty when it speaks of tempo, key or loudness alone; nothing but negative ones when it says only what it shall not
    be. In both cases any track may fit, and candidates come from the filters, or at random.
    """
    weights = sorted(tag_weights(query).items(), key=lambda one: (-abs(one[1]), one[0]))
    return [Seed(f"tag:{name}", directions[name], weight) for name, weight in weights if name in directions][
        :MOST_SEEDS
    ]
