"""Other files of what a radio session has played."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.radio import RadioCandidate
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.near_duplicates import is_near_duplicate, likely_pairs

Listen = Callable[[Mapping[str, RadioCandidate]], Awaitable[Mapping[str, Sound]]]
"""What these tracks sound like, by id; those that nothing more is known of are absent."""

_AT_ONCE = 8  # candidates that are listened to together, should the first be doubtful

_Pairs = npt.NDArray[np.bool_]


async def first_unheard(
    candidates: Sequence[RadioCandidate], heard: Sequence[RadioCandidate], listen: Listen
) -> RadioCandidate | None:
    """The first of `candidates` that is no other file of a recording among `heard`, all with their vectors.

    More than vectors and lengths is looked at of the few that may be: to read it of all takes longer than choosing.
    """
    for start in range(0, len(candidates), _AT_ONCE):
        some = candidates[start : start + _AT_ONCE]
        likely = _likely(some, heard)
        if not likely[0].any():
            return some[0]
        doubtful = [heard[place] for place in np.flatnonzero(likely.any(axis=0)).tolist()]
        known = await listen({one.id: one for one in (*some, *doubtful)})
        found = await asyncio.to_thread(_first, some, heard, likely, known)
        if found is not None:
            return found
    return None


def _likely(some: Sequence[RadioCandidate], heard: Sequence[RadioCandidate]) -> _Pairs:
    """Which pairs may be copies, shape (some, heard)."""
    if not heard:
        return np.zeros((len(some), 0), dtype=np.bool_)
    cosines = np.stack([one.vector for one in some]) @ np.stack([one.vector for one in heard]).T
    return likely_pairs(cosines, [one.duration for one in some], [one.duration for one in heard])


def _first(
    some: Sequence[RadioCandidate], heard: Sequence[RadioCandidate], likely: _Pairs, known: Mapping[str, Sound]
) -> RadioCandidate | None:
    def are_copies(one: RadioCandidate, other: RadioCandidate) -> bool:
        first, second = (known.get(each.id) or Sound(vector=each.vector) for each in (one, other))
        return is_near_duplicate(first, second, float(one.vector @ other.vector))

    for one, places in zip(some, likely, strict=True):
        if not any(are_copies(one, heard[place]) for place in np.flatnonzero(places).tolist()):
            return one
    return None
