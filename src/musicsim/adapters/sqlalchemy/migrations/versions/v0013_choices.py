"""What admins chose on the page."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import name

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """From revision 0012."""
    op.create_table(
        "choices",
        sa.Column("name", name(), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_choices"),
    )


def downgrade() -> None:
    """To revision 0012."""
    op.drop_table("choices")
