"""Why a track is an answer: what it shares with the seed, as values; clients make words of them."""

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.explanation import Explanation, SharedTag
from musicsim.domain.model.facets import BALANCED, FacetParts, FacetWeights
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.model.traits import Traits
from musicsim.domain.rules.facets import all_shares, facet_likenesses
from musicsim.domain.rules.outlines import outlined, probabilities
from musicsim.domain.rules.relations import keys_between, tempi_between
from musicsim.domain.rules.traits import traits_from

MOST_TAGS = 5
_NOTEWORTHY = 0.5  # standard deviations above the usual: about the upper third
_AUDIBLE = 0.02  # probability: what is rarer than this nobody would call so, however unusual


def explain(
    seed: Analysis,
    hits: npt.NDArray[np.void],
    timbres: Reals,
    scale: TagScale,
    weights: FacetWeights = BALANCED,
) -> list[Explanation]:
    """Why each of `hits`, outlines (of the dtype OUTLINE), is an answer to `seed`.

    `timbres`, shape (hits,), are the cosines of their timbres (see rules.timbre). Probabilities are right to .0002.
    """
    outlines = np.concatenate([outlined([seed]), hits])
    traits = traits_from(outlines, scale)
    likenesses = facet_likenesses(traits[:1], traits[1:], timbres)
    told = zip(
        all_shares(likenesses, weights).tolist(),
        likenesses.tolist(),
        _shared(traits, probabilities(outlines, scale.names)),
        tempi_between(traits.bpm),
        keys_between(traits.keys),
        strict=True,
    )
    return [
        Explanation(FacetParts(*shares), FacetParts(*likeness), tags, tempo, key)
        for shares, likeness, tags, tempo, key in told
    ]


def _shared(traits: Traits, likely: Reals) -> list[list[SharedTag]]:
    """Tags that the first and each other have clearly more than is usual, the most unusual in both first, ties in the
    tags' own order; at most five. `likely` are the tags' probabilities, shape (tracks, names).
    """
    scores, least = np.minimum(traits.tags[0], traits.tags[1:]), np.minimum(likely[0], likely[1:])
    scores[least < _AUDIBLE] = -np.inf
    best = np.argsort(-scores, axis=1, kind="stable")[:, :MOST_TAGS]
    unusual = np.take_along_axis(scores, best, axis=1) >= _NOTEWORTHY
    columns = (best, unusual, likely[0][best], np.take_along_axis(likely[1:], best, axis=1))
    return [
        [SharedTag(traits.names[tag], ours, theirs) for tag, told, ours, theirs in zip(*row, strict=True) if told]
        for row in zip(*(each.tolist() for each in columns), strict=True)
    ]
