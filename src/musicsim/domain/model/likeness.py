"""Groups that sound alike."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class AlikeGroup(Generic[Group]):
    """An album or artist with its distance: 0 when its tracks sound as the others do, 2 at most."""

    group: Group
    distance: float
