"""What people brought, in memory."""

from collections.abc import AsyncIterator, Mapping, Sequence

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.errors import NotFound
from musicsim.domain.model.identity import UploadId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.model.uploaded import Quota, Uploaded, UploadProgress, Usage
from musicsim.domain.rules.uploads import exported_upload
from musicsim.ports.personal_data import Exported
from musicsim.ports.uploads import Uploads


class MemoryUploads(Uploads):
    """Keeps files' owners in a MemoryDatabase. No method yields to others half way."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database

    async def add(self, upload: Uploaded, quota: Quota) -> bool:
        kept = self._kept()
        if upload.user not in self._database.people.accounts:
            raise NotFound.of("person", upload.user)
        others = [one for one in self._of(upload.user) if one.key != upload.key]
        if not quota.admits(_usage([*others, upload])):
            return False
        kept[upload.key] = upload
        return True

    async def usage(self, user: UserId) -> Usage:
        return _usage(self._of(user))

    async def at_key(self, key: str) -> Uploaded | None:
        return self._kept().get(key)

    async def remove(self, key: str) -> None:
        self._kept().pop(key, None)

    async def page(self, user: UserId, limit: int, before: UploadId | None = None) -> Page[Uploaded]:
        found = [one for one in self._of(user) if before is None or one.id < before]
        return Page(found[:limit], found[limit - 1].id if len(found) > limit else None)

    async def all_keys(self) -> AsyncIterator[str]:
        for key in sorted(self._kept()):
            yield key

    async def progress(self, user: UserId, among: int) -> UploadProgress:
        uploads = self._of(user)
        waiting = {
            row.track.key: row.track.id for row in self._database.present() if row.track.status is TrackStatus.PENDING
        }
        found = tuple(waiting[one.key] for one in uploads[:among] if one.key in waiting)
        return UploadProgress(usage=_usage(uploads), waiting=found)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        return {"uploads": [exported_upload(one) for one in self._of(user)]}

    async def forget(self, user: UserId) -> None:
        for one in self._of(user):
            del self._kept()[one.key]

    def _kept(self) -> dict[str, Uploaded]:
        """What is there; with a person goes all that is kept of that one."""
        self._database.check()
        known = self._database.people.accounts
        for key in [key for key, one in self._database.uploads.items() if one.user not in known]:
            del self._database.uploads[key]
        return self._database.uploads

    def _of(self, user: UserId) -> list[Uploaded]:
        theirs = [one for one in self._kept().values() if one.user == user]
        return sorted(theirs, key=lambda one: one.id, reverse=True)


def _usage(uploads: Sequence[Uploaded]) -> Usage:
    return Usage(len(uploads), sum(one.size for one in uploads))
