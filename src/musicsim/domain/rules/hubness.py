"""Tracks that are everyone's neighbour, and how to damp them.

In spaces of many dimensions a few points are among the nearest of very many others, and others of none (Radovanović,
Nanopoulos and Ivanović 2010, "Hubs in space"); in music they are found everywhere and fit nowhere (Flexer, Schnitzer
and Schlüter 2012). Of what is known against it (Schnitzer et al. 2012; Feldbauer and Flexer 2019) this is what needs
one number a track: cross-domain similarity local scaling (Lample, Conneau et al. 2018, "Word translation without
parallel data"), by which

    csls(x, y) = 2 cos(x, y) - r(x) - r(y)

where r is the mean cosine to the nearest neighbours. For one x the order is that of cos(x, y) - r(y) / 2.
"""

from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.similarity import Candidate
from musicsim.domain.rules.near_duplicates import CERTAIN

NEIGHBOURS = 20
"""Neighbours that the number of a track is the mean of."""

MORE_FOR_COPIES = 12
"""Neighbours to ask for beyond these, as copies of the track itself do not count."""

_OF_CSLS = 0.5


def hub_number(cosines: Sequence[float]) -> float:
    """The mean of the NEIGHBOURS largest, without those of the track's own copies; 0 where nothing is left."""
    others = sorted((one for one in cosines if one < CERTAIN), reverse=True)[:NEIGHBOURS]
    return float(np.mean(others)) if others else 0.0


def whole_share(weights: FacetWeights) -> float:
    """How much of a score the whole sound decides, 0 … 1: as much of the correction is due. See rules.facets."""
    each = weights.values
    return len(each) * min(each) / sum(each)


def standings(candidates: Sequence[Candidate], share: float = 1.0) -> Reals:
    """What candidates are ranked by, shape (candidates,): scores, less half of what each hub number is above the mean.

    `share`, 0 … 1, of that. Above the mean of those that are known here: a track without a number stays where it is.
    """
    scores = np.array([one.score for one in candidates], np.float64)
    hubs = np.array([np.nan if one.hub is None else one.hub for one in candidates], np.float64)
    known = ~np.isnan(hubs)
    if share <= 0 or not known.any():
        return scores
    return scores - share * _OF_CSLS * np.where(known, hubs - hubs[known].mean(), 0.0)
