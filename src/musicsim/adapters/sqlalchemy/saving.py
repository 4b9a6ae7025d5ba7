"""Writing whole tracks."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from musicsim.adapters.sqlalchemy import folder_counts
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.tables import PRESENT, analyses, embeddings, tracks, waveforms
from musicsim.adapters.sqlalchemy.track_rows import row_of
from musicsim.adapters.sqlalchemy.upserts import replace_into
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track, TrackStatus

LISTENED = frozenset({TrackStatus.ANALYSED.value, TrackStatus.SILENT.value})

_Before = Mapping[str, Row[Any]]
_KEPT = frozenset({"finished_at", "indexed_revision", "has_waveform"})


async def store(connection: AsyncConnection, changed: Mapping[TrackId, Track]) -> None:
    """Insert or replace; what was found for other content, or for a track that waits again, is dropped."""
    before = await _before(connection, changed)
    await _vacate(connection, before, changed)
    rows = [_settled(row_of(track), before.get(track.id)) for track in changed.values()]
    statement = replace_into(connection, tracks, _KEPT, revision=tracks.c.revision + 1)
    await connection.execute(statement, rows)
    unheard = [row["id"] for row in rows if row["status"] not in LISTENED]
    await drop_findings(connection, [id_ for id_ in unheard if id_ in before])
    hidden = [row.key for row in before.values() if row.present]
    shown = [track.key for track in changed.values() if track.missing_since is None]
    await folder_counts.adjust(connection, shown, hidden)


async def _before(connection: AsyncConnection, ids: Collection[TrackId]) -> _Before:
    found: dict[str, Row[Any]] = {}
    wanted = select(tracks.c.id, tracks.c.key, tracks.c.content_hash, tracks.c.status, PRESENT.label("present"))
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
