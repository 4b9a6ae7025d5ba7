"""People: accounts, sessions, tokens, invites."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0002"
down_revision = "0001"

_TABLES = ("secrets", "attempts", "invites", "api_tokens", "refresh_tokens", "sessions", "users")


def upgrade() -> None:
    """From revision 0001."""
    _users()
    _sessions()
    _tokens()
    _others()


def downgrade() -> None:
    """To revision 0001."""
    for table in _TABLES:
        op.drop_table(table)


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("id", name(), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", name(), nullable=False),
        sa.Column("role", name(), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("one_time", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("disabled_at", Moment),
        sa.Column("leaving_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )
    op.create_index("uq_users_name_key", "users", ["name_key"], unique=True)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", name(), nullable=False),
        _owned("sessions", "users", "user_id"),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("user_agent", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id", "id"])
    op.create_table(
        "refresh_tokens",
        sa.Column("hash", name(), nullable=False),
        _owned("refresh_tokens", "sessions", "session_id"),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment),
        sa.PrimaryKeyConstraint("hash", name="pk_refresh_tokens"),
    )
    op.create_index("ix_refresh_tokens_session_id", "refresh_tokens", ["session_id"])


def _tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", name(), nullable=False),
        _owned("api_tokens", "users", "user_id"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scope", name(), nullable=False),
        sa.Column("hash", name(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("expires_at", Moment),
        sa.Column("used_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
    )
    op.create_index("ix_api_tokens_user_id", "api_tokens", ["user_id", "id"])
    op.create_index("uq_api_tokens_hash", "api_tokens", ["hash"], unique=True)


def _others() -> None:
    op.create_table(
        "invites",
        sa.Column("id", name(), nullable=False),
        sa.Column("hash", name(), nullable=False),
        sa.Column("role", name(), nullable=False),
        sa.Column("uses", sa.BigInteger, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invites"),
    )
    op.create_index("uq_invites_hash", "invites", ["hash"], unique=True)
    op.create_table(
        "attempts",
        sa.Column("key", name(), nullable=False),
        sa.Column("settled_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attempts"),
    )
    op.create_index("ix_attempts_settled_at", "attempts", ["settled_at"])
    op.create_table(
        "secrets",
        sa.Column("name", name(), nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )


def _owned(table: str, owner: str, column: str) -> sa.Column[str]:
    foreign_key = sa.ForeignKey(f"{owner}.id", name=f"fk_{table}_{column}", ondelete="CASCADE")
    return sa.Column(column, name(), foreign_key, nullable=False)
