"""Collections that make themselves."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, Words, name

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """From revision 0009."""
    owner = sa.ForeignKey("users.id", name="fk_mixes_user_id", ondelete="CASCADE")
    op.create_table(
        "mixes",
        sa.Column("user_id", name(), owner, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("edition", sa.BigInteger, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("content", Words, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_mixes"),
    )


def downgrade() -> None:
    """To revision 0009."""
    op.drop_table("mixes")
