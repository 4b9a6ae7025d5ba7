"""A library in memory that was listened to with given results."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from musicsim.domain.model.analysis import Analysis, Embedding, Vector
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.track import Track
from tests.support.heard import a_track as heard_as
from tests.support.samples import a_track
from tests.unit.use_cases.library import Library

SPACE, DIMENSION = "memory@1", 24


def unit(vectors: np.ndarray) -> np.ndarray:
    """Float32, of unit length."""
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def crowd(count: int, seed: int = 1) -> np.ndarray:
    """Unit vectors, shape (count, DIMENSION)."""
    return unit(np.random.default_rng(seed).standard_normal((count, DIMENSION)))


async def stocked(heard: Sequence[tuple[Analysis, Vector]]) -> tuple[Library, list[Track]]:
    """Tracks called "Title 0", "Title 1" and so on, each by another artist, indexed; bearings are made."""
    library = Library()
    tracks = [a_track(number, artist=f"Artist {number}", album=f"Album {number}") for number in range(len(heard))]
    await library.ports.catalogue.save(tracks)
    for track, (analysis, vector) in zip(tracks, heard, strict=True):
        embedded = replace(analysis, embeddings=(Embedding(SPACE, vector),))
        assert await library.ports.analyses.save(track, embedded, library.clock.now())
    await library.app.index_tracks()
    await library.app.discovery.derive_bearings()
    return library, tracks


def leaning(vectors: np.ndarray, tag: str, place: int) -> list[Analysis]:
    """Analyses in which a tag grows along one axis of the space, all else being the same."""
    assert tag in TAGS
    likely = 1 / (1 + np.exp(-12 * vectors[:, place] + 2))
    return [heard_as(**{tag.replace(" ", "_"): float(each)}) for each in likely]
