"""Curation: playlists."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """From revision 0004."""


def downgrade() -> None:
    """To revision 0004."""
