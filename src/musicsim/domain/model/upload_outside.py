"""Tracks of the library that an outside service listens to."""

from dataclasses import dataclass
from enum import StrEnum


class OutsideState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    LISTENING = "listening"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutsideListening:
    """The state, and why it failed, in the service's own words."""

    state: OutsideState
    detail: str = ""
