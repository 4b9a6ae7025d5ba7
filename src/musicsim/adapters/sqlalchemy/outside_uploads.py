"""Tracks that were sent to an outside service, in a relational database."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update

from musicsim.adapters.sqlalchemy.beyond_tables import outside_uploads
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState, OutsideUpload
from musicsim.ports.outside_uploads import OutsideUploads

_c = outside_uploads.c


class SqlOutsideUploads(OutsideUploads):
    """A row a track in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, track: TrackId) -> OutsideUpload | None:
        return await self._one(_c.track_id == track)

    async def known_as(self, external: ExternalId) -> OutsideUpload | None:
        return await self._one(_c.outside_id == external.id, _c.catalogue == external.catalogue)

    async def keep(self, upload: OutsideUpload, instead_of: OutsideUpload | None) -> bool:
        row = _row(upload)

        def put(connection: Connection) -> bool:
            if instead_of is None:
                new = insert_into(connection, outside_uploads).values(row).on_conflict_do_nothing()
                return connection.scalar(new.returning(_c.track_id)) is not None
            as_it_was = [_c[name] == value for name, value in _row(instead_of).items()]
            changed = update(outside_uploads).where(*as_it_was).values(row)
            return connection.scalar(changed.returning(_c.track_id)) is not None

        return await self._database.write(put)

    async def remove(self, track: TrackId) -> None:
        gone = delete(outside_uploads).where(_c.track_id == track)
        await self._database.write(lambda connection: connection.execute(gone))

    async def _one(self, *where: ColumnElement[bool]) -> OutsideUpload | None:
        rows = await self._database.rows(select(outside_uploads).where(*where).order_by(_c.track_id).limit(1))
        return _upload(rows[0]) if rows else None


def _row(upload: OutsideUpload) -> dict[str, Any]:
    return {
        "track_id": upload.track,
        "content_hash": upload.content_hash,
        "catalogue": upload.external.catalogue if upload.external is not None else "",
        "outside_id": upload.external.id if upload.external is not None else "",
        "state": upload.listening.state.value,
        "detail": upload.listening.detail,
        "changed_at": upload.changed_at,
    }


def _upload(row: Row[Any]) -> OutsideUpload:
    return OutsideUpload(
        track=TrackId(row.track_id),
        content_hash=row.content_hash,
        listening=OutsideListening(OutsideState(row.state), row.detail),
        changed_at=row.changed_at,
        external=ExternalId(row.catalogue, row.outside_id) if row.catalogue else None,
    )
