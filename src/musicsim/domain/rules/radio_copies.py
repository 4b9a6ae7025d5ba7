"""Other files of what a radio session has played."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import numpy as np

from musicsim.domain.model.radio import RadioCandidate
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.near_duplicates import is_near_duplicate, likely_pairs

Listen = Callable[[Mapping[str, RadioCandidate]], Awaitable[Mapping[str, Sound]]]
"""What these tracks sound like, by id; those that nothing more is known of are absent."""


async def is_heard_again(chosen: RadioCandidate, heard: Sequence[RadioCandidate], listen: Listen) -> bool:
    """Whether it is another file of a recording among `heard`, all with their vectors.

    More than vectors and lengths is looked at of the few that may be: to read it of all takes longer than choosing.
    """
    if not heard:
        return False
    cosines = np.stack([one.vector for one in heard]) @ chosen.vector
    likely = likely_pairs(cosines[None, :], [chosen.duration], [one.duration for one in heard])[0].tolist()
    doubtful = {one.id: one for one, may_be in zip(heard, likely, strict=True) if may_be}
    if not doubtful:
        return False
    sounds = await listen({chosen.id: chosen, **doubtful})
    one = sounds.get(chosen.id) or Sound(vector=chosen.vector)
    others = (sounds.get(other.id) or Sound(vector=other.vector) for other in doubtful.values())
    return any(is_near_duplicate(one, other, float(one.vector @ other.vector)) for other in others)
