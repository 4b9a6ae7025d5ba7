"""Comparing by facets, and weighing these.

Each facet's likeness is 1 for the same and 0 for what strangers have on average, so that what is unknown (0) speaks
neither for nor against. The cosine of the embeddings hears all sides at once; weights take it apart like this: what all
four have in common (the smallest weight) goes to the whole sound, that is the cosine itself; only what a facet's weight
has beyond that goes to the facet's own measure. So equal weights are exactly the default ranking, a weight of zero
leaves nothing but the other facets' own measures, and between these the score changes without a jump.
"""

from functools import lru_cache

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.traits import Traits
from musicsim.domain.rules.keys import key_likeness
from musicsim.domain.rules.tempo import tempo_likeness
from musicsim.domain.rules.unknowns import zero_where_unknown

MOOD_TAGS = (
    "beautiful", "dance", "chillout", "mellow", "chill", "ambient", "party", "easy listening", "sexy", "catchy",
    "sad", "happy",
)  # fmt: skip
"""The tags that say how music feels rather than what it is."""

_GAINS = np.array([1.0, 1.5, 1.0, 0.8])
"""By what each facet's likeness is multiplied, so that all spread as much: among the demo library's tracks their
standard deviations are .35, .22, .35 and .43.
"""

_USUAL_LUFS, _LUFS_SPREAD = -13.0, 5.0


def facet_likenesses(seed: Traits, others: Traits, timbres: Reals) -> Reals:
    """How alike `seed` (one row) is to each of `others` in each facet, in the order of Facet: shape (others, 4).

    `timbres`, shape (others,), are the cosines of what of the embeddings is timbre (see rules.timbre).
    """
    rhythm = np.sqrt(seed.tempo_confidence[0] * others.tempo_confidence) * tempo_likeness(seed.bpm[0], others.bpm)
    harmony = np.sqrt(seed.key_confidence[0] * others.key_confidence) * key_likeness(int(seed.keys[0]), others.keys)
    return np.stack([timbres, rhythm, harmony, _moods(others) @ _moods(seed)[0]], axis=1)


def _moods(traits: Traits) -> Reals:
    """Mood tags and loudness as standard scores, scaled to just below length 1: who has no mood is like nobody."""
    loud = zero_where_unknown(np.clip((traits.lufs - _USUAL_LUFS) / _LUFS_SPREAD, -3, 3))
    moods = np.concatenate([traits.tags[:, _mood_columns(traits.names)], loud[:, None]], axis=1)
    return np.asarray(moods / np.sqrt((moods**2).sum(axis=1, keepdims=True) + 1))


@lru_cache(maxsize=4)
def _mood_columns(names: tuple[str, ...]) -> list[int]:
    """Which of the tags of that name are moods."""
    return [names.index(name) for name in MOOD_TAGS if name in names]


def weighed(cosines: Reals, likenesses: Reals, weights: FacetWeights) -> Reals:
    """One score for each track, shape (tracks,): with equal weights its cosine as it is.

    `cosines`, shape (tracks,), are those of the whole embeddings, `likenesses`, shape (tracks, 4), those of the facets.
    """
    if weights.balanced:
        return cosines
    given = np.array(weights.values)
    whole, beyond = len(given) * given.min() / given.sum(), (given - given.min()) / given.sum()
    return np.asarray(whole * cosines + likenesses @ (beyond * _GAINS))


def all_shares(likenesses: Reals, weights: FacetWeights) -> Reals:
    """What part of each likeness, shape (tracks, 4), each facet makes up: weight × what it has above strangers, such
    that the parts sum to 1; the weights themselves where no facet has any.
    """
    given = np.array(weights.values)
    parts = given * np.maximum(likenesses, 0.0)
    parts = np.where(parts.sum(axis=1, keepdims=True) > 0, parts, given)
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))
