"""Radio sessions."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """From revision 0007."""
    owner = sa.ForeignKey("users.id", name="fk_radio_sessions_user_id", ondelete="CASCADE")
    op.create_table(
        "radio_sessions",
        sa.Column("id", name(), nullable=False),
        sa.Column("user_id", name(), owner, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("space", sa.Text, nullable=False),
        sa.Column("start", sa.LargeBinary, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("origins", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("plays", sa.Text, nullable=False),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_radio_sessions"),
    )
    op.create_index("ix_radio_sessions_user_id", "radio_sessions", ["user_id", "changed_at", "id"])
    op.create_index("ix_radio_sessions_changed_at", "radio_sessions", ["changed_at"])


def downgrade() -> None:
    """To revision 0007."""
    op.drop_table("radio_sessions")
