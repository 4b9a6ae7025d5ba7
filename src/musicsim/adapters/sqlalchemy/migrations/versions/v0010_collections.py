"""Collections that make themselves, and the map."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """From revision 0009."""


def downgrade() -> None:
    """To revision 0009."""
