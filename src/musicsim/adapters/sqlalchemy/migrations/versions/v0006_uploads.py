"""Uploads: whose a file is, and what it was called."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """From revision 0005."""
    owner = sa.ForeignKey("users.id", name="fk_uploads_user_id", ondelete="CASCADE")
    op.create_table(
        "uploads",
        sa.Column("id", name(), nullable=False),
        sa.Column("user_id", name(), owner, nullable=False),
        sa.Column("key", name(), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content_hash", name(), nullable=False),
        sa.Column("uploaded_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("uq_uploads_key", "uploads", ["key"], unique=True)
    op.create_index("ix_uploads_user_id", "uploads", ["user_id", "id", "size"])


def downgrade() -> None:
    """To revision 0005."""
    op.drop_table("uploads")
