"""Uploads."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """From revision 0005."""


def downgrade() -> None:
    """To revision 0005."""
