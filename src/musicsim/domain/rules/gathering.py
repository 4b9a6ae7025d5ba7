"""From seeds that were found to one question."""

from collections.abc import Mapping, Sequence

import numpy as np

from musicsim.domain.errors import Conflict, Invalid
from musicsim.domain.model.alchemy import MOST_SEEDS, Seed
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.seeds import Heard, Members, SeedKind, SeedWish
from musicsim.domain.model.words import WordQuery, checked_text
from musicsim.domain.rules.alchemy import blend, centroid
from musicsim.domain.rules.suggesting import spread
from musicsim.domain.rules.text import fold
from musicsim.domain.rules.word_seeds import word_seeds

MOST_EXAMPLES = 24
"""Tracks that facets compare with, all seeds together; of more seeds than that one of each."""


def check_seeds(wishes: Sequence[SeedWish], heard: Sequence[Heard]) -> None:
    """Raise Invalid, with the field "seeds", where there are none, or too many, or none that is wanted, or no words."""
    count = len(wishes) + len(heard)
    if not 1 <= count <= MOST_SEEDS:
        raise Invalid(f"Name between 1 and {MOST_SEEDS} seeds.", "seeds")
    if max([*(one.weight for one in wishes), *(one.weight for one in heard)]) <= 0:
        raise Invalid("Add at least one thing to have more of: less of something leaves everything else.", "seeds")
    for wish in wishes:
        if wish.kind is SeedKind.WORDS:
            checked_text(wish.id, "seeds")


def members_seed(members: Members, vectors: Mapping[str, Vector]) -> Seed:
    """The seed of a track, or of the mean direction of several; Conflict where none has been listened to."""
    known = [vectors[track] for track in members.tracks if track in vectors]
    if not known:
        raise Conflict(f"None of the tracks of {members.label or 'your favourites'!r} has been listened to yet.")
    wish = members.wish
    return Seed(wish.name, known[0] if len(known) == 1 else centroid(np.stack(known)), wish.weight)


def tag_seed(wish: SeedWish, bearings: Bearings) -> Seed:
    """The seed of a tag. Invalid for one that the models do not know, Conflict where it points nowhere yet."""
    names = {fold(name): name for name in (*TAGS, *bearings.scale.names)}
    tag = names.get(fold(wish.id))
    if tag is None:
        raise Invalid(f"There is no tag {wish.id!r}: `GET /moods` lists them.", "seeds")
    if tag not in bearings.directions:
        raise Conflict(f"It is not known yet where {wish.id!r} leads: too few tracks have been listened to.")
    return Seed(f"{wish.kind}:{tag}", bearings.directions[tag], wish.weight)


def text_seeds(wish: SeedWish, query: WordQuery, bearings: Bearings) -> list[Seed]:
    """The seeds of words, which weigh as much as one together. Invalid where they say nothing of tags."""
    seeds = word_seeds(query, bearings.directions)
    total = sum(abs(seed.weight) for seed in seeds)
    if not seeds:
        raise Invalid(f"These words name no sound that tracks can be near to: {wish.id!r}.", "seeds")
    return [Seed(seed.name, seed.vector, seed.weight / total * wish.weight) for seed in seeds]


def question(seeds: Sequence[Seed]) -> Vector:
    """The query of unit length: the seed itself where it is the only one, else what they blend to (see rules.alchemy).

    Invalid when they cancel one another out.
    """
    weighty = [seed for seed in seeds if seed.weight]
    return weighty[0].vector if len(weighty) == 1 and weighty[0].weight > 0 else blend(seeds)


def examples_of(members: Sequence[Members], vectors: Mapping[str, Vector]) -> dict[str, float]:
    """The tracks that stand for what is wanted, with their weights: of each seed a few, as unlike as can be."""
    wanted = [one for one in members if one.wish.weight > 0 and one.tracks]
    weights: dict[str, float] = {}
    for one in wanted:
        known = [track for track in one.tracks if track in vectors]
        places = spread(np.stack([vectors[track] for track in known]), max(1, MOST_EXAMPLES // len(wanted)))
        for place in places:
            weights[known[place]] = weights.get(known[place], 0.0) + one.wish.weight / len(places)
    return weights
