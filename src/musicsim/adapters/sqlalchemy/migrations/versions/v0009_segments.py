"""What was heard of parts of a track, and its acoustic fingerprint."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """From revision 0008."""


def downgrade() -> None:
    """To revision 0008."""
