"""Radio sessions."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """From revision 0007."""


def downgrade() -> None:
    """To revision 0007."""
