"""What is derived from the whole library."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """From revision 0006."""


def downgrade() -> None:
    """To revision 0006."""
