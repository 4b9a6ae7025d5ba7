"""The catalogue: tracks, what listening found, folders, scans."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

from musicsim.adapters.sqlalchemy.types import Moment, name
from musicsim.domain.errors import Unavailable

revision = "0001"
down_revision = None

_PRESENT = "missing_since IS NULL"
_TABLES = ("scans", "states", "folders", "waveforms", "embeddings", "analyses", "tracks")


def upgrade() -> None:
    """From an empty database."""
    _tracks()
    _track_indexes()
    _findings()
    _counts()
    _scans()


def downgrade() -> None:
    """To an empty database."""
    for table in _TABLES:
        op.drop_table(table)


def _tracks() -> None:
    op.create_table(
        "tracks",
        sa.Column("id", name(), nullable=False),
        sa.Column("key", name(), nullable=False),
        sa.Column("folder", name(), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("modified_ns", sa.BigInteger, nullable=False),
        sa.Column("content_hash", name(), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("artist", sa.Text, nullable=False),
        sa.Column("album", sa.Text, nullable=False),
        sa.Column("album_artist", sa.Text, nullable=False),
        sa.Column("genre", sa.Text, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("track_number", sa.Integer),
        sa.Column("disc_number", sa.Integer),
        sa.Column("duration", sa.Double),
        sa.Column("sample_rate", sa.Integer),
        sa.Column("channels", sa.Integer),
        sa.Column("bitrate", sa.Integer),
        sa.Column("codec", sa.Text, nullable=False),
        sa.Column("status", name(), nullable=False),
        sa.Column("failure_reason", name(), nullable=False),
        sa.Column("failure_detail", sa.Text, nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("missing_since", Moment),
        sa.Column("finished_at", Moment),
        sa.Column("title_sort", name(), nullable=False),
        sa.Column("artist_sort", name(), nullable=False),
        sa.Column("recency", sa.BigInteger, nullable=False),
        sa.Column("search", name(), nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("indexed_revision", sa.BigInteger, nullable=False),
        sa.Column("has_waveform", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tracks"),
        sa.CheckConstraint("(status = 'failed') = (failure_reason <> '')", name=op.f("ck_tracks_failure")),
    )


def _track_indexes() -> None:
    _index("uq_tracks_key_present", "tracks", ["folder", "key"], _PRESENT, unique=True)
    _index("ix_tracks_key", "tracks", ["key", "id", "status", "missing_since"])
    _index("ix_tracks_title", "tracks", ["title_sort", "id", "status", "missing_since"], _PRESENT)
    _index("ix_tracks_artist", "tracks", ["artist_sort", "id", "status", "missing_since"], _PRESENT)
    _index("ix_tracks_recency", "tracks", ["recency", "id", "status", "missing_since"], _PRESENT)
    _index("ix_tracks_content_hash", "tracks", ["content_hash"])
    _index("ix_tracks_pending", "tracks", ["id"], f"{_PRESENT} AND status = 'pending'")
    _index("ix_tracks_failed", "tracks", ["id"], f"{_PRESENT} AND status = 'failed'")
    stale = ["id", "status", "missing_since", "revision", "indexed_revision"]
    _index("ix_tracks_stale", "tracks", stale, "indexed_revision != revision")
    _index("ix_tracks_finished_at", "tracks", ["finished_at"], "finished_at IS NOT NULL")
    if op.get_context().dialect.name == "postgresql":
        _text_index()
    heard = "status IN ('analysed', 'silent')"
    op.create_index(
        "ix_tracks_undrawn",
        "tracks",
        ["id"],
        sqlite_where=sa.text(f"{_PRESENT} AND has_waveform = 0 AND {heard}"),
        postgresql_where=sa.text(f"{_PRESENT} AND NOT has_waveform AND {heard}"),
    )


def _text_index() -> None:
    """PostgreSQL finds words anywhere in a text by their trigrams, with an extension that comes with it."""
    try:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DBAPIError as error:
        fault = "The database needs the extension pg_trgm, which is not installed or not this user's to create"
        advice = "let an administrator add PostgreSQL's contrib modules, or run in it: CREATE EXTENSION pg_trgm"
        raise Unavailable("database", f"{fault}; {advice}.") from error
    operators = {"search": "gin_trgm_ops"}
    op.create_index("ix_tracks_search", "tracks", ["search"], postgresql_using="gin", postgresql_ops=operators)


def _findings() -> None:
    op.create_table(
        "analyses",
        _track_id("analyses"),
        sa.Column("duration", sa.Double, nullable=False),
        sa.Column("tempo_bpm", sa.Double),
        sa.Column("tempo_confidence", sa.Double),
        sa.Column("tempo_model", sa.Text),
        sa.Column("key_tonic", sa.Integer),
        sa.Column("key_mode", sa.Text),
        sa.Column("key_confidence", sa.Double),
        sa.Column("key_model", sa.Text),
        sa.Column("loudness_lufs", sa.Double),
        sa.Column("loudness_model", sa.Text),
        sa.Column("tags", sa.Text),
        sa.Column("tags_model", sa.Text),
        sa.Column("highlight_start", sa.Double),
        sa.Column("highlight_length", sa.Double),
        sa.Column("highlight_model", sa.Text),
        sa.PrimaryKeyConstraint("track_id", name="pk_analyses"),
    )
    op.create_table(
        "embeddings",
        _track_id("embeddings"),
        sa.Column("space", name(), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("track_id", "space", name="pk_embeddings"),
    )
    op.create_table(
        "waveforms",
        _track_id("waveforms"),
        sa.Column("peaks", sa.LargeBinary, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("track_id", name="pk_waveforms"),
    )


def _counts() -> None:
    op.create_table(
        "folders",
        sa.Column("path", name(), nullable=False),
        sa.Column("parent", name(), nullable=False),
        sa.Column("name", name(), nullable=False),
        sa.Column("tracks", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_folders"),
    )
    _index("ix_folders_parent", "folders", ["parent", "name", "tracks"])
    op.create_table(
        "states",
        sa.Column("status", name(), nullable=False),
        sa.Column("failure_reason", name(), nullable=False),
        sa.Column("tracks", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("status", "failure_reason", name="pk_states"),
    )


def _scans() -> None:
    counts = ("listed", "to_read", "read", "added", "changed", "moved", "restored", "missing")
    op.create_table(
        "scans",
        sa.Column("id", name(), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("finished_at", Moment),
        *(sa.Column(each, sa.BigInteger, nullable=False) for each in counts),
        sa.Column("problems", sa.Text, nullable=False),
        sa.Column("problem_count", sa.BigInteger, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scans"),
    )
    _index("ix_scans_started_at", "scans", ["started_at", "id"])


def _track_id(table: str) -> sa.Column[str]:
    foreign_key = sa.ForeignKey("tracks.id", name=f"fk_{table}_track_id")
    return sa.Column("track_id", name(), foreign_key, nullable=False)


def _index(label: str, table: str, columns: list[str], where: str | None = None, *, unique: bool = False) -> None:
    condition = sa.text(where) if where is not None else None
    op.create_index(label, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
