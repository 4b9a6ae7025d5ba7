"""Tracks of the library that an outside service listens to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId


class OutsideState(StrEnum):
    """How far it has come."""

    SENDING = "sending"  # its bytes are on their way
    WAITING = "waiting"
    LISTENING = "listening"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutsideListening:
    """The state, and why it failed, in the service's own words."""

    state: OutsideState
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideUpload:
    """A track of ours that was sent to a service, and how far that has come as it was last known.

    `external` is None until the service has given it an id; `content_hash` names the bytes that were sent.
    """

    track: TrackId
    content_hash: str
    listening: OutsideListening
    changed_at: datetime
    external: ExternalId | None = None
