"""Tracks that were sent to an outside service."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.upload_outside import OutsideUpload


class OutsideUploads(Protocol):
    """Remembers them; one upload a track. Every write is durable when it returns.

    Raises Unavailable when the store does not answer.
    """

    @abstractmethod
    async def of(self, track: TrackId) -> OutsideUpload | None:
        """What became of the track outside, None when it was not sent."""

    @abstractmethod
    async def known_as(self, external: ExternalId) -> OutsideUpload | None:
        """The upload with the id that the service gave it."""

    @abstractmethod
    async def keep(self, upload: OutsideUpload, instead_of: OutsideUpload | None) -> bool:
        """Put it in place of what is there, unless that is no longer `instead_of` (None: nothing); whether it was.

        `upload.track` is one of the library's.
        """

    @abstractmethod
    async def remove(self, track: TrackId) -> None:
        """Forget it; one that is not there is passed over."""
