"""What paid services cost."""

from abc import abstractmethod
from datetime import date
from typing import Protocol


class Spending(Protocol):
    """Remembers what was spent, for all processes that share it. Raises Unavailable when the store does not answer."""

    @abstractmethod
    async def book(self, service: str, day: date, amount: float, cap: float) -> bool:
        """Add `amount` to what `service` costs that day, unless that would be more than `cap`; whether it was added.

        Atomic: bookings at one moment never exceed the cap together. Amounts are in the provider's own currency, not
        negative, and told apart to a millionth; an infinite cap is none.
        """

    @abstractmethod
    async def give_back(self, service: str, day: date, amount: float) -> None:
        """Take back what was booked and not spent; the sum never falls below zero."""

    @abstractmethod
    async def spent(self, service: str, day: date) -> float:
        """The day's sum."""
