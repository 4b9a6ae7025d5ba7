"""How alike tracks are to what was asked for, by facets."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.seeds import Around, Example
from musicsim.domain.model.similarity import Why
from musicsim.domain.rules.explanation import explain
from musicsim.domain.rules.facets import facet_likenesses, weighed
from musicsim.domain.rules.timbre import timbre_cosines
from musicsim.domain.rules.traits import traits_from, traits_of


def facet_scores(
    around: Around,
    vectors: npt.NDArray[np.float32],
    rows: npt.NDArray[np.void],
    bearings: Bearings,
    weights: FacetWeights,
) -> Reals:
    """A score for each track, shape (tracks,): unit vectors, shape (tracks, dimension), and outlines in their order.

    Timbre is compared with the question itself; rhythm, harmony and mood with each example, by their weights.
    """
    cosines = (vectors @ around.vector).astype(np.float64)
    timbres = timbre_cosines(around.vector, vectors, bearings.axes)
    return weighed(cosines, _likenesses(around.examples, rows, timbres, bearings), weights)


def _likenesses(examples: Sequence[Example], rows: npt.NDArray[np.void], timbres: Reals, bearings: Bearings) -> Reals:
    """Shape (tracks, 4); where there are no examples, as for a tag, nothing but timbre is known."""
    others = traits_from(rows, bearings.scale)
    told = np.zeros((len(rows), 4))
    total = sum(one.weight for one in examples)
    for one in examples:
        seed = traits_of([one.analysis], bearings.scale)
        told += one.weight / total * facet_likenesses(seed, others, timbres)
    told[:, 0] = timbres
    return told


def why(around: Around, hit: Analysis, vector: Vector, bearings: Bearings, weights: FacetWeights) -> Why | None:
    """How a track compares with the example that sounds most like it; None where there is none."""
    if not around.examples:
        return None
    example = max(around.examples, key=lambda one: float(one.vector @ vector))
    timbre = float(timbre_cosines(example.vector, vector[np.newaxis], bearings.axes)[0])
    return Why(example.track, explain(example.analysis, hit, timbre, bearings.scale, weights))
