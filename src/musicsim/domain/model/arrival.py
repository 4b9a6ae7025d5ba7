"""What a walk through the store found to differ from what is known."""

from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.model.audio import AudioObject, Unlisted
from musicsim.domain.model.failure import Failure
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.scan import KnownObject


@dataclass(frozen=True, slots=True)
class Arrival:
    """An object that must be read: unknown, or not as it was; `known` is the present track at its key."""

    object: AudioObject
    known: KnownObject | None = None

    @property
    def key(self) -> str:
        return self.object.key


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A present track whose object is as it was."""

    known: KnownObject

    @property
    def key(self) -> str:
        return self.known.key


@dataclass(frozen=True, slots=True)
class Returned:
    """A missing track whose object is back at its key, as it was."""

    known: KnownObject

    @property
    def key(self) -> str:
        return self.known.key


@dataclass(frozen=True, slots=True)
class Gone:
    """A present track whose object is no longer there."""

    known: KnownObject

    @property
    def key(self) -> str:
        return self.known.key


Difference = Arrival | Unchanged | Returned | Gone | Unlisted


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading an arrival gave: its content hash and metadata, or "" and why it could not be read."""

    object: AudioObject
    metadata: Metadata
    content_hash: str = ""
    failure: Failure | None = None


class Settled(StrEnum):
    """What became of an arrival."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    RESTORED = "restored"
    TOUCHED = "touched"  # same bytes, other time stamp
