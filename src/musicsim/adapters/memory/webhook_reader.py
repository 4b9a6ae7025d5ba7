"""Messages that a test made up."""

import hmac
import json

from musicsim.domain.model.webhook import Heard, ListeningEvent, Passed, TrialEvent, WebhookEvent
from musicsim.ports.webhook_reader import WebhookReader


class MemoryWebhookReader(WebhookReader):
    """Reads {"id": …, "outcome": "finished" or "failed"}, signed with HMAC-SHA256; {"test": true} may come unsigned."""

    def __init__(self, secret: str = "secret", catalogue: str = "memory") -> None:  # noqa: S107 - of a test
        self._secret = secret.encode()
        self._catalogue = catalogue

    def sign(self, body: bytes) -> str:
        """The signature of a genuine message."""
        return hmac.new(self._secret, body, "sha256").hexdigest()

    def read(self, body: bytes, signature: str) -> WebhookEvent | None:
        try:
            message = json.loads(body)
        except ValueError:
            return None
        if message == {"test": True}:
            return TrialEvent()
        if not hmac.compare_digest(self.sign(body).encode(), signature.encode()) or not isinstance(message, dict):
            return None
        try:
            return ListeningEvent(self._catalogue, str(message["id"]), Heard(message["outcome"]))
        except (KeyError, ValueError):
            return Passed("unknown")
