"""How well tracks fit what words ask for.

Tags are compared by how unusual they are (see rules.tag_scales): a probability of 0.1 for "sad" is a lot, for
"electronic" little. Evidence z, in standard deviations, becomes a degree of fit σ(1.7 z), which is about the share of
the library that has less of it. A negated clause fits as far as the clause does not. A track's score is the geometric
mean of its fits, weighted by intensity: all clauses must hold, and none can make up for one that fails.
"""

from collections.abc import Mapping

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.musical_key import Mode
from musicsim.domain.model.traits import Traits
from musicsim.domain.model.words import Clause, InKey, InMode, Loud, Paced, Tagged, Wish, WordQuery
from musicsim.domain.rules.keys import key_likeness, key_number
from musicsim.domain.rules.tempo import nearness

_STEEPNESS = 1.7  # the logistic curve that comes nearest to the normal distribution's
_STRONGEST = 3.0  # standard deviations: no single wish outweighs all others
_OCTAVES = 0.2  # that make a tempo clearly fast or slow
_MORE = 0.5  # octaves by which "very" (1.5) moves what is fast: 0.25
_NEAR, _NEARNESS_SPREAD = 0.4, 0.3
_MIDDLE_LUFS, _LUFS_SPREAD = -13.0, 4.0
_KEY_STRENGTH = 2.0
_LEAST = 1e-3


def word_scores(query: WordQuery, tracks: Traits) -> Reals:
    """How well each track fits, 0 … 1, shape (tracks,); ½ where nothing is asked, or nothing is known."""
    if not query.clauses:
        return np.full(len(tracks), 0.5)
    weights = np.array([clause.counts for clause in query.clauses])
    fits = np.stack([np.log(np.maximum(clause_fit(clause, tracks), _LEAST)) for clause in query.clauses])
    return np.asarray(np.exp(weights @ fits / weights.sum()))


def clause_fit(clause: Clause, tracks: Traits) -> Reals:
    """The degree to which each track fits one clause, 0 … 1, shape (tracks,)."""
    wishes = clause.meaning.wishes
    weights = np.array([wish.weight for wish in wishes])
    found = np.stack([_evidence(wish, clause.intensity, tracks) for wish in wishes])
    evidence = weights @ np.clip(found, -_STRONGEST, _STRONGEST) / weights.sum()
    sign = -1.0 if clause.negated else 1.0
    return np.asarray(1 / (1 + np.exp(-_STEEPNESS * sign * evidence)))


def _evidence(wish: Wish, intensity: float, tracks: Traits) -> Reals:
    """In standard deviations, shape (tracks,), 0 where unknown."""
    match wish:
        case Tagged():
            return _tagged(wish, tracks)
        case Paced():
            return tracks.tempo_confidence * _paced(wish, intensity, tracks.bpm)
        case InMode():
            sign = 1.0 if wish.mode is Mode.MAJOR else -1.0
            known = np.where(tracks.keys < 0, 0.0, np.where(tracks.keys < 12, 1.0, -1.0))
            return np.asarray(sign * known * tracks.key_confidence)
        case InKey():
            alike = key_likeness(key_number(wish.key), tracks.keys)
            return np.asarray(_KEY_STRENGTH * alike * tracks.key_confidence)
        case Loud():
            return np.nan_to_num(wish.direction * (tracks.lufs - _MIDDLE_LUFS) / _LUFS_SPREAD, nan=0.0)


def _tagged(wish: Tagged, tracks: Traits) -> Reals:
    """The best of `any_of` against the best of `none_of`; together half of each, so that both have to hold."""
    sides = [(1.0, wish.any_of), (-1.0, wish.none_of)]
    told: list[Reals] = [sign * best for sign, names in sides if (best := _best(names, tracks)) is not None]
    if not told:
        return np.zeros(len(tracks))
    mean: Reals = np.stack(told).mean(axis=0)
    return mean


def _best(names: tuple[str, ...], tracks: Traits) -> Reals | None:
    """A soft maximum: the logarithm of the mean of the exponentials, so that of many as usual none stands out."""
    columns = [tracks.names.index(name) for name in names if name in tracks.names]
    if not columns:
        return None
    return np.asarray(np.log(np.exp(tracks.tags[:, columns]).mean(axis=1)))


def _paced(wish: Paced, intensity: float, bpm: Reals) -> Reals:
    if wish.direction == 0:
        return np.nan_to_num((nearness(wish.bpm, bpm) - _NEAR) / _NEARNESS_SPREAD, nan=0.0)
    edge = np.log2(wish.bpm) + wish.direction * _MORE * (intensity - 1)
    return np.asarray(np.nan_to_num(wish.direction * (np.log2(bpm) - edge) / _OCTAVES, nan=0.0))


def tag_weights(query: WordQuery) -> Mapping[str, float]:
    """The tags that a query speaks of, as weights of seeds for alchemy: where to look for candidates.

    Proportional to intensities; what is not wanted is negative. Empty when it speaks of tempo, key and the like alone.
    """
    weights: dict[str, float] = {}
    for clause in query.clauses:
        for wish in clause.meaning.wishes:
            if not isinstance(wish, Tagged):
                continue
            for sign, names in ((1.0, wish.any_of), (-1.0, wish.none_of)):
                for name in names:
                    share = sign * (-1.0 if clause.negated else 1.0) * clause.counts / len(names)
                    weights[name] = weights.get(name, 0.0) + share
    return {name: weight for name, weight in weights.items() if weight}
