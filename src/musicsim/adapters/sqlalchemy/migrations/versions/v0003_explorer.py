"""The explorer: what tracks are filtered, sorted and grouped by; favourites."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy import sqlite_words
from musicsim.adapters.sqlalchemy.migrations import explorer_filling
from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0003"
down_revision = "0002"

_PRESENT = sa.text("missing_since IS NULL")
_LISTS = {
    "ix_tracks_album": "album_sort",
    "ix_tracks_year": "year",
    "ix_tracks_duration": "duration",
    "ix_tracks_bpm": "bpm",
    "ix_tracks_camelot": "camelot",
    "ix_tracks_shuffle": "shuffle",
}
_COLUMNS = ("camelot", "bpm", "shuffle", "album_sort", "album_id")


def upgrade() -> None:
    """From revision 0002; what follows from the rows that are there is filled in."""
    op.add_column("tracks", sa.Column("album_id", name()))
    op.add_column("tracks", sa.Column("album_sort", name(), nullable=False, server_default=sa.text("''")))
    op.add_column("tracks", sa.Column("shuffle", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    op.add_column("tracks", sa.Column("bpm", sa.Double))
    op.add_column("tracks", sa.Column("camelot", sa.Integer))
    _facets()
    _albums()
    _favourites()
    _indexes()
    explorer_filling.fill(op.get_bind())
    if op.get_context().dialect.name == "sqlite":
        sqlite_words.create(op.get_bind())
    else:
        _text_index("ix_albums_search", "albums", "search")
        _text_index("ix_facets_search", "facets", "sort")


def downgrade() -> None:
    """To revision 0002."""
    if op.get_context().dialect.name == "sqlite":
        sqlite_words.drop(op.get_bind())
    for table in ("favourites", "albums", "facets", "track_facets"):
        op.drop_table(table)
    for index in ("ix_tracks_album_id", *_LISTS):
        op.drop_index(index, "tracks")
    for column in _COLUMNS:
        op.drop_column("tracks", column)


def _facets() -> None:
    op.create_table(
        "track_facets",
        sa.Column("kind", name(), nullable=False),
        sa.Column("facet", name(), nullable=False),
        sa.Column("track_id", name(), sa.ForeignKey("tracks.id", name="fk_track_facets_track_id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("weight", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("kind", "facet", "track_id", name="pk_track_facets"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "facets",
        sa.Column("kind", name(), nullable=False),
        sa.Column("id", name(), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sort", name(), nullable=False),
        sa.Column("tracks", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_facets"),
    )


def _albums() -> None:
    op.create_table(
        "albums",
        sa.Column("id", name(), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("artist", sa.Text, nullable=False),
        sa.Column("artist_id", name()),
        sa.Column("year", sa.Integer),
        sa.Column("tracks", sa.BigInteger, nullable=False),
        sa.Column("duration", sa.Double, nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("name_sort", name(), nullable=False),
        sa.Column("artist_sort", name(), nullable=False),
        sa.Column("recency", sa.BigInteger, nullable=False),
        sa.Column("search", name(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_albums"),
    )


def _favourites() -> None:
    user = sa.ForeignKey("users.id", name="fk_favourites_user_id", ondelete="CASCADE")
    op.create_table(
        "favourites",
        sa.Column("user_id", name(), user, nullable=False),
        sa.Column("track_id", name(), sa.ForeignKey("tracks.id", name="fk_favourites_track_id"), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.Column("recency", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "track_id", name="pk_favourites"),
        sqlite_with_rowid=False,
    )


def _indexes() -> None:
    for label, column in _LISTS.items():
        columns = [column, "id", "status", "missing_since"]
        op.create_index(label, "tracks", columns, sqlite_where=_PRESENT, postgresql_where=_PRESENT)
    by_album = ["album_id", "id", "missing_since"]
    op.create_index("ix_tracks_album_id", "tracks", by_album, sqlite_where=_PRESENT, postgresql_where=_PRESENT)
    op.create_index("ix_track_facets_track_id", "track_facets", ["track_id", "kind"])
    op.create_index("ix_facets_sort", "facets", ["kind", "sort", "id"])
    op.create_index("ix_facets_tracks", "facets", ["kind", "tracks", "id"])
    op.create_index("ix_albums_name", "albums", ["name_sort", "id"])
    op.create_index("ix_albums_artist", "albums", ["artist_sort", "id"])
    op.create_index("ix_albums_artist_id", "albums", ["artist_id", "artist_sort", "id"])
    op.create_index("ix_albums_year", "albums", ["year", "id"])
    op.create_index("ix_albums_recency", "albums", ["recency", "id"])
    op.create_index("ix_favourites_recency", "favourites", ["user_id", "recency", "track_id"])
    op.create_index("ix_favourites_track_id", "favourites", ["track_id"])


def _text_index(label: str, table: str, column: str) -> None:
    """With the extension that the first step made."""
    op.create_index(label, table, [column], postgresql_using="gin", postgresql_ops={column: "gin_trgm_ops"})
