"""Messages from Cyanite."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha512

import msgspec

from musicsim.domain.model.beyond import CYANITE, SPOTIFY
from musicsim.domain.model.webhook import Heard, ListeningEvent, Passed, TrialEvent, WebhookEvent
from musicsim.ports.webhook_reader import WebhookReader

_CATALOGUES = {"LibraryTrack": CYANITE, "SpotifyTrack": SPOTIFY}
_ANALYSES = frozenset({"AudioAnalysisV6", "AudioAnalysisV7"})


class _Resource(msgspec.Struct, frozen=True):
    type: str = ""
    id: str = ""


class _Event(msgspec.Struct, frozen=True):
    type: str = ""
    status: str = ""


class _Message(msgspec.Struct, frozen=True):
    """Both shapes: of version 2, and of the trial, which has a type and nothing else."""

    version: str = ""
    type: str = ""
    resource: _Resource = _Resource()
    event: _Event = _Event()


@dataclass(frozen=True)
class CyaniteWebhook(WebhookReader):
    """Signed with HMAC-SHA512 of the body under the webhook's secret, as lower-case hex in the header `Signature`.

    Nothing in a message tells when it was sent, so an old one looks as genuine as a new one. That is harmless as long
    as it is only taken as a reason to ask Cyanite (see rules.replays for not asking too often).
    """

    secret: str = field(repr=False)

    def read(self, body: bytes, signature: str) -> WebhookEvent | None:
        try:
            message = msgspec.json.decode(body, type=_Message)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        if message.type == "TEST" or message.resource.type == "IntegrationTest":
            return TrialEvent()  # sent without a signature, and without an effect
        return _meaning(message) if self._is_genuine(body, signature) else None

    def _is_genuine(self, body: bytes, signature: str) -> bool:
        expected = hmac.new(self.secret.encode(), body, sha512).hexdigest()
        return bool(self.secret) and hmac.compare_digest(expected.encode(), signature.encode(errors="replace"))


def _meaning(message: _Message) -> WebhookEvent:
    """What to do; what this version of musicsim does not know is passed over, so that Cyanite does not resend it."""
    catalogue = _CATALOGUES.get(message.resource.type)
    known = message.version == "2" and catalogue is not None and message.event.type in _ANALYSES
    if not known or message.event.status not in set(Heard) or not message.resource.id:
        return Passed(message.event.type[:50])
    return ListeningEvent(catalogue or "", message.resource.id, Heard(message.event.status))
