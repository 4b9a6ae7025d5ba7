"""Messages by which an outside service tells that it has done something."""

from dataclasses import dataclass
from enum import StrEnum


class Heard(StrEnum):
    """What became of listening on the outside."""

    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ListeningEvent:
    """An outside service is done with a track. It is a hint: what is true, the service has to be asked."""

    catalogue: str
    id: str
    outcome: Heard


@dataclass(frozen=True, slots=True)
class TrialEvent:
    """Somebody tries whether messages arrive; nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A message that is genuine, and of no interest."""

    kind: str


WebhookEvent = ListeningEvent | TrialEvent | Passed
