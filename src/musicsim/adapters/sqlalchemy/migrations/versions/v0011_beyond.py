"""What outside services said, and may cost."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """From revision 0010."""


def downgrade() -> None:
    """To revision 0010."""
