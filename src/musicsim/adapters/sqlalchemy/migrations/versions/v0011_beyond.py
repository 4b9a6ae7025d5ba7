"""What outside services said, and may cost."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import name

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """From revision 0010."""
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
