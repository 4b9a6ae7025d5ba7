"""What a listener likes, learnt from verdicts, and how sure that is.

The value of a track is taken for linear in its embedding v: θ·v. Before any verdict θ is where the session began, so
that the value is the cosine to it. Each verdict is a noisy look at the value of one track, the older the noisier, and
bends θ (Bayesian linear regression; in its dual form, as there are fewer verdicts than dimensions):

    θ = s + Vᵀ (V Vᵀ + R)⁻¹ (r - V s)        s: start, V: judged tracks, r: what they were worth, R: their noise

To explore, a θ is drawn from what is still possible instead of the likeliest one (Thompson 1933; Agrawal and Goyal
2013 for linear values), by bending a random θ with random verdicts in the same way (Matheron's rule): what was judged
already is drawn near to what it was found to be worth, what is unlike all that was judged varies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.radio import Verdict
from musicsim.domain.model.tag_scale import Reals

WORTH = {Verdict.LIKED: 1.0, Verdict.FINISHED: 0.7, Verdict.SKIPPED: -0.4}
"""In the scale of cosines: 1 is as good as where the session began, 0 as a stranger."""

MOST_VERDICTS = 200
"""Verdicts that are looked at, the last ones."""

_HALF_LIFE = 30.0  # plays after which a verdict is twice as uncertain: moods change
_NOISE = 0.5
_WANDER = 0.25  # how much the value of a track may differ from what is believed, at full exploration


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on a track with that unit vector, `age` plays ago."""

    vector: Vector
    verdict: Verdict
    age: int


def believed(start: Vector, judgements: Sequence[Judgement]) -> Reals:
    """The likeliest θ, shape (dimension,)."""
    prior = start.astype(np.float64)
    if not judgements:
        return prior
    worth = np.array([WORTH[one.verdict] for one in judgements])
    return _bent(prior, judgements, worth)


def drawn(start: Vector, judgements: Sequence[Judgement], exploration: float, rng: np.random.Generator) -> Reals:
    """A θ that is still possible, shape (dimension,); with `exploration` 0 the likeliest."""
    believed_in = believed(start, judgements)
    if exploration <= 0:
        return believed_in
    chance = rng.standard_normal(len(start))
    noise = rng.standard_normal(len(judgements)) * np.sqrt(_noises(judgements))
    wander = _bent(chance, judgements, noise) if judgements else chance
    return believed_in + _WANDER * exploration * wander


def _bent(prior: Reals, judgements: Sequence[Judgement], worth: Reals) -> Reals:
    """`prior` bent so that what was judged is worth what it was judged to be, as far as that is certain."""
    judged = np.stack([one.vector for one in judgements]).astype(np.float64)
    spread = judged @ judged.T + np.diag(_noises(judgements))
    return np.asarray(prior + judged.T @ np.linalg.solve(spread, worth - judged @ prior))


def _noises(judgements: Sequence[Judgement]) -> Reals:
    return _NOISE * 2.0 ** (np.array([one.age for one in judgements], dtype=np.float64) / _HALF_LIFE)
