"""From a sample of a library to its bearings, and these as bytes."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.rules.outlines import known_odds
from musicsim.domain.rules.tag_directions import TagDirections
from musicsim.domain.rules.tag_scales import scale_of_odds, usual_scale
from musicsim.domain.rules.timbre import mood_axes
from musicsim.domain.rules.traits import traits_from

SAMPLE = 20_000
"""Tracks that bearings are made from, at most: the direction of a tag is then off by half a degree or so."""

_BLOCK = 2000
_SHARE = 0.1


def bearings_name(space: str) -> str:
    """What those of a space are kept as (see the port Derived)."""
    return f"bearings@1 {space}"


def usual_bearings(dimension: int) -> Bearings:
    """What is known before anything of a library is."""
    return Bearings(usual_scale(), {}, np.zeros((0, dimension)))


def bearings_of(vectors: npt.NDArray[np.float32], rows: npt.NDArray[np.void]) -> Bearings:
    """From unit vectors, shape (tracks, dimension), and the outlines of the same tracks."""
    scale = scale_of_odds(known_odds(rows))
    growing = TagDirections(scale.names, vectors.shape[1])
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        growing.add(vectors[block], traits_from(rows[block], scale).tags)
    directions = growing.directions()
    return Bearings(scale, directions, mood_axes(directions, vectors.shape[1]))


def every(count: int) -> Callable[[int], bool]:
    """Which places of a list of `count` are in an even sample of at most SAMPLE."""
    step = max(1, -(-count // SAMPLE))
    return lambda place: place % step == 0 and place // step < SAMPLE


def outgrown(basis: int, now: int, heard: int = 0) -> bool:
    """Whether a library that had `basis` tracks has changed by more than a tenth since: it has `now`, and so many were
    listened to, new ones or others in place of old ones.
    """
    return max(abs(now - basis), heard) > _SHARE * basis


def packed(bearings: Bearings) -> bytes:
    """As bytes: an archive of arrays, as numpy writes it, without anything that could be run."""
    out = BytesIO()
    directed = [name for name in bearings.scale.names if name in bearings.directions]
    dimension = bearings.axes.shape[1]
    np.savez_compressed(
        out,
        names=np.array(bearings.scale.names, dtype=np.str_),
        middle=bearings.scale.middle,
        spread=bearings.scale.spread,
        directed=np.array(directed, dtype=np.str_),
        directions=np.array([bearings.directions[name] for name in directed], np.float32).reshape(-1, dimension),
        axes=bearings.axes,
    )
    return out.getvalue()


def unpacked(content: bytes) -> Bearings:
    """What `packed` made bytes of."""
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        scale = TagScale(tuple(kept["names"].tolist()), kept["middle"], kept["spread"])
        directions = dict(zip(kept["directed"].tolist(), kept["directions"], strict=True))
        return Bearings(scale, directions, kept["axes"])
