"""What a transition costs. docs/playlists.md says it with examples.

tempo: the octaves between the two tempi, half and double time counting as 0.04 of one; a fifth of an octave is 1.
key: steps between two keys on the Camelot wheel (round it, or across to the relative); four steps are 1.
loudness: the difference of the integrated loudness; 12 LU are 1.
timbre: 1 - the cosine of the two embeddings, at most 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.transition import Parts, Trait, Transition, Weights
from musicsim.domain.rules.keys import hours_between
from musicsim.domain.rules.tempo import octaves_apart

UNKNOWN = 0.5
FARTHEST_TEMPO = 0.2  # octaves: what no DJ can bend
OCTAVE = 0.04  # of one, that half and double time count
FARTHEST_KEY = 4.0  # steps
FARTHEST_LOUDNESS = 12.0  # LU

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The traits of n tracks, shape (n,) or, for a matrix, (n, 1) and (1, n); NaN is unknown."""

    bpm: Floats
    hour: Floats
    minor: Floats
    lufs: Floats

    def __getitem__(self, at: slice | tuple[slice | None, ...]) -> "_Columns":
        return _Columns(self.bpm[at], self.hour[at], self.minor[at], self.lufs[at])


def trait_of(analysis: Analysis | None, vector: Vector | None) -> Trait:
    """What an analysis tells; digital silence, at -inf LUFS, is as loud as what is unknown."""
    if analysis is None:
        return Trait(vector=vector)
    loudness = analysis.loudness.lufs if analysis.loudness else None
    return Trait(
        vector=vector,
        bpm=analysis.tempo.bpm if analysis.tempo else None,
        key=analysis.key.key.camelot if analysis.key else "",
        lufs=loudness if loudness is not None and np.isfinite(loudness) else None,
    )


def traits_of(
    ids: Sequence[TrackId], analyses: Mapping[TrackId, Analysis], vectors: Mapping[str, Vector]
) -> list[Trait]:
    """The traits of these tracks, in their order."""
    return [trait_of(analyses.get(each), vectors.get(each)) for each in ids]


def between(traits: Sequence[Trait], weights: Weights) -> list[Transition]:
    """The transitions from each to the next, one fewer than there are."""
    if len(traits) < 2:
        return []
    columns, (vectors, known) = _columns(traits), _vectors(traits)
    cosines = np.where(known[:-1] & known[1:], (vectors[:-1] * vectors[1:]).sum(axis=1), np.nan)
    parts = _parts(columns[:-1], columns[1:], cosines)
    costs = _weighted(parts, weights)
    return [
        Transition(float(cost), Parts(tempo=float(t), key=float(k), loudness=float(lo), timbre=float(ti)))
        for cost, (t, k, lo, ti) in zip(costs, parts.T, strict=True)
    ]


def cost_matrix(traits: Sequence[Trait], weights: Weights) -> Floats:
    """What it costs to go from each to each, symmetric, shape (n, n)."""
    columns, (vectors, known) = _columns(traits), _vectors(traits)
    cosines = np.where(known[:, np.newaxis] & known, vectors @ vectors.T, np.nan)
    parts = _parts(columns[:, None], columns[None, :], cosines)
    costs = _weighted(parts, weights)
    symmetric: Floats = (costs + costs.T) / 2  # to the last bit: orders are compared by sums of these
    return symmetric


def _parts(one: _Columns, other: _Columns, cosines: Floats) -> Floats:
    """Tempo, key, loudness and timbre, shape (4, …)."""
    tempo = octaves_apart(one.bpm, other.bpm, OCTAVE) / FARTHEST_TEMPO
    steps = np.abs(hours_between(one.hour, other.hour)) + np.abs(one.minor - other.minor)
    loudness = np.abs(one.lufs - other.lufs) / FARTHEST_LOUDNESS
    parts = np.stack([tempo, steps / FARTHEST_KEY, loudness, 1 - cosines])
    return np.where(np.isnan(parts), UNKNOWN, np.clip(parts, 0.0, 1.0))


def _weighted(parts: Floats, weights: Weights) -> Floats:
    costs: Floats = np.tensordot(np.array(weights.shares), parts, axes=1)
    return costs


def _columns(traits: Sequence[Trait]) -> _Columns:
    keys = [(float(one.key[:-1]), float(one.key[-1:] == "A")) if one.key else (np.nan, np.nan) for one in traits]
    return _Columns(
        np.array([one.bpm or np.nan for one in traits], dtype=np.float64),
        np.array([hour for hour, _ in keys], dtype=np.float64),
        np.array([minor for _, minor in keys], dtype=np.float64),
        np.array([np.nan if one.lufs is None else one.lufs for one in traits], dtype=np.float64),
    )


def _vectors(traits: Sequence[Trait]) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The vectors, zeros where there is none, and where there is one."""
    size = next((len(one.vector) for one in traits if one.vector is not None), 1)
    rows = [np.zeros(size) if one.vector is None else one.vector for one in traits]
    return np.array(rows, dtype=np.float64), np.array([one.vector is not None for one in traits], dtype=np.bool_)
