"""How smooth a path is."""

import numpy as np

from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.path import Grounds, PathMeasure
from musicsim.domain.rules.keys import hours_between
from musicsim.domain.rules.tempo import octaves_between
from musicsim.domain.rules.waypoints import even_hours, even_tempi


def measured(path: Grounds) -> PathMeasure:
    """The measure of at least two tracks in the order of the path, the first and the last being its ends."""
    cosines = (path.vectors[:-1] * path.vectors[1:]).sum(axis=1)
    angles = np.arccos(np.clip(cosines, -1, 1))
    steps = [len(path) - 1]
    tempo = octaves_between(even_tempi(path.bpm[[0, -1]], steps), path.bpm)
    key = hours_between(even_hours(path.hours[[0, -1]], steps), path.hours)
    again = [one == other != "" for one, other in zip(path.artists, path.artists[1:], strict=False)]
    return PathMeasure(
        largest_step=float(angles.max()),
        mean_step=float(angles.mean()),
        tempo_drift=_mean(np.abs(tempo[1:-1])),
        key_drift=_mean(np.abs(key[1:-1])),
        same_artist=sum(again),
    )


def _mean(values: Reals) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else 0.0
