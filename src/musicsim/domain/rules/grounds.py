"""From traits to what a path is chosen from."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.path import Grounds
from musicsim.domain.model.traits import Traits
from musicsim.domain.rules.keys import camelot_hours

Rows = npt.NDArray[np.floating]

_TRUSTED = 0.25
"""Confidence below which a tempo or a key is as good as unknown: to follow it would lead astray."""


def grounds_of(ids: Sequence[str], vectors: Rows, traits: Traits, artists: Sequence[str]) -> Grounds:
    """Tracks with their unit vectors, shape (tracks, dimension), traits and folded artists, all in the same order."""
    hours = camelot_hours(traits.keys)
    return Grounds(
        ids=tuple(ids),
        vectors=np.asarray(vectors, dtype=np.float32),
        bpm=np.where(traits.tempo_confidence >= _TRUSTED, traits.bpm, np.nan),
        hours=np.where(traits.key_confidence >= _TRUSTED, hours, np.nan),
        artists=tuple(artists),
    )
