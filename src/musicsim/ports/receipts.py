"""Messages that were received."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class Receipts(Protocol):
    """Tells messages that come again from new ones, for all processes that share it.

    Raises Unavailable when the store does not answer.
    """

    @abstractmethod
    async def received(self, digest: str, now: datetime) -> bool:
        """Note a message by its digest; whether it is the first time within rules.replays.WINDOW.

        Of messages that come at one moment one is the first. Durable when it returns.
        """
