"""A track: one audio object and what is known of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.model.failure import Failure
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Metadata


class TrackStatus(StrEnum):
    """How far listening has come."""

    PENDING = "pending"
    ANALYSED = "analysed"
    SILENT = "silent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One audio object of the library, present or missing.

    `content_hash` names its bytes as AudioStore.content_hash does ("" when they could not be read); `failure` is set
    exactly when the status is FAILED; `missing_since` is set while the object is gone from the store.
    """

    id: TrackId
    key: str
    size: int
    modified_ns: int
    content_hash: str
    metadata: Metadata
    status: TrackStatus
    added_at: datetime
    failure: Failure | None = None
    missing_since: datetime | None = None

    @property
    def folder(self) -> str:
        """The key's folder, "" for the library's root."""
        return self.key.rpartition("/")[0]

    @property
    def listenable(self) -> bool:
        """Whether it belongs in answers to "what sounds like this?"."""
        return self.status is TrackStatus.ANALYSED and self.missing_since is None
