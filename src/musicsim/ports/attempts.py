"""Where it is counted how often something was tried."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from musicsim.domain.model.allowance import Allowance


class Attempts(Protocol):
    """Attempts by key, as domain.rules.throttling counts them, shared by all processes of one database.

    All methods raise Unavailable when the database does not answer.
    """

    @abstractmethod
    async def take(self, wanted: Mapping[str, Allowance], now: datetime) -> timedelta:
        """Count an attempt for every key or, when one of them has none left, for none: then the longest time to wait,
        else none. However many come at a moment, no more get through than the allowance says.
        """

    @abstractmethod
    async def give_back(self, wanted: Mapping[str, Allowance]) -> None:
        """Take back an attempt for every key, as if it had not been; nothing happens to keys that have settled."""
