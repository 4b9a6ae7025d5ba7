"""How usual each tag is, so that probabilities of rare and common ones can be compared."""

from dataclasses import dataclass

from musicsim.domain.model.arrays import Reals


@dataclass(frozen=True, slots=True, eq=False)
class TagScale:
    """The middle and the spread (standard deviation, above 0) of each tag's log-odds: shape (tags,) each."""

    names: tuple[str, ...]
    middle: Reals
    spread: Reals
