"""What a listener likes, learnt from verdicts, and how sure that is.

The value of a track is a Gaussian process over embeddings (Rasmussen and Williams 2006, chapter 2). Before any verdict
it is the cosine to where the session began. Each verdict is a noisy look at one value, the older the noisier, and tells
of others the more, the more they sound alike: two tracks of cosine c go together by k = exp((c - 1) / 0.3). So a taste
may have several corners, and a skip spoils its own corner only. With judged tracks J and their noise R

    m(v) = s·v + k(v, J) (k(J, J) + R)⁻¹ (r - s·J)        cov(u, v) = k(u, v) - k(u, J) (k(J, J) + R)⁻¹ k(J, v)

To explore, values are drawn from what is still possible instead of the likeliest ones (Thompson 1933, "On the
likelihood that one unknown probability exceeds another"): what sounds like nothing that was judged varies most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.radio import Verdict

WORTH = {Verdict.LIKED: 1.0, Verdict.FINISHED: 0.7, Verdict.SKIPPED: -0.4}
"""In the scale of cosines: 1 is as good as where the session began, 0 as a stranger."""

_REACH = 0.3  # of cosine: by that much less alike, a verdict tells a third
_HALF_LIFE = 30.0  # plays after which a verdict is twice as uncertain: moods change
_NOISE = 0.5
_WANDER = 0.25  # how much the value of a track may differ from what is believed, at full exploration
_JITTER = 1e-6

Rows = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on a track with that unit vector, `age` plays ago."""

    vector: Vector
    verdict: Verdict
    age: int


def believed(start: Vector, judgements: Sequence[Judgement], tracks: Rows) -> Reals:
    """The likeliest value of each of `tracks`, unit vectors, shape (tracks, dimension); shape (tracks,)."""
    wide = tracks.astype(np.float64)
    prior = wide @ start.astype(np.float64)
    if not judgements:
        return np.asarray(prior)
    judged = _vectors(judgements)
    surprise = np.array([WORTH[one.verdict] for one in judgements]) - judged @ start.astype(np.float64)
    return np.asarray(prior + _alike(wide, judged) @ np.linalg.solve(_certain(judgements), surprise))


def drawn(
    start: Vector, judgements: Sequence[Judgement], tracks: Rows, exploration: float, rng: np.random.Generator
) -> Reals:
    """Values that are still possible, shape (tracks,); with `exploration` 0 the likeliest."""
    likeliest = believed(start, judgements, tracks)
    if exploration <= 0 or not len(tracks):
        return likeliest
    wide = tracks.astype(np.float64)
    possible = _alike(wide, wide)
    if judgements:
        known = _alike(wide, _vectors(judgements))
        possible -= known @ np.linalg.solve(_certain(judgements), known.T)
    root = np.linalg.cholesky(possible + _JITTER * len(wide) * np.eye(len(wide)))
    return likeliest + _WANDER * exploration * (root @ rng.standard_normal(len(wide)))


def _alike(one: Reals, other: Reals) -> Reals:
    return np.asarray(np.exp((one @ other.T - 1) / _REACH))


def _certain(judgements: Sequence[Judgement]) -> Reals:
    judged = _vectors(judgements)
    ages = np.array([one.age for one in judgements], dtype=np.float64)
    return _alike(judged, judged) + np.diag(_NOISE * 2.0 ** (ages / _HALF_LIFE))


def _vectors(judgements: Sequence[Judgement]) -> Reals:
    return np.stack([one.vector for one in judgements]).astype(np.float64)
