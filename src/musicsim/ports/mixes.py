"""The daily mixes of people."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.mixes import DailyMixes
from musicsim.ports.personal_data import PersonalData


class Mixes(PersonalData, Protocol):
    """Keeps the mixes that were made last for each person, in the same database as the catalogue; exported as "mixes".

    Every write is durable when it returns, and atomic. All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def of(self, user: UserId) -> DailyMixes | None:
        """The person's; None before the first."""

    @abstractmethod
    async def keep(self, user: UserId, mixes: DailyMixes) -> None:
        """Keep them in place of what was kept; nothing happens for an unknown person."""
