"""Measure how good the answers are, on the library itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.evaluation import DuplicateReport, Label, Quality, Retrieval
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.similarity import Sound
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Space
from musicsim.domain.rules.near_duplicates import LIKELY, is_near_duplicate
from musicsim.domain.rules.pairs import closed, groups_of
from musicsim.domain.rules.retrieval import QueryMeasure, measure, summarise
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.text import fold
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue

KS = (1, 3, 10)
MOST_QUERIES = 2000
"""Tracks that ask, at most: evenly spread ones where the library has more."""

_BLOCK = 100
_SEED = 20

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all methods are measured on: tracks, their labels as integers (-1: none), and who may answer whom."""

    tracks: Sequence[Track]
    labels: Mapping[Label, Ints]
    group: Ints


@dataclass(frozen=True, kw_only=True)
class EvaluateSimilarity:
    """Leave-one-out retrieval by style, artist and album, beside baselines, and the near-duplicates found.

    Near-duplicates are easy answers that prove nothing: within a known group they never answer one another.
    """

    catalogue: Catalogue
    analyses: Analyses
    spaces: Sequence[Space]

    async def __call__(self, duplicates: Sequence[tuple[str, str]] = ()) -> Quality:
        """Evaluate each space, and random vectors; `duplicates` are known pairs of keys, if any are known."""
        sounds = await self._load(self.spaces[0].name)
        tracks = await self.catalogue.get_many(list(sounds))
        groups = await self._near_duplicates(tracks, sounds)
        known = groups_of(duplicates) if duplicates else groups
        ground = _ground(tracks, known)
        retrieval = {}
        for space in self.spaces:
            vectors = await self._load(space.name)
            retrieval[space.name] = _evaluate(np.stack([vectors[t.id] for t in tracks]), ground) if tracks else {}
        retrieval["random"] = _evaluate(_random(len(tracks), self.spaces[0].dimension), ground) if tracks else {}
        report = _report(groups, duplicates, {t.key for t in tracks}) if duplicates else None
        return Quality(len(tracks), retrieval, len(groups), report)

    async def _load(self, space: str) -> dict[TrackId, Vector]:
        return {track_id: vector async for track_id, vector in self.analyses.embeddings(space)}

    async def _near_duplicates(
        self, tracks: Sequence[Track], vectors: Mapping[TrackId, Vector]
    ) -> list[frozenset[str]]:
        """Groups of keys that the rule takes for one recording."""
        analyses = await self.analyses.get_many([track.id for track in tracks])
        sounds = [sound_of(analyses[track.id], vectors[track.id]) for track in tracks]
        return groups_of((tracks[i].key, tracks[j].key) for i, j in _pairs(sounds))


def _pairs(sounds: Sequence[Sound]) -> list[tuple[int, int]]:
    """Near-duplicates among all pairs, in blocks: the cosines of a large library do not fit in memory at once."""
    if not sounds:
        return []
    vectors = np.stack([sound.vector for sound in sounds])
    pairs = []
    for start in range(0, len(sounds), _BLOCK):
        cosines = vectors[start : start + _BLOCK] @ vectors.T
        for row, column in np.argwhere(cosines >= LIKELY):
            i, j = start + int(row), int(column)
            if i < j and is_near_duplicate(sounds[i], sounds[j], float(cosines[row, column])):
                pairs.append((i, j))
    return pairs


def _ground(tracks: Sequence[Track], known: Sequence[frozenset[str]]) -> _Ground:
    group_of = {key: number for number, group in enumerate(known) for key in group}
    labels = {
        Label.STYLE: _numbered([fold(track.metadata.genre) for track in tracks]),
        Label.ARTIST: _numbered([fold(track.metadata.artist) for track in tracks]),
        Label.ALBUM: _numbered([_album(track) for track in tracks]),
    }
    return _Ground(tracks, labels, np.array([group_of.get(track.key, -1) for track in tracks], dtype=np.int64))


def _album(track: Track) -> str:
    about = track.metadata
    return f"{fold(about.album_artist or about.artist)}\n{fold(about.album)}" if about.album else ""


def _numbered(names: Sequence[str]) -> Ints:
    numbers = {name: number for number, name in enumerate(sorted(set(names) - {""}))}
    return np.array([numbers.get(name, -1) for name in names], dtype=np.int64)


def _evaluate(vectors: npt.NDArray[np.float32], ground: _Ground) -> dict[Label, Retrieval]:
    """Every label, in blocks of queries."""
    count = len(ground.tracks)
    asking = np.unique(np.linspace(0, count - 1, min(count, MOST_QUERIES)).astype(np.int64))
    measured: dict[Label, list[QueryMeasure]] = {label: [] for label in Label}
    for start in range(0, len(asking), _BLOCK):
        block = asking[start : start + _BLOCK]
        scores = vectors[block] @ vectors.T
        for label in Label:
            right = _equal(ground.labels[label], block)
            measured[label] += measure(scores, right, _eligible(ground, block, label), KS)
    return {label: summarise(found, KS) for label, found in measured.items()}


def _eligible(ground: _Ground, block: Ints, label: Label) -> npt.NDArray[np.bool_]:
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


def _random(count: int, dimension: int) -> npt.NDArray[np.float32]:
    """Directions without meaning: what chance achieves."""
    drawn = np.random.default_rng(_SEED).standard_normal((count, dimension)).astype(np.float32)
    unit: npt.NDArray[np.float32] = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


def _report(groups: Sequence[frozenset[str]], known: Sequence[tuple[str, str]], present: set[str]) -> DuplicateReport:
    expected = closed([pair for pair in known if present.issuperset(pair)])
    found = closed([pair for group in groups for pair in zip(sorted(group), sorted(group)[1:], strict=False)])
    return DuplicateReport(len(expected), len(expected & found), sorted(expected - found), sorted(found - expected))
