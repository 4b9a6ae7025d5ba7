"""Curation: playlists."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """From revision 0004."""
    _playlists()
    _items()
    _shares()


def downgrade() -> None:
    """To revision 0004."""
    for table in ("playlist_shares", "playlist_items", "playlists"):
        op.drop_table(table)


def _playlists() -> None:
    op.create_table(
        "playlists",
        sa.Column("id", name(), nullable=False),
        _of("playlists", "user_id", "users", ondelete="CASCADE"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("rule", sa.Text),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("items", sa.BigInteger, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_playlists"),
    )
    op.create_index("ix_playlists_user_id", "playlists", ["user_id", "id"])


def _items() -> None:
    op.create_table(
        "playlist_items",
        _of("playlist_items", "playlist_id", "playlists", ondelete="CASCADE"),
        sa.Column("id", name(), nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        _of("playlist_items", "track_id", "tracks"),
        sa.Column("added_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("playlist_id", "id", name="pk_playlist_items"),
    )
    op.create_index("ix_playlist_items_position", "playlist_items", ["playlist_id", "position"])
    op.create_index("ix_playlist_items_track_id", "playlist_items", ["track_id"])


def _shares() -> None:
    op.create_table(
        "playlist_shares",
        sa.Column("id", name(), nullable=False),
        _of("playlist_shares", "playlist_id", "playlists", ondelete="CASCADE"),
        sa.Column("token_hash", name(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("expires_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_playlist_shares"),
    )
    op.create_index("ix_playlist_shares_playlist_id", "playlist_shares", ["playlist_id", "id"])
    op.create_index("uq_playlist_shares_token_hash", "playlist_shares", ["token_hash"], unique=True)


def _of(table: str, column: str, owner: str, ondelete: str | None = None) -> sa.Column[str]:
    foreign_key = sa.ForeignKey(f"{owner}.id", name=f"fk_{table}_{column}", ondelete=ondelete)
    return sa.Column(column, name(), foreign_key, nullable=False)
