"""Why a track is an answer: what it shares with the seed, as values; clients make words of them."""

from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.explanation import Explanation, SharedTag
from musicsim.domain.model.facets import BALANCED, FacetWeights
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.rules.facets import facet_likenesses, likeness_of, shares
from musicsim.domain.rules.relations import key_between, tempo_between
from musicsim.domain.rules.traits import traits_of

MOST_TAGS = 5
_NOTEWORTHY = 0.5  # standard deviations above the usual: about the upper third
_AUDIBLE = 0.02  # probability: what is rarer than this nobody would call so, however unusual


def explain(
    seed: Analysis, hit: Analysis, timbre: float, scale: TagScale, weights: FacetWeights = BALANCED
) -> Explanation:
    """Why `hit` is an answer to `seed`, whose timbres have that cosine (see rules.timbre)."""
    return explain_all(seed, [hit], np.array([timbre]), scale, weights)[0]


def explain_all(
    seed: Analysis, hits: Sequence[Analysis], timbres: Reals, scale: TagScale, weights: FacetWeights = BALANCED
) -> list[Explanation]:
    """The same for several, in their order, in little more time than for one; `timbres` has shape (hits,)."""
    ours, theirs = traits_of([seed], scale), traits_of(hits, scale)
    rows = facet_likenesses(ours, theirs, timbres).tolist()
    unusual = np.minimum(ours.tags[0], theirs.tags).tolist()
    return [
        Explanation(
            shares=shares(row, weights),
            likeness=likeness_of(row),
            tags=_shared(seed, hit, scale.names, scores),
            tempo=tempo_between(seed, hit),
            key=key_between(seed, hit),
        )
        for hit, row, scores in zip(hits, rows, unusual, strict=True)
    ]


def shared_tags(seed: Analysis, hit: Analysis, scale: TagScale) -> list[SharedTag]:
    """Tags that both have clearly more than is usual, the most unusual in both first, ties by name; at most five."""
    return _shared(seed, hit, scale.names, traits_of([seed, hit], scale).tags.min(axis=0).tolist())


def _shared(seed: Analysis, hit: Analysis, names: Sequence[str], scores: Sequence[float]) -> list[SharedTag]:
    if seed.tags is None or hit.tags is None:
        return []
    here, there = seed.tags.probabilities, hit.tags.probabilities
    found = [
        (-score, SharedTag(name, here[name], there[name]))
        for name, score in zip(names, scores, strict=True)
        if score >= _NOTEWORTHY and min(here[name], there[name]) >= _AUDIBLE
    ]
    return [tag for _, tag in sorted(found, key=lambda one: (one[0], one[1].name))[:MOST_TAGS]]
