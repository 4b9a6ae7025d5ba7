"""People: accounts, sessions, tokens, invites."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """From revision 0001."""


def downgrade() -> None:
    """To revision 0001."""
