"""Artwork that is made."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0012"
down_revision = "0011"

_ALONE = sa.text("missing_since IS NULL AND coalesce(album_id, '') = '' AND status = 'analysed'")


def upgrade() -> None:
    """From revision 0011."""
    _searches()
    _pictures()
    op.create_index("ix_plays_latest", "plays", ["recency", "track_id"])
    op.create_index("ix_artworks_picture", "artworks", ["picture"])
    op.create_index("ix_tracks_alone", "tracks", ["recency", "id"], sqlite_where=_ALONE, postgresql_where=_ALONE)


def downgrade() -> None:
    """To revision 0011."""
    op.drop_index("ix_tracks_alone", "tracks")
    op.drop_index("ix_artworks_picture", "artworks")
    op.drop_index("ix_plays_latest", "plays")
    op.drop_table("album_pictures")
    op.drop_table("artwork_searches")


def _searches() -> None:
    op.create_table(
        "artwork_searches",
        sa.Column("album", name(), nullable=False),
        sa.Column("alone", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("state", name(), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", Moment),
        sa.Column("due_at", Moment),
        sa.Column("tried", sa.Text, nullable=False),
        sa.Column("image", name(), nullable=False),
        sa.Column("wanted", name()),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("recency", sa.BigInteger, nullable=False),
        sa.Column("claim", name(), nullable=False),
        sa.Column("claimed_until", Moment, nullable=False),
        sa.PrimaryKeyConstraint("album", name="pk_artwork_searches"),
    )
    op.create_index("ix_artwork_searches_due_at", "artwork_searches", ["due_at", "album"])
    op.create_index("ix_artwork_searches_recency", "artwork_searches", ["recency", "album"])
    op.create_index("ix_artwork_searches_state", "artwork_searches", ["state", "recency", "album"])


def _pictures() -> None:
    op.create_table(
        "album_pictures",
        sa.Column("id", name(), nullable=False),
        sa.Column("album", name(), nullable=False),
        sa.Column("picture", name(), nullable=False),
        sa.Column("source", name(), nullable=False),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("cost", sa.Double, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("rejected_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_album_pictures"),
    )
    op.create_index("ix_album_pictures_album", "album_pictures", ["album", "id"])
    op.create_index("ix_album_pictures_picture", "album_pictures", ["picture"])
