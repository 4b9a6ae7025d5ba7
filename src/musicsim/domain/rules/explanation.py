"""Why a track is an answer: what it shares with the seed, as values; clients make words of them."""

from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.explanation import Explanation, SharedTag
from musicsim.domain.model.facets import BALANCED, FacetWeights
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.rules.facets import all_shares, by_facet, facet_likenesses, likeness_of
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
    traits = traits_of([seed, *hits], scale)
    ours, theirs = traits[:1], traits[1:]
    rows = facet_likenesses(ours, theirs, timbres)
    parts = all_shares(rows, weights).tolist()
    tags = _shared(seed, hits, scale.names, np.minimum(ours.tags, theirs.tags))
    return [
        Explanation(
            shares=by_facet(part),
            likeness=likeness_of(row),
            tags=shared,
            tempo=tempo_between(seed, hit),
            key=key_between(seed, hit),
        )
        for hit, row, part, shared in zip(hits, rows.tolist(), parts, tags, strict=True)
    ]


def shared_tags(seed: Analysis, hit: Analysis, scale: TagScale) -> list[SharedTag]:
    """Tags that both have clearly more than is usual, the most unusual in both first, ties by name; at most five."""
    return _shared(seed, [hit], scale.names, traits_of([seed, hit], scale).tags.min(axis=0, keepdims=True))[0]


def _shared(seed: Analysis, hits: Sequence[Analysis], names: Sequence[str], scores: Reals) -> list[list[SharedTag]]:
    """Of each hit, by how unusual each tag is in both, shape (hits, names): what one does not know is as usual."""
    here = seed.tags.probabilities if seed.tags else {}
    there = [hit.tags.probabilities if hit.tags else {} for hit in hits]
    found: list[list[tuple[float, str]]] = [[] for _ in hits]
    rows, columns = np.nonzero(scores >= _NOTEWORTHY)
    for row, column, score in zip(rows.tolist(), columns.tolist(), scores[rows, columns].tolist(), strict=True):
        name = names[column]
        if min(here[name], there[row][name]) >= _AUDIBLE:
            found[row].append((-score, name))
    return [
        [SharedTag(name, here[name], of[name]) for _, name in sorted(some)[:MOST_TAGS]]
        for some, of in zip(found, there, strict=True)
    ]
