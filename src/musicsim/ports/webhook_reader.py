"""Messages from outside services."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.webhook import WebhookEvent


class WebhookReader(Protocol):
    """Tells genuine messages from others, and what they mean. Asks nobody: senders give up after seconds."""

    @abstractmethod
    def read(self, body: bytes, signature: str) -> WebhookEvent | None:
        """What the message says; None when it is not signed as it has to be, or cannot be understood.

        A message can be sent again by anyone who once saw it, so what it says must do no harm the second time.
        """
