"""Artwork that is made."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """From revision 0011."""


def downgrade() -> None:
    """To revision 0011."""
