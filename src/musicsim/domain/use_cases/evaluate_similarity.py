"""Measure how good the answers are, on the library itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.evaluation import Quality
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.similarity import Sound
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Space
from musicsim.domain.rules.evaluation import duplicate_report, evaluate, ground_of, near_duplicates, random_vectors
from musicsim.domain.rules.pairs import groups_of
from musicsim.domain.rules.rule_effects import rule_effects
from musicsim.domain.rules.sounds import sound_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.segments import SegmentStore


@dataclass(frozen=True, kw_only=True)
class EvaluateSimilarity:
    """Leave-one-out retrieval by style, artist and album, beside baselines, near-duplicates, and what each rule does.

    Near-duplicates are easy answers that prove nothing: within a known group they never answer one another.
    """

    catalogue: Catalogue
    analyses: Analyses
    segments: SegmentStore
    spaces: Sequence[Space]

    async def __call__(self, duplicates: Sequence[tuple[str, str]] = ()) -> Quality:
        """Evaluate each space, and random vectors; `duplicates` are known pairs of keys, if any are known.

        Tracks without an embedding in one of the spaces, or that change meanwhile, are left out.
        """
        vectors = {space.name: await self._load(space.name) for space in self.spaces}
        shared = sorted(set.intersection(*(set(found) for found in vectors.values())))
        analyses = await self.analyses.get_many(shared)
        tracks = [track for track in await self.catalogue.get_many(shared) if track.id in analyses]
        stacked = {name: _stacked(found, tracks) for name, found in vectors.items()}
        main = stacked[self.spaces[0].name]
        prints = await self.segments.prints(shared)
        sounds = [
            sound_of(analyses[track.id], vector, prints.get(track.id))
            for track, vector in zip(tracks, main, strict=True)
        ]
        return await asyncio.to_thread(self._measure, tracks, sounds, stacked, duplicates)

    async def _load(self, space: str) -> dict[TrackId, Vector]:
        return {track_id: vector async for track_id, vector in self.analyses.embeddings(space)}

    def _measure(
        self,
        tracks: Sequence[Track],
        sounds: Sequence[Sound],
        vectors: dict[str, Vector],
        duplicates: Sequence[tuple[str, str]],
    ) -> Quality:
        """The arithmetic, which takes seconds on a large library."""
        groups = groups_of((tracks[i].key, tracks[j].key) for i, j in near_duplicates(sounds))
        ground = ground_of(tracks, groups_of(duplicates) if duplicates else groups)
        methods = vectors | {"random": random_vectors(len(tracks), self.spaces[0].dimension)}
        retrieval = {name: evaluate(stacked, ground) if tracks else {} for name, stacked in methods.items()}
        report = duplicate_report(groups, duplicates, {track.key for track in tracks}) if duplicates else None
        return Quality(len(tracks), retrieval, len(groups), report, rule_effects(tracks, sounds, ground))


def _stacked(vectors: dict[TrackId, Vector], tracks: Sequence[Track]) -> Vector:
    """Shape (tracks, dimension)."""
    return np.stack([vectors[track.id] for track in tracks]) if tracks else np.empty((0, 0), dtype=np.float32)
