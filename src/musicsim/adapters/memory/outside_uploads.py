"""Tracks that were sent to an outside service, in memory."""

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.upload_outside import OutsideUpload
from musicsim.ports.outside_uploads import OutsideUploads


class MemoryOutsideUploads(OutsideUploads):
    """Uploads for as long as the process runs; reachable when `database` is."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self._uploads: dict[TrackId, OutsideUpload] = {}

    async def of(self, track: TrackId) -> OutsideUpload | None:
        self._database.check()
        return self._uploads.get(track)

    async def known_as(self, external: ExternalId) -> OutsideUpload | None:
        self._database.check()
        return next((one for one in self._uploads.values() if one.external == external), None)

    async def keep(self, upload: OutsideUpload, instead_of: OutsideUpload | None) -> bool:
        self._database.check()
        if self._uploads.get(upload.track) != instead_of:
            return False
        self._uploads[upload.track] = upload
        return True

    async def remove(self, track: TrackId) -> None:
        self._database.check()
        self._uploads.pop(track, None)
