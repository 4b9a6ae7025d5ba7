"""From vectors and labels to figures of quality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.evaluation import DuplicateReport, Label, Retrieval
from musicsim.domain.model.similarity import Sound
from musicsim.domain.model.track import Track
from musicsim.domain.rules.near_duplicates import is_near_duplicate, likely_pairs
from musicsim.domain.rules.pairs import closed
from musicsim.domain.rules.retrieval import QueryMeasure, measure, summarise
from musicsim.domain.rules.text import fold

KS = (1, 3, 10)

MOST_QUERIES = 2000
"""Tracks that ask, at most: evenly spread ones where the library has more."""

_BLOCK = 100
_SEED = 20

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ground:
    """What all methods are measured on: labels and groups of near-duplicates as integers, -1 for none.

    Each array has shape (tracks,).
    """

    labels: Mapping[Label, Ints]
    group: Ints


def near_duplicates(sounds: Sequence[Sound]) -> list[tuple[int, int]]:
    """Near-duplicates among all pairs, in blocks: the cosines of a large library do not fit in memory at once."""
    if not sounds:
        return []
    vectors = np.stack([sound.vector for sound in sounds])
    lengths = [sound.duration if sound.fingerprint else None for sound in sounds]
    pairs = []
    for start in range(0, len(sounds), _BLOCK):
        cosines = vectors[start : start + _BLOCK] @ vectors.T
        for row, column in np.argwhere(likely_pairs(cosines, lengths[start : start + _BLOCK], lengths)):
            i, j = start + int(row), int(column)
            if i < j and is_near_duplicate(sounds[i], sounds[j], float(cosines[row, column])):
                pairs.append((i, j))
    return pairs


def ground_of(tracks: Sequence[Track], known: Sequence[frozenset[str]]) -> Ground:
    """The labels of tracks, and who is whose near-duplicate, by groups of keys."""
    group_of = {key: number for number, group in enumerate(known) for key in group}
    labels = {
        Label.STYLE: _numbered([fold(track.metadata.genre) for track in tracks]),
        Label.ARTIST: _numbered([fold(track.metadata.artist) for track in tracks]),
        Label.ALBUM: _numbered([_album(track) for track in tracks]),
    }
    return Ground(labels, np.array([group_of.get(track.key, -1) for track in tracks], dtype=np.int64))


def _album(track: Track) -> str:
    about = track.metadata
    return f"{fold(about.album_artist or about.artist)}\n{fold(about.album)}" if about.album else ""


def _numbered(names: Sequence[str]) -> Ints:
    numbers = {name: number for number, name in enumerate(sorted(set(names) - {""}))}
    return np.array([numbers.get(name, -1) for name in names], dtype=np.int64)


def evaluate(vectors: Vector, ground: Ground) -> dict[Label, Retrieval]:
    """Leave-one-out retrieval by every label; `vectors` has shape (tracks, dimension), rows of unit length."""
    count = len(ground.group)
    asking = np.unique(np.linspace(0, count - 1, min(count, MOST_QUERIES)).astype(np.int64))
    measured: dict[Label, list[QueryMeasure]] = {label: [] for label in Label}
    for start in range(0, len(asking), _BLOCK):
        block = asking[start : start + _BLOCK]
        scores = vectors[block] @ vectors.T
        for label in Label:
            right = _equal(ground.labels[label], block)
            measured[label] += measure(scores, right, _eligible(ground, block, label), KS)
    return {label: summarise(found, KS) for label, found in measured.items()}


def _eligible(ground: Ground, block: Ints, label: Label) -> npt.NDArray[np.bool_]:
    """Who may answer: not oneself, not one's near-duplicate, and by style not one's own artist."""
    barred = _equal(ground.group, block)
    barred[np.arange(len(block)), block] = True
    if label is Label.STYLE:
        barred |= _equal(ground.labels[Label.ARTIST], block)
    return ~barred


def _equal(values: Ints, block: Ints) -> npt.NDArray[np.bool_]:
    """Shape (block, tracks): whether both have the same value, and one at all."""
    asked = values[block][:, None]
    same: npt.NDArray[np.bool_] = (asked == values[None, :]) & (asked >= 0)
    return same


def random_vectors(count: int, dimension: int) -> Vector:
    """Directions without meaning: what chance achieves."""
    drawn = np.random.default_rng(_SEED).standard_normal((count, dimension)).astype(np.float32)
    unit: Vector = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


def duplicate_report(
    groups: Sequence[frozenset[str]], known: Sequence[tuple[str, str]], present: set[str]
) -> DuplicateReport:
    """Groups that the rule sees against pairs that are known, of tracks that are present."""
    expected = closed([pair for pair in known if present.issuperset(pair)])
    found = closed([pair for group in groups for pair in zip(sorted(group), sorted(group)[1:], strict=False)])
    return DuplicateReport(len(expected), len(expected & found), sorted(expected - found), sorted(found - expected))
