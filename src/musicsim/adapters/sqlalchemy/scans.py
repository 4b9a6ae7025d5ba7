"""The log of scans, in a relational database."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, select

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.adapters.sqlalchemy.tables import scans
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_row
from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import ScanId
from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.ports.scans import Scans

_FIELDS = tuple(field.name for field in fields(Scan))


class SqlScans(Scans):
    """Keeps scans in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, scan: Scan) -> None:
        def put(connection: Connection) -> None:
            write_row(connection, replace_into(connection, scans), _row_of(scan))

        await self._database.write(put)

    async def get(self, scan_id: ScanId) -> Scan | None:
        if not storable(scan_id):
            return None
        wanted = select(scans).where(scans.c.id == scan_id)
        row = await self._database.read(lambda connection: connection.execute(wanted).mappings().first())
        return _scan_of(row) if row is not None else None

    async def recent(self, limit: int) -> list[Scan]:
        newest = select(scans).order_by(scans.c.started_at.desc(), scans.c.id.desc()).limit(limit)
        return [_scan_of(row) for row in await self._database.read(lambda c: c.execute(newest).mappings().all())]


def _row_of(scan: Scan) -> dict[str, Any]:
    problems = [(each.key, each.failure.reason.value, each.failure.detail) for each in scan.problems]
    plain = {name: getattr(scan, name) for name in _FIELDS}
    return plain | {"status": scan.status.value, "problems": json.dumps(problems, ensure_ascii=False)}


def _scan_of(row: Mapping[Any, Any]) -> Scan:
    problems = (Unlisted(key, Failure(FailureReason(why), detail)) for key, why, detail in json.loads(row["problems"]))
    return Scan(**{**row, "status": ScanStatus(row["status"]), "problems": tuple(problems)})
