"""What people brought, in a relational database."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, func, select

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import users
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.adapters.sqlalchemy.tables import PENDING, tracks
from musicsim.adapters.sqlalchemy.upload_tables import uploads
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.domain.errors import NotFound
from musicsim.domain.model.identity import TrackId, UploadId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.uploaded import Quota, Uploaded, UploadProgress, Usage
from musicsim.domain.rules.uploads import exported_upload
from musicsim.ports.personal_data import Exported
from musicsim.ports.uploads import Uploads

_BATCH = 5000


class SqlUploads(Uploads):
    """Keeps files' owners in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, upload: Uploaded, quota: Quota) -> bool:
        if not storable(upload.user):
            raise NotFound.of("person", upload.user)
        return await self._database.write(lambda connection: _add(connection, upload, quota))

    async def usage(self, user: UserId) -> Usage:
        return await self._database.read(lambda connection: _usage(connection, user)) if storable(user) else Usage()

    async def at_key(self, key: str) -> Uploaded | None:
        rows = await self._database.rows(select(uploads).where(uploads.c.key == key)) if storable(key) else ()
        return _upload_of(rows[0]) if rows else None

    async def remove(self, key: str) -> None:
        if storable(key):
            gone = delete(uploads).where(uploads.c.key == key)
            await self._database.write(lambda connection: connection.execute(gone))

    async def page(self, user: UserId, limit: int, before: UploadId | None = None) -> Page[Uploaded]:
        if not storable(user) or not storable(before or ""):
            return Page([])
        rows = await self._database.rows(page_statement(user, limit + 1, before))
        found = [_upload_of(row) for row in rows]
        return Page(found[:limit], found[limit - 1].id if len(found) > limit else None)

    async def all_keys(self) -> AsyncIterator[str]:
        after = ""
        while True:
            some = select(uploads.c.key).where(uploads.c.key > after).order_by(uploads.c.key).limit(_BATCH)
            rows = await self._database.rows(some)
            for row in rows:
                yield row.key
            if len(rows) < _BATCH:
                return
            after = rows[-1].key

    async def progress(self, user: UserId, among: int) -> UploadProgress:
        if not storable(user):
            return UploadProgress(usage=Usage())
        return await self._database.snapshot(lambda connection: _progress(connection, user, among))

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        everything = uploads.c.user_id == user
        newest = select(uploads).where(everything).order_by(uploads.c.id.desc())
        rows = await self._database.rows(newest) if storable(user) else ()
        return {"uploads": [exported_upload(_upload_of(row)) for row in rows]}

    async def forget(self, user: UserId) -> None:
        if storable(user):
            gone = delete(uploads).where(uploads.c.user_id == user)
            await self._database.write(lambda connection: connection.execute(gone))


def page_statement(user: UserId, limit: int, before: UploadId | None) -> Select[Any]:
    """The person's newest files below an id."""
    theirs = select(uploads).where(uploads.c.user_id == user).order_by(uploads.c.id.desc()).limit(limit)
    return theirs if before is None else theirs.where(uploads.c.id < before)


def waiting_statement(user: UserId, among: int) -> Select[Any]:
    """Of the person's newest files, the tracks that wait to be listened to."""
    newest = page_statement(user, among, None).subquery()
    joined = newest.join(tracks, and_(tracks.c.key == newest.c.key, PENDING))
    return select(tracks.c.id).select_from(joined).order_by(newest.c.id.desc())


def _add(connection: Connection, upload: Uploaded, quota: Quota) -> bool:
    """Who adds for the same person at this moment waits for the person's row."""
    person = select(users.c.id).where(users.c.id == upload.user).with_for_update(key_share=True)
    if connection.scalar(person) is None:
        raise NotFound.of("person", upload.user)
    others = _usage(connection, upload.user, but=upload.key)
    if not quota.admits(others + Usage(1, upload.size)):
        return False
    connection.execute(delete(uploads).where(uploads.c.key == upload.key))
    connection.execute(insert_into(connection, uploads), _row_of(upload))
    return True


def _usage(connection: Connection, user: UserId, but: str | None = None) -> Usage:
    counted = select(func.count(), func.coalesce(func.sum(uploads.c.size), 0)).where(uploads.c.user_id == user)
    files, size = connection.execute(counted if but is None else counted.where(uploads.c.key != but)).one()
    return Usage(files, int(size))


def _progress(connection: Connection, user: UserId, among: int) -> UploadProgress:
    waiting = tuple(map(TrackId, connection.scalars(waiting_statement(user, among))))
    return UploadProgress(usage=_usage(connection, user), waiting=waiting)


def _row_of(upload: Uploaded) -> dict[str, Any]:
    return {
        "id": upload.id,
        "user_id": upload.user,
        "key": upload.key,
        "name": upload.name,
        "size": upload.size,
        "content_hash": upload.content_hash,
        "uploaded_at": upload.uploaded_at,
    }


def _upload_of(row: Row[Any]) -> Uploaded:
    return Uploaded(
        id=UploadId(row.id),
        user=UserId(row.user_id),
        key=row.key,
        name=row.name,
        size=row.size,
        content_hash=row.content_hash,
        uploaded_at=row.uploaded_at,
    )
