"""What is derived from the whole library."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """From revision 0006."""
    op.create_table(
        "derived",
        sa.Column("name", name(), nullable=False),
        sa.Column("version", name(), nullable=False),
        sa.Column("basis", sa.BigInteger, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_derived"),
    )


def downgrade() -> None:
    """To revision 0006."""
    op.drop_table("derived")
