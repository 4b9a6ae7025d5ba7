"""The explorer: what tracks are filtered, sorted and grouped by; favourites."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """From revision 0002."""


def downgrade() -> None:
    """To revision 0002."""
