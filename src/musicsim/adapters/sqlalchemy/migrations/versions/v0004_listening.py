"""Listening: plays, pictures."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """From revision 0003."""
    _plays()
    _artworks()


def downgrade() -> None:
    """To revision 0003."""
    op.drop_table("artworks")
    op.drop_table("plays")


def _plays() -> None:
    op.create_table(
        "plays",
        sa.Column("user_id", name(), nullable=False),
        sa.Column("id", name(), nullable=False),
        sa.Column("track_id", name(), nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("recency", sa.BigInteger, nullable=False),
        sa.Column("stage", name(), nullable=False),
        sa.Column("position", sa.Double, nullable=False),
        sa.Column("counts", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_plays"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_plays_user_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["track_id"], ["tracks.id"], name="fk_plays_track_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_plays_recency", "plays", ["user_id", "recency", "id"])
    op.create_index("ix_plays_track", "plays", ["user_id", "track_id", "recency", "counts"])
    op.create_index("ix_plays_track_id", "plays", ["track_id"])


def _artworks() -> None:
    op.create_table(
        "artworks",
        sa.Column("track_id", name(), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("modified_ns", sa.BigInteger, nullable=False),
        sa.Column("outcome", name(), nullable=False),
        sa.Column("picture", name(), nullable=False),
        sa.Column("source", name(), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("looked_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("track_id", name="pk_artworks"),
        sa.ForeignKeyConstraint(["track_id"], ["tracks.id"], name="fk_artworks_track_id"),
    )
