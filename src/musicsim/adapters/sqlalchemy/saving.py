"""Writing whole tracks, and marking them missing and present: all that the counts have to follow."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from musicsim.adapters.sqlalchemy import facets, folder_counts, state_counts
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.locks import locked
from musicsim.adapters.sqlalchemy.segments_tables import fingerprints, segments
from musicsim.adapters.sqlalchemy.state_counts import MISSING_STATE, STATE, state_in, state_of
from musicsim.adapters.sqlalchemy.tables import FAILED, MISSING, PRESENT, analyses, embeddings, tracks, waveforms
from musicsim.adapters.sqlalchemy.track_rows import row_of
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_rows
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track, TrackStatus

LISTENED = frozenset({TrackStatus.ANALYSED.value, TrackStatus.SILENT.value})
PENDING_STATE = (TrackStatus.PENDING.value, "")

_Before = Mapping[str, Row[Any]]
_KEPT = frozenset({"finished_at", "indexed_revision", "has_waveform", "has_segments", "bpm", "camelot"})
_UNHEARD = {"has_waveform": False, "has_segments": False, "bpm": None, "camelot": None}
_NEW = insert(tracks)
_NEXT_REVISION = {"revision": tracks.c.revision + 1}
_PLACE = (tracks.c.id, tracks.c.key, tracks.c.status, tracks.c.failure_reason)


def store(connection: Connection, changed: Mapping[TrackId, Track]) -> None:
    """Insert or replace; what was found for other content, or for a track that waits again, is dropped."""
    about = (tracks.c.id, tracks.c.key, tracks.c.content_hash, *STATE)
    before = {row.id: row for row in locked(connection, changed, showing=about)}
    with facets.regrouped(connection, changed):
        _store(connection, changed, before)


def _store(connection: Connection, changed: Mapping[TrackId, Track], before: _Before) -> None:
    _vacate(connection, before, changed)
    in_order = sorted(changed.values(), key=lambda track: (track.key, track.id))  # as keys are taken: see locks
    rows = [_settled(row_of(track), before.get(track.id)) for track in in_order]
    _write(connection, rows, before)
    facets.write(connection, in_order, before)
    unheard = [row["id"] for row in rows if row["status"] not in LISTENED]
    drop_findings(connection, [id_ for id_ in unheard if id_ in before])
    state_counts.adjust(connection, map(state_in, rows), map(state_of, before.values()))
    hidden = [row.key for row in before.values() if row.present]
    folder_counts.adjust(connection, [row["key"] for row in rows if row["missing_since"] is None], hidden)


def hide(connection: Connection, ids: Collection[TrackId], since: datetime) -> None:
    """Mark those that are present as missing."""
    gone = list(locked(connection, ids, PRESENT, showing=_PLACE))
    with facets.regrouped(connection, [row.id for row in gone]):
        _change(connection, gone, missing_since=since)
        state_counts.adjust(connection, [MISSING_STATE] * len(gone), [(row.status, row.failure_reason) for row in gone])
        folder_counts.adjust(connection, hidden=[row.key for row in gone])


def show(connection: Connection, ids: Collection[TrackId]) -> None:
    """Mark those that are missing as present."""
    back = list(locked(connection, ids, MISSING, showing=_PLACE))
    with facets.regrouped(connection, [row.id for row in back]):
        _change(connection, back, missing_since=None)
        state_counts.adjust(connection, [(row.status, row.failure_reason) for row in back], [MISSING_STATE] * len(back))
        folder_counts.adjust(connection, shown=[row.key for row in back])


def requeue_failed(connection: Connection, ids: Collection[TrackId] | None = None) -> int:
    """Set the present failed tracks, all or those of `ids`, to pending; how many there were."""
    showing = (tracks.c.id, *STATE)
    if ids is None:
        failed = connection.execute(select(*showing).where(FAILED).order_by(tracks.c.id).with_for_update()).all()
    else:
        failed = list(locked(connection, ids, FAILED, showing=showing))
    _change(connection, failed, status=TrackStatus.PENDING.value, failure_reason="", failure_detail="")
    state_counts.adjust(connection, [PENDING_STATE] * len(failed), map(state_of, failed))
    return len(failed)


def drop_findings(connection: Connection, ids: Collection[str]) -> None:
    """Remove all that listening found for these tracks."""
    for chunk in chunks(ids):
        for table in (analyses, embeddings, waveforms, segments, fingerprints):
            connection.execute(delete(table).where(among(table.c.track_id, chunk)))
        facets.drop_moods(connection, chunk)
        parts = or_(tracks.c.has_waveform, tracks.c.has_segments)
        shown = or_(parts, tracks.c.bpm.is_not(None), tracks.c.camelot.is_not(None))
        found = update(tracks).where(among(tracks.c.id, chunk), shown)
        connection.execute(found.values(_UNHEARD))


def _change(connection: Connection, rows: Sequence[Row[Any]], **values: Any) -> None:
    """Set columns of rows that are locked."""
    for chunk in chunks([row.id for row in rows]):
        connection.execute(update(tracks).where(among(tracks.c.id, chunk)).values(values | _NEXT_REVISION))


def _vacate(connection: Connection, before: _Before, changed: Mapping[TrackId, Track]) -> None:
    """Let go of the keys that tracks give up, so that others can take them in any order: two may swap theirs."""
    leaving = [
        track.id
        for track in changed.values()
        if (row := before.get(track.id)) and row.present and (row.key != track.key or track.missing_since is not None)
    ]
    for chunk in chunks(leaving):
        connection.execute(update(tracks).where(among(tracks.c.id, chunk)).values(missing_since=tracks.c.added_at))


def _write(connection: Connection, rows: Sequence[dict[str, Any]], before: _Before) -> None:
    """Replace the rows that are there, and insert the others: should another bring the same id, one is refused."""
    if known := [row for row in rows if row["id"] in before]:
        write_rows(connection, replace_into(connection, tracks, _KEPT, **_NEXT_REVISION), known)
    if new := [row for row in rows if row["id"] not in before]:
        write_rows(connection, _NEW, new)


def _settled(row: dict[str, Any], before: Row[Any] | None) -> dict[str, Any]:
    """The row with the status that it can have: one that claims to be listened to needs its analysis."""
    if row["status"] not in LISTENED:
        return row
    kept = before is not None and before.status in LISTENED and before.content_hash == row["content_hash"]
    return row if kept else row | {"status": TrackStatus.PENDING.value}
