"""The stretch that is most like the whole."""

import numpy as np

from musicsim.adapters.audio.decode import PATCH
from musicsim.adapters.audio.network import unit
from musicsim.adapters.audio.pcm import RATE
from musicsim.adapters.audio.reader import Samples
from musicsim.domain.model.analysis import Highlight

MODEL = "typical@1"

_LENGTH = 30.0
_PATCH = PATCH / RATE
_SMOOTHING = np.array([0.25, 0.5, 0.25])


def highlight(duration: float, starts: list[float], embeddings: Samples) -> Highlight:
    """The half minute around the patch whose standardised embedding is nearest to the mean of all.

    A patch is judged with its neighbours, so that one lucky moment does not win. `embeddings` has shape (n, 212),
    `starts` are the patches' beginnings in seconds.
    """
    if duration <= _LENGTH:
        return Highlight(0.0, round(duration, 3), MODEL)
    directions = np.array([unit(embedding) for embedding in embeddings])
    typical = directions @ unit(embeddings.mean(axis=0))
    smoothed = np.convolve(np.pad(typical, 1, mode="edge"), _SMOOTHING, mode="valid")
    centre = starts[int(smoothed.argmax())] + _PATCH / 2
    start = min(max(0.0, centre - _LENGTH / 2), duration - _LENGTH)
    return Highlight(round(start, 3), _LENGTH, MODEL)
