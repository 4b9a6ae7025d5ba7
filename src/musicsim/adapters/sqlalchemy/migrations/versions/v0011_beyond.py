"""What outside services said, and may cost."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import name

revision = "0011"
down_revision = "0010"

_IDENTIFIED = sa.text("missing_since IS NULL AND isrc != ''")


def upgrade() -> None:
    """From revision 0010."""
    op.add_column("tracks", sa.Column("isrc", name(), nullable=False, server_default=sa.text("''")))
    op.create_index("ix_tracks_isrc", "tracks", ["isrc", "id"], sqlite_where=_IDENTIFIED, postgresql_where=_IDENTIFIED)
    op.create_table(
        "spending",
        sa.Column("service", name(), nullable=False),
        sa.Column("day", name(), nullable=False),
        sa.Column("millionths", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("service", "day", name="pk_spending"),
    )


def downgrade() -> None:
    """To revision 0010."""
    op.drop_table("spending")
    op.drop_index("ix_tracks_isrc", "tracks")
    op.drop_column("tracks", "isrc")
