"""What is kept of a person."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

from musicsim.domain.model.identity import UserId

Exported = Mapping[str, object]
"""A thing as JSON would have it: text, numbers, booleans, None, lists, mappings; times as ISO 8601 UTC."""


class PersonalData(Protocol):
    """Part of every port that keeps things of people, so that a person can take them along, and have them forgotten.

    Both raise Unavailable when the store does not answer.
    """

    @abstractmethod
    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        """All that is kept of the person, under the names that the person knows it by ("favourites"); names whose
        lists are empty are there, too.
        """

    @abstractmethod
    async def forget(self, user: UserId) -> None:
        """Remove all of it, durably; nothing happens when there is none. Repeatable."""
