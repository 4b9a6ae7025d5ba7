"""The tables, one MetaData; `migrations` leads to exactly these."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    and_,
    false,
    literal_column,
    not_,
    text,
)

from musicsim.adapters.sqlalchemy.types import Moment, Words, name

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

tracks = Table(
    "tracks",
    metadata,
    Column("id", name(), primary_key=True),
    Column("key", name(), nullable=False),
    Column("folder", name(), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("modified_ns", BigInteger, nullable=False),
    Column("content_hash", name(), nullable=False),
    Column("title", Words, nullable=False),
    Column("artist", Words, nullable=False),
    Column("album", Words, nullable=False),
    Column("album_artist", Words, nullable=False),
    Column("genre", Words, nullable=False),
    Column("year", Integer),
    Column("track_number", Integer),
    Column("disc_number", Integer),
    Column("duration", Double),
    Column("sample_rate", Integer),
    Column("channels", Integer),
    Column("bitrate", Integer),
    Column("codec", Words, nullable=False),
    Column("status", name(), nullable=False),
    Column("failure_reason", name(), nullable=False),  # "" unless failed
    Column("failure_detail", Words, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("missing_since", Moment),
    Column("finished_at", Moment),
    # what lists compare: see domain.rules.listing
    Column("title_sort", name(), nullable=False),
    Column("artist_sort", name(), nullable=False),
    Column("recency", BigInteger, nullable=False),
    Column("search", name(), nullable=False),
    # what the explorer looks at: see domain.rules.grouping and listing; a step adds these to rows that are there
    Column("album_id", name()),
    Column("album_sort", name(), nullable=False, server_default=text("''")),
    Column("shuffle", BigInteger, nullable=False, server_default=text("0")),
    # what listening found of it, for lists; the rest is in `analyses`
    Column("bpm", Double),
    Column("camelot", Integer),
    # what outside catalogues know the recording by; "" where the file does not say
    Column("isrc", name(), nullable=False, server_default=text("''")),
    # the vector index is behind while these two differ; a revision never comes twice
    Column("revision", BigInteger, nullable=False),
    Column("indexed_revision", BigInteger, nullable=False),
    Column("has_waveform", Boolean(create_constraint=False), nullable=False),
    Column("has_segments", Boolean(create_constraint=False), nullable=False, server_default=false()),
    CheckConstraint("(status = 'failed') = (failure_reason <> '')", name="failure"),
)

analyses = Table(
    "analyses",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("duration", Double, nullable=False),
    # a part is there when its model is
    Column("tempo_bpm", Double),
    Column("tempo_confidence", Double),
    Column("tempo_model", Words),
    Column("key_tonic", Integer),
    Column("key_mode", Words),
    Column("key_confidence", Double),
    Column("key_model", Words),
    Column("loudness_lufs", Double),
    Column("loudness_model", Words),
    Column("tags", Words),  # a JSON object of probabilities
    Column("tags_model", Words),
    Column("highlight_start", Double),
    Column("highlight_length", Double),
    Column("highlight_model", Words),
    Column("outline", LargeBinary),  # see domain.model.outline; every row has one
)

embeddings = Table(
    "embeddings",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("space", name(), primary_key=True),
    Column("position", Integer, nullable=False),  # its place in Analysis.embeddings
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian
    # how much of a hub it is, and among how many tracks that was measured: see domain.rules.hubness
    Column("hub", Double),
    Column("hub_among", BigInteger),
)

waveforms = Table(
    "waveforms",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("peaks", LargeBinary, nullable=False),  # uint8
    Column("model", Words, nullable=False),
)

# Counting a million keys to draw the root takes too long, so each folder keeps how many present tracks lie at any
# depth below it. Rows come and go with the tracks, in the same transactions; the root itself has none.
folders = Table(
    "folders",
    metadata,
    Column("path", name(), primary_key=True),
    Column("parent", name(), nullable=False),
    Column("name", name(), nullable=False),
    Column("tracks", BigInteger, nullable=False),
)

# So do the states that tracks can be in: see state_counts.
states = Table(
    "states",
    metadata,
    Column("status", name(), primary_key=True),
    Column("failure_reason", name(), primary_key=True),
    Column("tracks", BigInteger, nullable=False),
)

scans = Table(
    "scans",
    metadata,
    Column("id", name(), primary_key=True),
    Column("status", Words, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("listed", BigInteger, nullable=False),
    Column("to_read", BigInteger, nullable=False),
    Column("read", BigInteger, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("moved", BigInteger, nullable=False),
    Column("restored", BigInteger, nullable=False),
    Column("missing", BigInteger, nullable=False),
    Column("problems", Words, nullable=False),  # a JSON array of [key, reason, detail]
    Column("problem_count", BigInteger, nullable=False),
    Column("error", Words, nullable=False),
)


# Conditions of partial indexes: a query finds the index only when it has them word for word, so both use these.
PRESENT: ColumnElement[bool] = tracks.c.missing_since.is_(None)
IDENTIFIED: ColumnElement[bool] = and_(PRESENT, tracks.c.isrc != literal_column("''"))
MISSING: ColumnElement[bool] = tracks.c.missing_since.is_not(None)
STALE: ColumnElement[bool] = tracks.c.indexed_revision != tracks.c.revision
PENDING: ColumnElement[bool] = and_(PRESENT, tracks.c.status == literal_column("'pending'"))
FAILED: ColumnElement[bool] = and_(PRESENT, tracks.c.status == literal_column("'failed'"))
UNDRAWN: ColumnElement[bool] = and_(
    PRESENT,
    not_(tracks.c.has_waveform),
    tracks.c.status.in_([literal_column("'analysed'"), literal_column("'silent'")]),
)

UNSEGMENTED: ColumnElement[bool] = and_(
    PRESENT, not_(tracks.c.has_segments), tracks.c.status == literal_column("'analysed'")
)

UNMEASURED: ColumnElement[bool] = embeddings.c.hub.is_(None)


def _index(label: str, *columns: Column[Any], where: ColumnElement[bool] | None = None, unique: bool = False) -> Index:
    return Index(label, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


KEY_PRESENT = "uq_tracks_key_present"
# the folder follows from the key: one index keeps keys unique and lists a folder
_index(KEY_PRESENT, tracks.c.folder, tracks.c.key, where=PRESENT, unique=True)
_index("ix_tracks_key", tracks.c.key, tracks.c.id, tracks.c.status, tracks.c.missing_since)
_index("ix_tracks_title", tracks.c.title_sort, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_artist", tracks.c.artist_sort, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_recency", tracks.c.recency, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_album", tracks.c.album_sort, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_year", tracks.c.year, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_duration", tracks.c.duration, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_bpm", tracks.c.bpm, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_camelot", tracks.c.camelot, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_shuffle", tracks.c.shuffle, tracks.c.id, tracks.c.status, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_album_id", tracks.c.album_id, tracks.c.id, tracks.c.missing_since, where=PRESENT)
_index("ix_tracks_isrc", tracks.c.isrc, tracks.c.id, where=IDENTIFIED)
_index("ix_tracks_content_hash", tracks.c.content_hash)
_index("ix_tracks_pending", tracks.c.id, where=PENDING)
_index("ix_tracks_failed", tracks.c.id, where=FAILED)
# with all that counting stale tracks looks at
_index(
    "ix_tracks_stale",
    tracks.c.id,
    tracks.c.status,
    tracks.c.missing_since,
    tracks.c.revision,
    tracks.c.indexed_revision,
    where=STALE,
)
# words anywhere in the text, by their trigrams; for SQLite see sqlite_words
Index("ix_tracks_search", tracks.c.search, postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}).ddl_if(
    dialect="postgresql"
)
_index("ix_tracks_undrawn", tracks.c.id, where=UNDRAWN)
_index("ix_tracks_unsegmented", tracks.c.id, where=UNSEGMENTED)
_index("ix_tracks_finished_at", tracks.c.finished_at, where=tracks.c.finished_at.is_not(None))
_index("ix_embeddings_unmeasured", embeddings.c.space, embeddings.c.track_id, where=UNMEASURED)
# only those: a planner without statistics would read a whole space by it
_measured = embeddings.c.hub_among.is_not(None)
_index("ix_embeddings_hub_among", embeddings.c.space, embeddings.c.hub_among, embeddings.c.track_id, where=_measured)
# with the number itself: whole rows are large, and answers look at a hundred
_known = embeddings.c.hub.is_not(None)
_index("ix_embeddings_hub", embeddings.c.track_id, embeddings.c.space, embeddings.c.hub, where=_known)
_index("ix_folders_parent", folders.c.parent, folders.c.name, folders.c.tracks)
_index("ix_scans_started_at", scans.c.started_at, scans.c.id)
