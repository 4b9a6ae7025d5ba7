"""Listening: plays, pictures, lyrics."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """From revision 0003."""


def downgrade() -> None:
    """To revision 0003."""
