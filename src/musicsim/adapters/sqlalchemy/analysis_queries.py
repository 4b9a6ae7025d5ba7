"""The statements about analyses."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    Select,
    and_,
    bindparam,
    exists,
    func,
    not_,
    null,
    select,
    update,
)

from musicsim.adapters.sqlalchemy import state_counts
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.analysis_rows import analysis_of, vector_of
from musicsim.adapters.sqlalchemy.chunks import CHUNK, chunks
from musicsim.adapters.sqlalchemy.locks import locked
from musicsim.adapters.sqlalchemy.state_counts import STATE, state_of
from musicsim.adapters.sqlalchemy.storable import storable, storables
from musicsim.adapters.sqlalchemy.tables import PRESENT, STALE, analyses, embeddings, tracks
from musicsim.adapters.sqlalchemy.track_rows import TRACK
from musicsim.domain.model.analysis import Analysis, Embedding
from musicsim.domain.model.failure import Failure
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track, TrackStatus

EMBEDDINGS_BATCH = 1000

THOSE: Select[Any] = select(*TRACK).where(among(tracks.c.id)).order_by(tracks.c.id)
"""The tracks with the ids in "names", by id."""

_PLAIN = select(analyses).where(among(analyses.c.track_id))
_UNTAGGED = select(
    *(column for column in analyses.c if column.name not in {"tags", "tags_model", "outline"}),
    null().label("tags_model"),
).where(among(analyses.c.track_id))
_TEMPI_AND_KEYS = select(tracks.c.id, tracks.c.bpm, tracks.c.camelot).where(
    among(tracks.c.id), tracks.c.bpm.is_not(None) | tracks.c.camelot.is_not(None)
)
_OUTLINES = select(analyses.c.track_id, analyses.c.outline).where(among(analyses.c.track_id))
_EMBEDDED = select(embeddings).where(among(embeddings.c.track_id)).order_by(embeddings.c.position)

_ONE = (
    select(analyses, embeddings.c.space, embeddings.c.vector)
    .outerjoin(embeddings, embeddings.c.track_id == analyses.c.track_id)
    .where(analyses.c.track_id == bindparam("one"))
    .order_by(embeddings.c.position)
)


def unchanged(track: Track) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That the track still holds the content that was listened to."""
    return tracks.c.id == track.id, tracks.c.content_hash == track.content_hash


def known_text(track: Track) -> bool:
    """Whether the database may know the track at all."""
    return storable(track.id) and storable(track.content_hash)


def finish(
    connection: Connection,
    track: Track,
    at: datetime,
    status: TrackStatus,
    failure: Failure | None = None,
    shown: Mapping[str, Any] | None = None,
) -> Row[Any] | None:
    """Set what listening came to, and what the row shows of it; the row until then, or None when the content is no
    longer what was heard.
    """
    if not known_text(track):
        return None
    before = connection.execute(select(*STATE).where(*unchanged(track)).with_for_update()).first()
    if before is None:
        return None
    outcome = {
        "status": status.value,
        "failure_reason": failure.reason.value if failure is not None else "",
        "failure_detail": failure.detail if failure is not None else "",
        "finished_at": at,
        "revision": tracks.c.revision + 1,
    }
    connection.execute(update(tracks).where(tracks.c.id == track.id).values(outcome | dict(shown or {})))
    return before


def count_finished(
    connection: Connection, before: Row[Any], status: TrackStatus, failure: Failure | None = None
) -> None:
    """Let the counts follow what `finish` set, at the end of the transaction."""
    if before.present:
        reason = failure.reason.value if failure is not None else ""
        state_counts.adjust(connection, [(status.value, reason)], [state_of(before)])


def plain(connection: Connection, ids: Collection[TrackId]) -> dict[TrackId, RowMapping]:
    """The rows of the analyses that are kept."""
    return _rows(connection, _PLAIN, ids)


def untagged(connection: Connection, ids: Collection[TrackId]) -> dict[TrackId, RowMapping]:
    """The same without tags."""
    return _rows(connection, _UNTAGGED, ids)


def _rows(connection: Connection, statement: Select[Any], ids: Collection[TrackId]) -> dict[TrackId, RowMapping]:
    found: dict[TrackId, RowMapping] = {}
    for chunk in chunks(storables(ids)):
        rows = connection.execute(statement, {"names": chunk})
        found.update((TrackId(row["track_id"]), row) for row in rows.mappings().all())
    return found


def tempi_and_keys(connection: Connection, ids: Collection[TrackId]) -> list[Row[Any]]:
    """Ids with tempi and places on Camelot's wheel."""
    return _listed(connection, _TEMPI_AND_KEYS, ids)


def outlines(connection: Connection, ids: Collection[TrackId]) -> list[Row[Any]]:
    """Ids with their outlines."""
    return _listed(connection, _OUTLINES, ids)


def _listed(connection: Connection, statement: Select[Any], ids: Collection[TrackId]) -> list[Row[Any]]:
    runs = chunks(storables(ids))
    return [row for run in runs for row in connection.execute(statement, {"names": run}).all()]


def complete(connection: Connection, ids: Collection[TrackId]) -> Mapping[TrackId, Analysis]:
    """The analyses that are kept, with their embeddings."""
    rows = plain(connection, ids)
    vectors: dict[str, list[Embedding]] = {}
    for chunk in chunks(rows):
        for row in connection.execute(_EMBEDDED, {"names": chunk}).all():
            vectors.setdefault(row.track_id, []).append(Embedding(row.space, vector_of(row.vector)))
    return {track_id: analysis_of(row, vectors.get(track_id, ())) for track_id, row in rows.items()}


def one(connection: Connection, track_id: TrackId) -> Analysis | None:
    """The same of one track, in one statement."""
    rows = connection.execute(_ONE, {"one": track_id}).mappings().all() if storable(track_id) else []
    told = [Embedding(row["space"], vector_of(row["vector"])) for row in rows if row["space"] is not None]
    return analysis_of(rows[0], told) if rows else None


def first_ids(connection: Connection, chosen: ColumnElement[bool], limit: int, excluding: Collection[str]) -> list[str]:
    """The first ids for which a condition holds, without some: few are read beyond `limit`, with a partial index."""
    passed = set(excluding)
    found: list[str] = []
    after = ""
    while len(found) < limit:
        page = limit - len(found) + min(len(passed), CHUNK)
        ids = connection.scalars(first_statement(chosen, page, after)).all()
        found += [each for each in ids if each not in passed]
        if len(ids) < page:
            break
        after = ids[-1]
    return found[:limit]


def first_statement(chosen: ColumnElement[bool], limit: int, after: str = "") -> Select[tuple[str]]:
    """The first ids behind `after` for which a condition holds."""
    return select(tracks.c.id).where(chosen, tracks.c.id > after).order_by(tracks.c.id).limit(limit)


def heard_otherwise(space: str) -> ColumnElement[bool]:
    """Present analysed tracks that have no embedding in that space."""
    there = exists().where(embeddings.c.track_id == tracks.c.id, embeddings.c.space == space)
    return and_(PRESENT, tracks.c.status == TrackStatus.ANALYSED.value, not_(there))


def forget(connection: Connection, ids: Collection[str]) -> None:
    """Give tracks a new revision, so that not even what is being indexed at this moment can be marked."""
    known = [row.id for row in locked(connection, ids, showing=[tracks.c.id])]
    connection.execute(update(tracks).where(among(tracks.c.id, known)).values(revision=tracks.c.revision + 1))


def stale_statement(limit: int) -> Select[Any]:
    """The first tracks that the vector index is behind of, with their revisions."""
    return select(*TRACK, tracks.c.revision).where(STALE).order_by(tracks.c.id).limit(limit)


def twin_statement(content_hash: str) -> Select[tuple[str]]:
    """The first track with that content and an analysis."""
    return (
        select(analyses.c.track_id)
        .join(tracks, tracks.c.id == analyses.c.track_id)
        .where(tracks.c.content_hash == content_hash)
        .order_by(tracks.c.id)
        .limit(1)
    )


def embeddings_statement(space: str, after: str) -> Select[tuple[str, bytes]]:
    """The next embeddings of present tracks, behind that track's."""
    return (
        select(embeddings.c.track_id, embeddings.c.vector)
        .join(tracks, tracks.c.id == embeddings.c.track_id)
        .where(PRESENT, embeddings.c.space == space, embeddings.c.track_id > after)
        .order_by(embeddings.c.track_id)
        .limit(EMBEDDINGS_BATCH)
    )


def finished_statement(moment: datetime) -> Select[tuple[int]]:
    """How many tracks were finished after `moment`."""
    return select(func.count()).select_from(tracks).where(tracks.c.finished_at > moment)


def behind_statement() -> Select[tuple[int]]:
    """How many present analysed tracks the vector index is behind of."""
    analysed = tracks.c.status == TrackStatus.ANALYSED.value
    return select(func.count()).select_from(tracks).where(PRESENT, analysed, STALE)
