"""Writing whole tracks, and marking them missing and present: all that the counts have to follow."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Update, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from musicsim.adapters.sqlalchemy import folder_counts, state_counts
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.state_counts import MISSING_STATE, STATE, state_in, state_of
from musicsim.adapters.sqlalchemy.tables import FAILED, MISSING, PRESENT, analyses, embeddings, tracks, waveforms
from musicsim.adapters.sqlalchemy.track_rows import row_of
from musicsim.adapters.sqlalchemy.upserts import replace_into
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track, TrackStatus

LISTENED = frozenset({TrackStatus.ANALYSED.value, TrackStatus.SILENT.value})
PENDING_STATE = (TrackStatus.PENDING.value, "")

_Before = Mapping[str, Row[Any]]
_KEPT = frozenset({"finished_at", "indexed_revision", "has_waveform"})
_NEXT_REVISION = {"revision": tracks.c.revision + 1}


async def store(connection: AsyncConnection, changed: Mapping[TrackId, Track]) -> None:
    """Insert or replace; what was found for other content, or for a track that waits again, is dropped."""
    before = await _before(connection, changed)
    await _vacate(connection, before, changed)
    rows = [_settled(row_of(track), before.get(track.id)) for track in changed.values()]
    await connection.execute(replace_into(connection, tracks, _KEPT, **_NEXT_REVISION), rows)
    unheard = [row["id"] for row in rows if row["status"] not in LISTENED]
    await drop_findings(connection, [id_ for id_ in unheard if id_ in before])
    await state_counts.adjust(connection, map(state_in, rows), map(state_of, before.values()))
    hidden = [row.key for row in before.values() if row.present]
    await folder_counts.adjust(connection, [row["key"] for row in rows if row["missing_since"] is None], hidden)


async def hide(connection: AsyncConnection, ids: Collection[TrackId], since: datetime) -> None:
    """Mark those that are present as missing."""
    for chunk in chunks(ids):
        gone = update(tracks).where(tracks.c.id.in_(chunk), PRESENT).values(missing_since=since, **_NEXT_REVISION)
        rows = await _returned(connection, gone)
        await state_counts.adjust(
            connection, [MISSING_STATE] * len(rows), [(row.status, row.failure_reason) for row in rows]
        )
        await folder_counts.adjust(connection, hidden=[row.key for row in rows])


async def show(connection: AsyncConnection, ids: Collection[TrackId]) -> None:
    """Mark those that are missing as present."""
    for chunk in chunks(ids):
        back = update(tracks).where(tracks.c.id.in_(chunk), MISSING).values(missing_since=None, **_NEXT_REVISION)
        rows = await _returned(connection, back)
        await state_counts.adjust(
            connection, [(row.status, row.failure_reason) for row in rows], [MISSING_STATE] * len(rows)
        )
        await folder_counts.adjust(connection, shown=[row.key for row in rows])


async def _returned(connection: AsyncConnection, changing: Update) -> Sequence[Row[Any]]:
    """Make the change; the rows that it met, as they are now."""
    return (await connection.execute(changing.returning(tracks.c.key, tracks.c.status, tracks.c.failure_reason))).all()


async def requeue_failed(connection: AsyncConnection) -> int:
    """Set the present failed tracks to pending; how many there were."""
    again = {"status": TrackStatus.PENDING.value, "failure_reason": "", "failure_detail": "", **_NEXT_REVISION}
    failed = (await connection.execute(select(tracks.c.id, *STATE).where(FAILED).with_for_update())).all()
    for chunk in chunks(failed):
        await connection.execute(update(tracks).where(tracks.c.id.in_([row.id for row in chunk])).values(again))
    await state_counts.adjust(connection, [PENDING_STATE] * len(failed), map(state_of, failed))
    return len(failed)


async def _before(connection: AsyncConnection, ids: Collection[TrackId]) -> _Before:
    found: dict[str, Row[Any]] = {}
    wanted = select(tracks.c.id, tracks.c.key, tracks.c.content_hash, *STATE)
    for chunk in chunks(ids):
        # locked where rows can be: what is counted out of the folders must be what was there
        rows = await connection.execute(wanted.where(tracks.c.id.in_(chunk)).with_for_update())
        found.update((row.id, row) for row in rows)
    return found


async def _vacate(connection: AsyncConnection, before: _Before, changed: Mapping[TrackId, Track]) -> None:
    """Let go of the keys that tracks give up, so that others can take them in any order: two may swap theirs."""
    leaving = [
        track.id
        for track in changed.values()
        if (row := before.get(track.id)) and row.present and (row.key != track.key or track.missing_since is not None)
    ]
    for chunk in chunks(leaving):
        await connection.execute(update(tracks).where(tracks.c.id.in_(chunk)).values(missing_since=tracks.c.added_at))


def _settled(row: dict[str, Any], before: Row[Any] | None) -> dict[str, Any]:
    """The row with the status that it can have: one that claims to be listened to needs its analysis."""
    if row["status"] not in LISTENED:
        return row
    kept = before is not None and before.status in LISTENED and before.content_hash == row["content_hash"]
    return row if kept else row | {"status": TrackStatus.PENDING.value}


async def drop_findings(connection: AsyncConnection, ids: Collection[str]) -> None:
    """Remove all that listening found for these tracks."""
    for chunk in chunks(ids):
        for table in (analyses, embeddings, waveforms):
            await connection.execute(delete(table).where(table.c.track_id.in_(chunk)))
        drawn = update(tracks).where(tracks.c.id.in_(chunk), tracks.c.has_waveform)
        await connection.execute(drawn.values(has_waveform=False))
