"""How alike tracks are to what was asked for, by facets."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.outline import Outlines
from musicsim.domain.model.seeds import Around, Example
from musicsim.domain.model.similarity import Why
from musicsim.domain.rules.explanation import explain
from musicsim.domain.rules.facets import facet_likenesses, weighed
from musicsim.domain.rules.timbre import timbre_cosines
from musicsim.domain.rules.traits import traits_from, traits_of
from musicsim.domain.rules.unit_vectors import stacked


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


def whys(
    around: Around, hits: Outlines, vectors: npt.NDArray[np.float32], bearings: Bearings, weights: FacetWeights
) -> dict[str, Why]:
    """How each hit, by its id, compares with the example that sounds most like it; none where there are no examples.

    `vectors`, shape (hits, dimension), have unit length.
    """
    if not around.examples or not len(hits):
        return {}
    nearest = (vectors @ stacked([one.vector for one in around.examples]).T).argmax(axis=1)
    told: dict[str, Why] = {}
    for number, example in enumerate(around.examples):
        [those] = np.nonzero(nearest == number)
        if len(those):
            timbres = timbre_cosines(example.vector, vectors[those], bearings.axes)
            reasons = explain(example.analysis, hits.rows[those], timbres, bearings.scale, weights)
            told |= {hits.ids[one]: Why(example.track, why) for one, why in zip(those.tolist(), reasons, strict=True)}
    return told
