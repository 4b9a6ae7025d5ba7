"""The tables of people: accounts, sessions, tokens, invites."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name


def _user_id() -> Column[str]:
    return Column("user_id", name(), ForeignKey("users.id", ondelete="CASCADE"), nullable=False)


users = Table(
    "users",
    metadata,
    Column("id", name(), primary_key=True),
    Column("name", Words, nullable=False),
    Column("name_key", name(), nullable=False),  # what names are compared by: see domain.rules.names
    Column("role", name(), nullable=False),
    Column("password", Words, nullable=False),  # its hash
    Column("one_time", Boolean(create_constraint=False), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("leaving_at", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", name(), primary_key=True),
    _user_id(),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("user_agent", Words, nullable=False),
    Column("address", Words, nullable=False),
)

# all of a session that were ever given and have not expired, so that one that comes twice is known again
refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("hash", name(), primary_key=True),
    Column("session_id", name(), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", name(), primary_key=True),
    _user_id(),
    Column("name", Words, nullable=False),
    Column("scope", name(), nullable=False),
    Column("hash", name(), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("used_at", Moment),
)

invites = Table(
    "invites",
    metadata,
    Column("id", name(), primary_key=True),
    Column("hash", name(), nullable=False),
    Column("role", name(), nullable=False),
    Column("uses", BigInteger, nullable=False),  # that are left
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

# how far a name or an address has used up its attempts: see domain.rules.throttling
attempts = Table(
    "attempts",
    metadata,
    Column("key", name(), primary_key=True),
    Column("settled_at", Moment, nullable=False),
)

# what all processes of one database share
secrets = Table(
    "secrets",
    metadata,
    Column("name", name(), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

NAME_TAKEN = "uq_users_name_key"
Index(NAME_TAKEN, users.c.name_key, unique=True)
Index("ix_sessions_user_id", sessions.c.user_id, sessions.c.id)
Index("ix_refresh_tokens_session_id", refresh_tokens.c.session_id)
Index("ix_api_tokens_user_id", api_tokens.c.user_id, api_tokens.c.id)
Index("uq_api_tokens_hash", api_tokens.c.hash, unique=True)
Index("uq_invites_hash", invites.c.hash, unique=True)
Index("ix_attempts_settled_at", attempts.c.settled_at)
